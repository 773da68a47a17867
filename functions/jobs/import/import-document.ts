import type { Finding } from "../../sources/files/contract.ts";
import type { ParsedFile, RowAccount } from "../../sources/files/file-parser.ts";

/** What `import --json` prints: names are a contract. */
export interface ImportDocument {
  readonly status: ImportStatus;
  readonly run_id: string;
  readonly files: readonly ImportedFile[];
}

/** done: all loaded; partial: some rows or files held back; refused: nothing loaded. */
export type ImportStatus = "done" | "partial" | "refused";

export interface ImportedFile {
  readonly file: string;
  readonly file_key: string;
  readonly family: string | null;
  /** `skipped` was imported before with the same options; `undone` was taken out again. */
  readonly status: ImportStatus | "skipped" | "undone";
  /** Why it was refused, and what to do about it. */
  readonly reason: string | null;
  readonly fix: string | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly rows_read: number;
  readonly rows_loaded: number;
  readonly rows_merged: number;
  readonly rows_quarantined: number;
  readonly rows_flagged: number;
  readonly rows_dropped: number;
  readonly spend_read: string | null;
  readonly spend_loaded: string | null;
  readonly spend_quarantined: string | null;
  readonly currency_code: string | null;
  readonly first_day: string | null;
  readonly last_day: string | null;
  readonly tables: readonly { readonly table: string; readonly row_count: number }[];
  readonly findings: readonly DocumentFinding[];
}

export interface DocumentFinding {
  readonly check_name: string;
  readonly severity: "info" | "warning" | "error";
  readonly column_name: string | null;
  readonly row_count: number;
  readonly amount: string | null;
  readonly currency_code: string | null;
  readonly example: string | null;
  readonly detail: string;
}

const NOTHING = {
  encoding: null,
  delimiter: null,
  rows_read: 0,
  rows_loaded: 0,
  rows_merged: 0,
  rows_quarantined: 0,
  rows_flagged: 0,
  rows_dropped: 0,
  spend_read: null,
  spend_loaded: null,
  spend_quarantined: null,
  currency_code: null,
  first_day: null,
  last_day: null,
  tables: [],
  findings: [],
} as const;

/** A file that was not read, or not understood. */
export function unreadFile(
  file: string,
  fileKey: string,
  end: {
    readonly status: ImportedFile["status"];
    readonly reason?: string;
    readonly fix?: string;
    readonly family?: string;
  },
): ImportedFile {
  const { status, reason = null, fix = null, family = null } = end;
  return { file, file_key: fileKey, family, status, reason, fix, ...NOTHING };
}

/** A file with its account. */
export function readFileEntry(
  file: string,
  parsed: ParsedFile,
  account: RowAccount,
  end: { readonly status: ImportStatus; readonly reason?: string; readonly fix?: string },
): ImportedFile {
  return {
    file,
    file_key: parsed.fileKey,
    family: parsed.family,
    status: end.status,
    reason: end.reason ?? null,
    fix: end.fix ?? null,
    encoding: parsed.encoding,
    delimiter: parsed.delimiter,
    rows_read: account.rowsRead,
    rows_loaded: account.rowsLoaded,
    rows_merged: account.rowsMerged,
    rows_quarantined: account.rowsQuarantined,
    rows_flagged: account.rowsFlagged,
    rows_dropped: account.rowsDropped,
    spend_read: account.spendRead,
    spend_loaded: account.spendLoaded,
    spend_quarantined: account.spendQuarantined,
    currency_code: account.currencyCode,
    first_day: account.firstDay,
    last_day: account.lastDay,
    tables: parsed.tables.map(({ table, rows }) => ({ table, row_count: end.status === "refused" ? 0 : rows })),
    findings: parsed.findings.map(documentFinding),
  };
}

/** Some refused and some not: partial. All refused: refused. */
export function statusOfFiles(files: readonly ImportedFile[]): ImportStatus {
  const refused = files.filter(({ status }) => status === "refused").length;
  if (refused > 0) return refused === files.length ? "refused" : "partial";
  return files.some(({ status }) => status === "partial") ? "partial" : "done";
}

function documentFinding(found: Finding): DocumentFinding {
  return {
    check_name: found.checkName,
    severity: found.severity,
    column_name: found.columnName,
    row_count: found.rowCount,
    amount: found.amount,
    currency_code: found.currencyCode,
    example: found.example,
    detail: found.detail,
  };
}
