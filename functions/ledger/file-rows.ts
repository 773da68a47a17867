import type { Row } from "../warehouse/warehouse.ts";
import { sha256Of } from "./hash.ts";
import type { Ledger } from "./ledger.ts";
import type { HeldWork } from "./work.ts";

/** A row of a file that was held back. */
export interface QuarantinedRow {
  /** SHA-256 of the row as read. */
  readonly rowSha256: string;
  readonly entity: string;
  readonly rowNumber: number;
  readonly columnName?: string;
  readonly expected?: string;
  readonly got?: string;
  /** Check name of the data findings, for example `ragged_long`. */
  readonly reason: string;
  /** The row as JSON without personal data. */
  readonly payloadRedacted?: string;
}

/** What a check found in a file. */
export interface Finding {
  readonly checkName: string;
  readonly severity: "info" | "warning" | "error";
  readonly columnName?: string;
  readonly rowCount: number;
  /** Decimal text in currencyCode. */
  readonly amount?: string;
  readonly currencyCode?: string;
  readonly example?: string;
  readonly detail?: string;
}

/** The file and the import that the rows belong to. */
export interface FileOfRows {
  readonly fileKey: string;
  readonly fileName: string;
  readonly runId: string;
  /** Load id of the data the rows were held back from. */
  readonly loadId: string;
}

/**
 * Replaces the file's quarantined rows by these. Call it before the data's load: a crash in between leaves the file
 * unfinished, and the next attempt replaces them again.
 */
export async function saveQuarantine(
  ledger: Ledger,
  held: HeldWork,
  file: FileOfRows,
  rows: Iterable<QuarantinedRow> | AsyncIterable<QuarantinedRow>,
): Promise<number> {
  const occurredAt = ledger.clock.now().toISOString();
  return replaceOfFile(ledger, held, "ops.quarantine", file.fileKey, rows, (row) => ({
    quarantine_id: sha256Of([file.fileKey, row.rowNumber, row.columnName ?? null, row.reason]).slice(0, 32),
    row_sha256: row.rowSha256,
    load_id: file.loadId,
    source: "file",
    entity: row.entity,
    file_key: file.fileKey,
    file_name: file.fileName,
    row_number: row.rowNumber,
    column_name: row.columnName ?? null,
    expected: row.expected ?? null,
    got: row.got ?? null,
    reason: row.reason,
    payload_redacted: row.payloadRedacted ?? null,
    event: "held",
    occurred_at: occurredAt,
  }));
}

/** Replaces the file's findings by these; like `saveQuarantine`, before the data's load. */
export async function saveFindings(
  ledger: Ledger,
  held: HeldWork,
  file: FileOfRows,
  findings: Iterable<Finding>,
): Promise<number> {
  const foundAt = ledger.clock.now().toISOString();
  return replaceOfFile(ledger, held, "ops.data_findings", file.fileKey, findings, (finding) => ({
    source: "file",
    file_key: file.fileKey,
    check_name: finding.checkName,
    severity: finding.severity,
    column_name: finding.columnName ?? null,
    row_count: finding.rowCount,
    amount: finding.amount ?? null,
    currency_code: finding.currencyCode ?? null,
    example: finding.example ?? null,
    detail: finding.detail ?? null,
    found_at: foundAt,
    run_id: file.runId,
  }));
}

async function replaceOfFile<T>(
  ledger: Ledger,
  held: HeldWork,
  table: "ops.quarantine" | "ops.data_findings",
  fileKey: string,
  items: Iterable<T> | AsyncIterable<T>,
  toRow: (item: T) => Row,
): Promise<number> {
  async function* rows(): AsyncGenerator<Row> {
    for await (const item of items) yield toRow(item);
  }
  const { rows: count } = await ledger.warehouse.load(table, rows(), {
    kind: "replaceSlices",
    loadId: held.loadId(table),
    slices: [{ file_key: fileKey }],
    fence: held.fence,
  });
  return count;
}
