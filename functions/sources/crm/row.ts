import type { RawRow, RawTable, RowProblem } from "../source.ts";
import { rowProblem } from "./row-problem.ts";
import { decimalText, instantText, textOrNull } from "./values.ts";

export type RowResult =
  | { readonly kind: "row"; readonly row: RawRow }
  | { readonly kind: "problem"; readonly problem: RowProblem };

/** Fields of a record as columns hold them; null where unknown. A value its column cannot hold makes the row a problem. */
export interface Values {
  readonly text: (field: string) => string | null;
  readonly flag: (field: string) => boolean | null;
  readonly instant: (field: string, column: string) => string | null;
  readonly day: (field: string, column: string) => string | null;
  readonly decimal: (field: string, column: string) => string | null;
  /** Percent as a share, 0 to 1. */
  readonly share: (field: string, column: string) => number | null;
}

export function valuesOf(read: (field: string) => string | null): Values {
  const text = (field: string): string | null => textOrNull(read(field));
  const as =
    <T>(expected: string, convert: (value: string) => T | undefined) =>
    (field: string, column: string): T | null => {
      const value = text(field);
      if (value === null) return null;
      const converted = convert(value);
      if (converted === undefined) throw new Unfit(column, expected, value);
      return converted;
    };
  return {
    text,
    flag: (field) => {
      const value = text(field);
      return value === "true" ? true : value === "false" ? false : null;
    },
    instant: as("an instant", instantText),
    day: as("a day like 2026-01-31", (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : undefined)),
    decimal: as("a decimal with at most 9 fraction digits", decimalText),
    share: as("a percentage", (value) => (decimalText(value) === undefined ? undefined : Number(value) / 100)),
  };
}

/** The row, or the first of its values that does not fit. */
export function buildRow(table: RawTable, id: string, build: () => RawRow): RowResult {
  try {
    return { kind: "row", row: build() };
  } catch (error) {
    if (!(error instanceof Unfit)) throw error;
    return { kind: "problem", problem: rowProblem(table, id, error.column, error.expected, error.got) };
  }
}

class Unfit extends Error {
  readonly column: string;
  readonly expected: string;
  readonly got: string;
  constructor(column: string, expected: string, got: string) {
    super(`expected ${expected} in ${column}`);
    this.column = column;
    this.expected = expected;
    this.got = got;
  }
}
