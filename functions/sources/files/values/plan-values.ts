import type { DuckDb } from "../../../lib/duckdb.ts";
import { booleanValue } from "./boolean-value.ts";
import type { ColumnSpec, ColumnValue, ValueOptions } from "./column-value.ts";
import { type DateEvidence, dateEvidence, patternOrders } from "./date-order.ts";
import { dateValue, parsedDate } from "./date-value.ts";
import { decideMark, type MarkEvidence, markEvidence } from "./decimal-mark.ts";
import { epochValue } from "./epoch-value.ts";
import {
  isPlainColumn,
  NUMBER_TYPES,
  type NumberKind,
  numberProbe,
  numberValue,
  parsedNumber,
  plainNumberValue,
} from "./number-value.ts";
import { dateProbe, isPlainDateColumn, plainDateValue } from "./plain-date.ts";
import type { Probe } from "./probe.ts";
import { materialiseColumns, type ParsedColumn } from "./stages.ts";
import { textProbe, textValue } from "./text-value.ts";

type Counts = Readonly<Record<string, number>>;

/** A column on the way: what must be added to the relation first, and what the column then gives away. */
interface Plan {
  readonly parsed: ParsedColumn | null;
  readonly value: () => ColumnValue | Promise<ColumnValue>;
}

/**
 * Decides for each column, from all of its cells, how its text becomes values: one counting query over the relation, and more
 * only for columns that are not written as a program writes them; those are parsed once into further columns of the relation
 * (`c3_value`, `c3_bad` …). Gives SQL over the relation's columns, in the order of `specs`.
 */
export async function planValues(
  db: DuckDb,
  relation: string,
  specs: readonly ColumnSpec[],
  options: ValueOptions,
): Promise<readonly ColumnValue[]> {
  const counts = await probe(db, relation, specs);
  const marks = new Map<ColumnSpec, MarkEvidence>();
  const dates = new Map<ColumnSpec, DateEvidence>();
  for (const [i, spec] of specs.entries()) {
    const own = counts[i] ?? {};
    if (isNumberKind(spec.kind) && !isPlainColumn(spec, own)) marks.set(spec, await markEvidence(db, relation, spec));
    if (isDateKind(spec.kind) && spec.epoch === undefined && !isPlainDateColumn(spec, own)) {
      dates.set(spec, await dateEvidence(db, relation, spec));
    }
  }
  const plans = specs.map((spec, i) => plan(spec, counts[i] ?? {}, (other) => counts[specs.indexOf(other)] ?? {}));
  await materialiseColumns(
    db,
    relation,
    plans.flatMap(({ parsed }) => parsed ?? []),
  );
  const values: ColumnValue[] = [];
  for (const { value } of plans) values.push(await value());
  return values;

  function plan(spec: ColumnSpec, own: Counts, of: (other: ColumnSpec) => Counts): Plan {
    const { kind } = spec;
    if (isNumberKind(kind)) {
      const evidence = marks.get(spec);
      if (evidence === undefined) return { parsed: null, value: () => plainNumberValue(spec, kind) };
      const decision = decideMark(kind, evidence, fileEvidence(spec, of), options);
      return {
        parsed: parsedNumber(spec, kind, decision),
        value: () => numberValue(db, relation, spec, kind, evidence, decision),
      };
    }
    if (isDateKind(kind)) {
      const { epoch } = spec;
      if (epoch !== undefined) return { parsed: null, value: () => epochValue(spec, epoch, options) };
      const evidence = dates.get(spec);
      if (evidence === undefined) return { parsed: null, value: () => plainDateValue(spec, own, options) };
      const others = [...dates].flatMap(([other, found]) => (other === spec ? [] : [found]));
      const orders = patternOrders(evidence, others);
      return {
        parsed: parsedDate(spec, evidence, orders, options),
        value: () => dateValue(db, relation, spec, orders),
      };
    }
    return { parsed: null, value: () => (kind === "boolean" ? booleanValue(spec) : textValue(spec, own)) };
  }

  /** Proofs of a decimal mark in all number columns but one. */
  function fileEvidence(
    except: ColumnSpec,
    of: (other: ColumnSpec) => Counts,
  ): { readonly point: number; readonly comma: number } {
    const others = specs.filter((spec) => spec !== except && isNumberKind(spec.kind));
    return others.reduce(
      (sum, other) => ({
        point: sum.point + (marks.get(other)?.point ?? of(other).decimal ?? 0),
        comma: sum.comma + (marks.get(other)?.comma ?? 0),
      }),
      { point: 0, comma: 0 },
    );
  }
}

function isNumberKind(kind: ColumnSpec["kind"]): kind is NumberKind {
  return kind in NUMBER_TYPES;
}

function isDateKind(kind: ColumnSpec["kind"]): boolean {
  return kind === "date" || kind === "timestamp";
}

async function probe(db: DuckDb, relation: string, specs: readonly ColumnSpec[]): Promise<readonly Counts[]> {
  const probes: Probe[] = specs.map((spec) => {
    if (isNumberKind(spec.kind)) return numberProbe(spec.column, spec.kind);
    if (isDateKind(spec.kind)) return dateProbe(spec.column);
    return spec.kind === "boolean" ? {} : textProbe(spec);
  });
  const counts = probes.flatMap((of, i) => Object.entries(of).map(([name, sql]) => `${sql} as ${name}_${i}`));
  if (counts.length === 0) return [];
  const [row] = await db.rows(`select ${counts.join(", ")} from ${relation}`);
  return probes.map((of, i) =>
    Object.fromEntries(Object.keys(of).map((name) => [name, Number(row?.[`${name}_${i}`])])),
  );
}
