import type { Finding } from "../contract.ts";

/**
 * What a family says a column holds. `decimal` is money and anything that must stay exact; `float` is a measured quantity;
 * `id` is text that is never a number (`00123`, `123.0` stay as written).
 */
export type ValueKind = "text" | "id" | "integer" | "decimal" | "float" | "boolean" | "date" | "timestamp";

/** Order of the parts of a date written in digits. */
export type DateOrder = "dmy" | "mdy" | "ymd";

export interface ColumnSpec {
  /** Column of the relation: `c3`. */
  readonly column: string;
  /** Header of the column, for findings. */
  readonly name: string;
  readonly kind: ValueKind;
  /** Texts that mean "no value" in this family, beside the common ones (compared trimmed, in any case). */
  readonly nullTokens?: readonly string[];
  /** The column holds seconds or milliseconds since 1970 (date and timestamp only). */
  readonly epoch?: "seconds" | "milliseconds";
}

export interface ValueOptions {
  /** IANA zone of texts that name none; `UTC` when the file, the flag and the settings are silent. */
  readonly timeZone: string;
  /** `--date-order`: how every date written in digits is to be read. */
  readonly dateOrder?: DateOrder;
  /** The file's delimiter: `;` is what programs write where the comma is the decimal mark. */
  readonly delimiter?: string | null;
}

/**
 * A typed column: DuckDB SQL over the relation's columns, to be used in a select list or a filter. Columns that take more than a
 * cast are parsed once into further columns of the relation (`c3_value`, `c3_bad` …), and the SQL is their name.
 */
export interface ColumnValue {
  readonly column: string;
  readonly name: string;
  readonly kind: ValueKind;
  readonly type: "VARCHAR" | "BIGINT" | "DECIMAL(38,9)" | "DOUBLE" | "BOOLEAN" | "DATE" | "TIMESTAMPTZ";
  /** The value, NULL for no value and for bad text. */
  readonly value: string;
  /** True where there is text that is no value of the kind; never NULL. */
  readonly bad: string;
  /** Flags of a row and when they hold (boolean SQL, never NULL): `bound_below`, `bound_above`, `ambiguous_number`, `ambiguous_date`, `damaged_id`. */
  readonly flags: readonly { readonly flag: string; readonly when: string }[];
  /** Dates and timestamps: SQL text `exact`, `inferred`, `ambiguous`, NULL without a value. */
  readonly confidence: string | null;
  /** Timestamps: boolean SQL, true where the text names a day without a time. */
  readonly isDayOnly: string | null;
  /** Numbers: SQL text with the ISO 4217 code that the cell itself names (`EGP 12`, `€ 3`), else NULL (`$` names no single currency). */
  readonly currencyCode: string | null;
  /** What was seen in the whole column. */
  readonly findings: readonly Finding[];
}
