import type { Finding } from "./contract.ts";
import type { CampaignPeriod, ParseOptions } from "./parse-options.ts";

/** Reads one file into Parquet files of raw tables, with the account of every row. */
export interface FileParser {
  /** Content hash, for the claim: read before anything is parsed. */
  identify(path: string): Promise<FileIdentity>;
  /** The family that the first lines of a file point to; null where they point to none or cannot be read alone. */
  peekFamily(path: string, options: { readonly map?: Readonly<Record<string, string>> }): Promise<string | null>;
  /** Throws an AppError of kind `data` or `settings` where the file cannot be read or recognised. */
  parse(path: string, options: ParseOptions): Promise<ParsedFile>;
}

export interface FileIdentity {
  readonly fileSha256: string;
  /** First 16 hex digits of the SHA-256. */
  readonly fileKey: string;
  readonly fileName: string;
}

/** One raw table's share of a file. */
export interface ParsedTable {
  readonly table: `raw.${string}`;
  readonly parquet: string;
  readonly rows: number;
}

export interface ParsedFile extends FileIdentity {
  readonly family: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly tables: readonly ParsedTable[];
  /** Rows for `ops.quarantine`, without its load: row_number, column_name, expected, got, reason, row_sha256, payload_redacted. */
  readonly quarantineParquet: string;
  readonly account: RowAccount;
  readonly findings: readonly Finding[];
  /** Periods of the campaigns in this file, for the files that follow. */
  readonly campaigns: readonly CampaignPeriod[];
}

/** Where every row of the file went: read = loaded + merged + quarantined + dropped. */
export interface RowAccount {
  readonly rowsRead: number;
  readonly rowsLoaded: number;
  /** Exact duplicates. */
  readonly rowsMerged: number;
  readonly rowsQuarantined: number;
  /** Of the quarantined ones, those that count for refusing the file: not `conflicting_key`. */
  readonly rowsBad: number;
  /** Of the loaded ones. */
  readonly rowsFlagged: number;
  /** Totals rows and lines above the header. */
  readonly rowsDropped: number;
  /** Decimal texts in `currencyCode`; null where the file has no spend or several currencies. Totals rows do not count. */
  readonly spendRead: string | null;
  readonly spendLoaded: string | null;
  readonly spendQuarantined: string | null;
  readonly currencyCode: string | null;
  /** `2026-01-31`. */
  readonly firstDay: string | null;
  readonly lastDay: string | null;
}
