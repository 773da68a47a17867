import type { Row } from "../../../../functions/warehouse/warehouse.ts";
import type { Comparison } from "../../../oracle/compare.ts";
import type { OracleParameters } from "../../../oracle/google-sql.ts";

/** One construct of the corpus; `row` is its number there. */
export type CorpusCase =
  /** Both engines give the same; `fixedRowsOnly` where random rows make one engine fail first. */
  | ({
      readonly kind: "same";
      readonly row: string;
      readonly sql: string;
      readonly parameters?: OracleParameters;
      readonly fixedRowsOnly?: boolean;
    } & Comparison)
  /** Both engines refuse the rows. */
  | { readonly kind: "fails"; readonly row: string; readonly sql: string }
  /** The translator refuses, at `line:column`, with a portable form. */
  | { readonly kind: "refused"; readonly row: string; readonly sql: string; readonly at: string; readonly fix: RegExp }
  /** The lint refuses. */
  | { readonly kind: "lint"; readonly row: string; readonly sql: string; readonly finding: RegExp }
  /** Google's analyzer refuses. */
  | { readonly kind: "analyzer"; readonly row: string; readonly sql: string; readonly error: RegExp }
  /** A known difference: the rows that each engine gives. */
  | {
      readonly kind: "known";
      readonly row: string;
      readonly sql: string;
      readonly google: readonly Row[] | "error";
      readonly duck: readonly Row[] | "error";
    }
  /** Google's engine cannot run it: the rows that DuckDB must give. */
  | { readonly kind: "alone"; readonly row: string; readonly sql: string; readonly duck: readonly Row[] };

type SameOptions = Omit<Extract<CorpusCase, { kind: "same" }>, "kind" | "row" | "sql">;

export const same = (row: string, sql: string, options: SameOptions = {}): CorpusCase => ({
  kind: "same",
  row,
  sql,
  ...options,
});
export const fails = (row: string, sql: string): CorpusCase => ({ kind: "fails", row, sql });
export const refused = (row: string, sql: string, at: string, fix: RegExp): CorpusCase => ({
  kind: "refused",
  row,
  sql,
  at,
  fix,
});
export const lint = (row: string, sql: string, finding: RegExp): CorpusCase => ({ kind: "lint", row, sql, finding });
export const analyzer = (row: string, sql: string, error: RegExp): CorpusCase => ({
  kind: "analyzer",
  row,
  sql,
  error,
});
export const known = (
  row: string,
  sql: string,
  google: readonly Row[] | "error",
  duck: readonly Row[] | "error",
): CorpusCase => ({ kind: "known", row, sql, google, duck });
export const alone = (row: string, sql: string, duck: readonly Row[]): CorpusCase => ({
  kind: "alone",
  row,
  sql,
  duck,
});

export const ordered = { ordered: true } as const;
