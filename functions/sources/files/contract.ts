/** Severity of something a person should know about their file. */
export type Severity = "info" | "warning" | "error";

/** A row of `ops.data_findings`: what was seen in a file, counted, with an example. */
export interface Finding {
  /** A check name of the design's list: `exact_duplicate`, `ragged_short`, `totals_row` … */
  readonly checkName: string;
  readonly severity: Severity;
  readonly columnName: string | null;
  readonly rowCount: number;
  /** Decimal text, with `currencyCode`; null where the finding is not about money. */
  readonly amount: string | null;
  readonly currencyCode: string | null;
  readonly example: string | null;
  readonly detail: string;
}

export interface ReadOptions {
  /** Column names for a file without a header. */
  readonly columns?: readonly string[];
}

/** A file as text cells, before any family gives them a meaning. */
export interface TextTable {
  /** First 16 hex digits of the file's SHA-256. */
  readonly fileKey: string;
  readonly fileSha256: string;
  readonly fileName: string;
  readonly format: "csv" | "ndjson" | "parquet";
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be" | "windows-1252" | null;
  readonly delimiter: string | null;
  /** Table in the connection: `row_number` BIGINT (1 = first data row), then `c0`, `c1` … VARCHAR, one per header. */
  readonly relation: string;
  /** `headers[i]` names column `c<i>`: trimmed, as written, unique. */
  readonly headers: readonly string[];
  /** Lines above the header, for example the period of an export. */
  readonly preamble: readonly string[];
  /** Data rows in `relation` + held rows + preamble lines. */
  readonly rowsRead: number;
  /** Table of rows that are no rows: `row_number` BIGINT, `reason` (check name), `expected`, `got`, `payload` VARCHAR. */
  readonly heldRelation: string;
  readonly heldRows: number;
  readonly findings: readonly Finding[];
}
