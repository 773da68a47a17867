import type { TextTable } from "../contract.ts";
import { isMeasure } from "../families/family.ts";
import type { ParseOptions } from "../parse-options.ts";
import type { Bound } from "../recognise/bind.ts";
import type { TypedColumn } from "./typed-column.ts";

/** A column made from others, after their values are known. */
export interface DerivedColumn {
  readonly name: string;
  readonly type: string;
  /** Over the typed columns. */
  readonly value: string;
  /** For people: `acquisition_cost × conversions`; null for what every file of the family gets. */
  readonly formula: string | null;
}

/** All that is known about a file before its rows are converted. */
export interface Plan {
  readonly text: TextTable;
  readonly bound: Bound;
  readonly columns: readonly TypedColumn[];
  readonly derived: readonly DerivedColumn[];
  /** Unknown headers by what they hold: texts split rows, numbers are measures. */
  readonly unknownTexts: readonly number[];
  readonly unknownNumbers: readonly number[];
  readonly options: ParseOptions;
}

/** Names of the tables of a file's conversion. */
export function tablesOf({ text }: Pick<Plan, "text">) {
  const { fileKey } = text;
  return {
    typed: `typed_${fileKey}`,
    fate: `fate_${fileKey}`,
    flagged: `flagged_${fileKey}`,
    totals: `totals_${fileKey}`,
  };
}

/** True where the typed table has the column. */
export function has({ columns, derived }: Pick<Plan, "columns" | "derived">, ...names: readonly string[]): boolean {
  return names.every((name) => columns.some((c) => c.name === name) || derived.some((c) => c.name === name));
}

/** Columns that are summed or compared. */
export function measures({ columns }: Plan): readonly TypedColumn[] {
  return columns.filter(({ kind }) => isMeasure(kind));
}

/** Columns that describe a row. */
export function dimensions({ columns }: Plan): readonly TypedColumn[] {
  return columns.filter(({ kind }) => !isMeasure(kind));
}
