import type { ColumnKind } from "../families/family.ts";

export type DuckType = "VARCHAR" | "BIGINT" | "DECIMAL(38,9)" | "DOUBLE" | "BOOLEAN" | "DATE" | "TIMESTAMPTZ";

/** DuckDB's type of each kind: the raw table's column. */
export const TYPE_OF: Readonly<Record<ColumnKind, DuckType>> = {
  id: "VARCHAR",
  text: "VARCHAR",
  status: "VARCHAR",
  currency: "VARCHAR",
  email: "VARCHAR",
  phone: "VARCHAR",
  private: "VARCHAR",
  date: "DATE",
  instant: "TIMESTAMPTZ",
  money: "DECIMAL(38,9)",
  integer: "BIGINT",
  number: "DOUBLE",
  rate: "DOUBLE",
  boolean: "BOOLEAN",
};

/** What a cell must be, for people. */
export const EXPECTED: Readonly<Record<ColumnKind, string>> = {
  id: "an id",
  text: "a text",
  status: "a status",
  currency: "a currency code such as EUR",
  email: "an e-mail address",
  phone: "a phone number",
  private: "a text",
  date: "a date",
  instant: "a date and time",
  money: "an amount of money",
  integer: "a whole number",
  number: "a number",
  rate: "a rate",
  boolean: "yes or no",
};

/** A column of the typed table: SQL over the text table's cells. */
export interface TypedColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly type: DuckType;
  readonly value: string;
  /** TRUE where there is text that is no value of the kind; null where any text is one. */
  readonly bad: string | null;
  /** The cell as read: `c3`; null for a constant. */
  readonly cell: string | null;
  readonly header: string;
  readonly flags: readonly { readonly flag: string; readonly when: string }[];
  readonly confidence: string | null;
  readonly isDayOnly: string | null;
  /** ISO 4217 code that the cell names, SQL. */
  readonly cellCurrency: string | null;
  /** ISO 4217 code that the header names. */
  readonly headerCurrency: string | null;
}
