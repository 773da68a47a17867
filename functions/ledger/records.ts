import type { Row, Statement } from "../warehouse/warehouse.ts";
import { type ColumnTypes, insertStatement } from "./rows.ts";

/** A row of `ops.loads`: a slice was published into a table. */
export interface LoadRecord {
  readonly loadId: string;
  readonly tableName: string;
  readonly sliceKey: string;
  readonly source: string;
  readonly report?: string;
  readonly accountId?: string;
  readonly dateDay?: string;
  readonly workKey: string;
  readonly attempt: number;
  readonly readStartedAt: Date;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly contentSha256?: string;
  readonly publishedAt: Date;
}

/** A row of `ops.files`: the account of one import. rowsRead = rowsLoaded + rowsMerged + rowsQuarantined + rowsDropped. */
export interface FileRecord {
  readonly fileKey: string;
  readonly attempt: number;
  readonly event: "imported" | "refused" | "undone";
  readonly fileName: string;
  readonly family?: string;
  readonly encoding?: string;
  readonly delimiter?: string;
  readonly sheet?: string;
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  readonly rowsMerged: number;
  readonly rowsQuarantined: number;
  readonly rowsFlagged: number;
  readonly rowsDropped: number;
  /** Money as decimal text, in currencyCode. */
  readonly spendRead?: string;
  readonly spendLoaded?: string;
  readonly spendQuarantined?: string;
  readonly currencyCode?: string;
  readonly firstDay?: string;
  readonly lastDay?: string;
  readonly importedAt: Date;
  readonly runId: string;
}

const LOAD_TYPES = {
  load_id: "STRING",
  table_name: "STRING",
  slice_key: "STRING",
  source: "STRING",
  report: "STRING",
  account_id: "STRING",
  date_day: "DATE",
  work_key: "STRING",
  attempt: "INT64",
  read_started_at: "TIMESTAMP",
  rows_loaded: "INT64",
  rows_quarantined: "INT64",
  content_sha256: "STRING",
  published_at: "TIMESTAMP",
} as const satisfies ColumnTypes;

const FILE_TYPES = {
  file_key: "STRING",
  attempt: "INT64",
  event: "STRING",
  file_name: "STRING",
  family: "STRING",
  encoding: "STRING",
  delimiter: "STRING",
  sheet: "STRING",
  rows_read: "INT64",
  rows_loaded: "INT64",
  rows_merged: "INT64",
  rows_quarantined: "INT64",
  rows_flagged: "INT64",
  rows_dropped: "INT64",
  spend_read: "NUMERIC",
  spend_loaded: "NUMERIC",
  spend_quarantined: "NUMERIC",
  currency_code: "STRING",
  first_day: "DATE",
  last_day: "DATE",
  imported_at: "TIMESTAMP",
  run_id: "STRING",
} as const satisfies ColumnTypes;

/** For `LoadMode.also`: records slices as published, in the transaction that publishes them. */
export function loadStatement(records: readonly LoadRecord[]): Statement {
  return insertStatement("ops.loads", LOAD_TYPES, records.map(toRow));
}

/** For `LoadMode.also`, or by itself for a refused file: the account of an import. */
export function fileStatement(record: FileRecord): Statement {
  return insertStatement("ops.files", FILE_TYPES, [toRow(record)]);
}

/** A record's fields in the names and values of its table: `rowsRead` → `rows_read`, an instant → its text. */
function toRow(record: LoadRecord | FileRecord): Row {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]: [string, string | number | Date | undefined]) => [
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
      value instanceof Date ? value.toISOString() : (value ?? null),
    ]),
  );
}
