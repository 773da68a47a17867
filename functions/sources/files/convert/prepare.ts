import type { DuckDb } from "../../../lib/duckdb.ts";
import type { RatioColumn } from "../checks/stated-ratios.ts";
import type { Finding, TextTable } from "../contract.ts";
import { column } from "../families/family.ts";
import type { ParseOptions } from "../parse-options.ts";
import type { Binding, Bound, SeriesBinding } from "../recognise/bind.ts";
import { fold } from "../recognise/header.ts";
import type { ColumnSpec, ValueOptions } from "../values/column-value.ts";
import { planValues } from "../values/plan-values.ts";
import { withConstants } from "./constants.ts";
import { derivedColumns } from "./derive.ts";
import { exportMake } from "./make.ts";
import { monthColumn, periodColumns } from "./period.ts";
import type { Plan } from "./plan.ts";
import type { TypedColumn } from "./typed-column.ts";
import { columnSpec, typedColumn } from "./typed-columns.ts";
import { seriesColumn } from "./unpivot.ts";

export interface Prepared {
  readonly plan: Plan;
  /** Typed columns of the stated ratios. */
  readonly ratioColumns: readonly TypedColumn[];
  readonly ratios: readonly RatioColumn[];
  readonly findings: readonly Finding[];
}

/** Works out the type and reading of every column of a recognised file, before any row is converted. */
export async function prepare(
  db: DuckDb,
  text: TextTable,
  recognised: Bound,
  options: ParseOptions,
): Promise<Prepared> {
  const bound = withConstants(recognised, text, options);
  const tokens = bound.family.nullTokens ?? [];
  const ratioBindings = bound.ratios.map(({ ratio, index, header, unit }): Binding => {
    const kind = ratio.numerator === "spend" && ratio.denominator !== "conversion_value" ? "money" : "rate";
    return {
      column: column(`ratio_${ratio.name}`, kind),
      index,
      constant: null,
      header,
      currency: null,
      unit,
      how: "alias",
    };
  });
  const own = [...bound.columns, ...bound.series.map(seriesBinding)];
  const all = [...own, ...ratioBindings];
  const specs = all.flatMap((binding): readonly ColumnSpec[] =>
    binding.index === null ? [] : [columnSpec(binding, binding.index, tokens)],
  );
  const how: ValueOptions = {
    timeZone: options.timeZone ?? "UTC",
    delimiter: text.delimiter,
    ...(options.dateOrder === undefined ? {} : { dateOrder: options.dateOrder }),
  };
  const built = await planValues(db, text.relation, specs, how);
  const byCell = new Map(built.map((value) => [value.column, value]));
  const typed: TypedColumn[] = [];
  for (const binding of all) {
    const value = binding.index === null ? null : (byCell.get(`c${binding.index}`) ?? null);
    const read = monthColumn(typedColumn(binding, value, options.aliases ?? {}));
    const isInput = bound.family.inputs?.has(binding.column.name) === true;
    typed.push(await inShares(db, text, isInput ? { ...read, bad: null } : read));
  }
  const columns = [...typed.slice(0, own.length), ...exportMake(bound, text.headers)];
  const { texts, numbers } = await unknownKinds(db, text, bound.unknown);
  const base = { text, bound, columns, unknownTexts: texts, unknownNumbers: numbers, options };
  const plan: Plan = { ...base, derived: [...(await periodColumns(db, text, bound, how)), ...derivedColumns(base)] };
  return {
    plan,
    ratioColumns: typed.slice(own.length).map((ratio) => ({ ...ratio, bad: null })),
    ratios: ratioColumns(plan),
    findings: built.flatMap(({ findings }) => findings),
  };
}

/** A wide panel's column is typed like any other, so that a cell that is no number is held back. */
function seriesBinding({ index, header, kind }: SeriesBinding): Binding {
  const target = column(seriesColumn(index), kind === "spend" ? "money" : "number");
  return { column: target, index, constant: null, header, currency: null, unit: null, how: "map" };
}

/** A rate above 1 says that its column is in percent. */
async function inShares(db: DuckDb, text: TextTable, typed: TypedColumn): Promise<TypedColumn> {
  if (typed.kind !== "rate" || typed.cell === null || typed.name.startsWith("ratio_")) return typed;
  const [row] = await db.rows(`select coalesce(max(${typed.value}), 0) > 1 as is_percent from ${text.relation}`);
  return row?.is_percent === true ? { ...typed, value: `(${typed.value}) / 100` } : typed;
}

/** Unknown columns whose every cell is a number are measures; the others describe the row. */
async function unknownKinds(
  db: DuckDb,
  text: TextTable,
  unknown: readonly number[],
): Promise<{ readonly texts: readonly number[]; readonly numbers: readonly number[] }> {
  if (unknown.length === 0) return { texts: [], numbers: [] };
  const isNumber = (cell: string): string =>
    `regexp_full_match(trim(${cell}), '[-+(]?\\s*[$€£¥]?\\s*[0-9][0-9.,'' ]*\\s*[%)€]?')`;
  const [row] = await db.rows(
    `select ${unknown.map((index) => `coalesce(bool_and(${isNumber(`c${index}`)}) filter (where nullif(trim(c${index}), '') is not null and trim(c${index}) <> '--'), false) as n${index}`).join(", ")} from ${text.relation}`,
  );
  const numbers = unknown.filter((index) => row?.[`n${index}`] === true);
  return { texts: unknown.filter((index) => !numbers.includes(index)), numbers };
}

function ratioColumns({ bound, columns }: Plan): readonly RatioColumn[] {
  const own = bound.ratios.map(({ ratio, index, header, unit }) => ({
    ratio,
    name: `ratio_${ratio.name}`,
    cell: `c${index}`,
    header,
    hasUnit: unit !== null || fold(header).includes("percent"),
  }));
  const inputs = (bound.family.ratios ?? []).flatMap((ratio) => {
    const input = columns.find(({ name, cell }) => name === ratio.name && cell !== null);
    return input?.cell == null
      ? []
      : [{ ratio, name: input.name, cell: input.cell, header: input.header, hasUnit: true }];
  });
  return [...own, ...inputs];
}
