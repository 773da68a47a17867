import { identifier, literal } from "../read/sql-text.ts";
import { factNumber } from "./added-columns.ts";
import { withoutContacts } from "./personal.ts";
import type { Plan } from "./plan.ts";
import { isPersonal } from "./properties.ts";

export interface Unpivoted {
  readonly from: string;
  /** Raw column → SQL over `from`. */
  readonly columns: Readonly<Record<string, string>>;
}

/** Typed column of a wide panel's series. */
export function seriesColumn(index: number): string {
  return `_series_${index}`;
}

/** A wide file as rows: one fact a column, or one series a column. Null for files that are long already. */
export function unpivotSql(plan: Plan, source: string): Unpivoted | null {
  const { unpivot } = plan.bound.family;
  if (unpivot === undefined || plan.bound.missing.length === 0) return null;
  return unpivot === "lead_facts" ? facts(plan, source) : panel(plan, source);
}

function facts(plan: Plan, source: string): Unpivoted {
  const pairs = plan.bound.unknown
    .filter((index) => !isPersonal(plan, index))
    .map((index) => `{'fact': ${literal(plan.text.headers[index] ?? "")}, 'cell': r.c${index}}`);
  const { relation } = plan.text;
  return {
    from: `(select s.*, u.fact as _fact, u.cell as _cell
  from ${source} as s join ${relation} as r using (row_number), unnest([${pairs.join(", ")}]) as l(u)
  where u.cell is not null and trim(u.cell) <> '')`,
    columns: {
      fact: "_fact",
      value_number: factNumber("_cell"),
      value_text: `case when ${factNumber("_cell")} is null then ${withoutContacts("trim(_cell)")} end`,
    },
  };
}

/**
 * Columns mapped as `media:tv` and `spend:tv` are one series: the exposure is its value, else the spend is. Columns of
 * other kinds are series of their own.
 */
function panel(plan: Plan, source: string): Unpivoted {
  const { series } = plan.bound;
  const number = (index: number): string => `cast(s.${identifier(seriesColumn(index))} as DOUBLE)`;
  const sideOf = (kind: string, name: string): string => {
    const side = series.find((other) => other.kind === kind && other.series === name);
    return side === undefined ? "cast(null as DOUBLE)" : number(side.index);
  };
  const mains = series.filter(({ kind, series: name }) => {
    if (kind === "reported_kpi") return false;
    return kind !== "spend" || !series.some((other) => other.kind === "media" && other.series === name);
  });
  const rows = mains.map(({ kind, series: name, index }) => {
    const seriesKind = kind === "spend" ? "media" : kind;
    const isMedia = seriesKind === "media";
    return `{'kind': ${literal(seriesKind)}, 'series': ${literal(name)}, 'value': ${number(index)},
      'spend': ${isMedia ? sideOf("spend", name) : "cast(null as DOUBLE)"}, 'kpi': ${isMedia ? sideOf("reported_kpi", name) : "cast(null as DOUBLE)"}}`;
  });
  return {
    from: `(select s.*, u.kind as _kind, u.series as _series, u.value as _value, u.spend as _spend, u.kpi as _kpi
  from ${source} as s, unnest([${rows.join(", ")}]) as l(u))`,
    columns: {
      series_kind: "_kind",
      series: "_series",
      value: "_value",
      spend: "_spend",
      reported_kpi: "_kpi",
      currency_code: `case when _spend is not null then ${identifier("currency_code")} end`,
    },
  };
}
