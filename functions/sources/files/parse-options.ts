import type { DateOrder } from "./values/column-value.ts";

/** What the command line and settings say about a file. */
export interface ParseOptions {
  readonly family?: string;
  /** Column names of a file without a header. */
  readonly columns?: readonly string[];
  /** Our column ← their header or `'text'`. */
  readonly map?: Readonly<Record<string, string>>;
  /** Settings by family: maps, and columns of files without a header. */
  readonly families?: Readonly<
    Record<string, { readonly columns?: readonly string[] | undefined; readonly map: Readonly<Record<string, string>> }>
  >;
  /** Spellings that mean one name: alias → name. */
  readonly aliases?: Readonly<Record<string, string>>;
  readonly platform?: string;
  readonly account?: string;
  /** ISO 4217, for files that name none. */
  readonly currency?: string;
  /** IANA zone, for files that name none. */
  readonly timeZone?: string;
  readonly dateOrder?: DateOrder;
  /** Quarantines rows whose date could be read in two ways. */
  readonly isStrict?: boolean;
  readonly acquisitionCost?: "per_conversion" | "total";
  /** Cost per click above which a row is flagged, by currency. */
  readonly maxCpc?: Readonly<Record<string, number>>;
  /** Funnel stage of each normalised status; other statuses are listed. */
  readonly stages?: Readonly<Record<string, string>>;
  /** When campaigns ran, by id: days outside are flagged. */
  readonly campaigns?: readonly CampaignPeriod[];
  /** Secret for `person_key`, 64 hex digits. */
  readonly pepperHex: string;
  /** Written into every row. */
  readonly stamp: LoadStamp;
  /** Folder for the Parquet files; the caller removes it. */
  readonly spoolDir: string;
}

export interface CampaignPeriod {
  readonly campaignId: string;
  /** `2026-01-31`, null where open. */
  readonly startedOn: string | null;
  readonly stoppedOn: string | null;
}

export interface LoadStamp {
  readonly loadId: (table: string) => string;
  readonly runId: string;
  /** `2026-01-31T10:00:00Z`. */
  readonly loadedAt: string;
}
