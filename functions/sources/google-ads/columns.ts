/** How the API writes a value, and what it becomes in the raw table. */
export type ColumnType =
  /** Digits as text. */
  | "id"
  /** Digits at the end of a resource name: `customers/1/adGroupAds/2~3` → `3`. */
  | "last_id"
  | "text"
  /** Digits as text → number, bigint beyond 2^53. */
  | "int64"
  | "double"
  | "bool"
  | "date"
  /** `2026-01-31 10:00:00` in the account's zone → DATETIME. */
  | "local_time"
  /** A list → its JSON text. */
  | "list"
  /** A list of `{text}` → JSON text of the texts. */
  | "texts";

/** One field of a report and its column. */
export interface Column {
  readonly column: string;
  readonly field: string;
  readonly type: ColumnType;
  /**
   * What a row without a value means, the field having been asked for: a part of the key must be there (`refused`); a measure of a returned row that is
   * not there is zero (proto3 JSON leaves such values out); anything else is not known.
   */
  readonly absent: "refused" | "zero" | "unknown";
}

export function keyColumn(column: string, field: string, type: ColumnType = "id"): Column {
  return { column, field, type, absent: "refused" };
}

export function factColumn(column: string, field: string, type: ColumnType = "text"): Column {
  return { column, field, type, absent: "unknown" };
}

/** An additive measure that is a whole number: `clicks` of `metrics.clicks`. */
export function countColumn(name: string): Column {
  return { column: name, field: `metrics.${name}`, type: "int64", absent: "zero" };
}

/** An additive measure with fractions. */
export function amountColumn(name: string): Column {
  return { column: name, field: `metrics.${name}`, type: "double", absent: "zero" };
}

/** A measure that exists for some rows only and is never added. */
export function shareColumn(name: string): Column {
  return { column: name, field: `metrics.${name}`, type: "double", absent: "unknown" };
}
