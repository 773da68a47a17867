import type { Clock } from "../lib/clock.ts";
import type { ErrorKind } from "../lib/errors.ts";
import type { Sleep } from "../lib/http/limiter.ts";
import type { JobStore } from "./remote-job.ts";

/** Names of the sources that are pulled from an API: keys of `sources` in settings, and first part of their raw tables. */
export const API_SOURCES = ["google_ads", "facebook_ads", "hubspot", "salesforce", "ga4"] as const;

export type SourceName = (typeof API_SOURCES)[number];

/** An ad account, CRM or web property that the credential reaches. One that cannot be read is listed with its problem, never dropped. */
export interface SourceAccount {
  readonly accountId: string;
  readonly name: string | null;
  /** ISO 4217; null where the source has none, or it could not be read. */
  readonly currencyCode: string | null;
  /** IANA zone of its days. */
  readonly timeZone: string | null;
  /** The manager account it was reached through. */
  readonly via: string | null;
  readonly problem: SourceProblem | null;
}

export interface SourceProblem {
  readonly kind: ErrorKind;
  readonly message: string;
  readonly fix: string;
}

/**
 * What is read together.
 * `days`: facts of account-local days; a chunk of days is read to its end and replaces those days.
 * `listing`: all entities of the account; stored when their content changes, those no longer listed are marked deleted.
 * `changes`: records changed since a cursor; each replaces the record it names.
 */
export type ReportGrain = "days" | "listing" | "changes";

export interface ReportDefinition {
  /** `campaign_daily`; with the source's name it is unique. */
  readonly report: string;
  readonly grain: ReportGrain;
  /** Tables it fills, and the columns that name a slice of each: account and day, or the record's id. Listings: account and entity ids. */
  readonly tables: readonly ReportTable[];
  /** Order in which quota is spent: 1 campaign spend, 2 conversion actions, 3 CRM, 4 finer levels. */
  readonly priority: 1 | 2 | 3 | 4;
  /** `days` only: days that each tier reads again, today included; null: that tier does not read the report. */
  readonly lookBackDays?: {
    readonly nightly: number | null;
    readonly weekly: number | null;
    readonly monthly: number | null;
  };
  /** `days` only: days that the platform keeps; older ones are never asked for and never deleted. */
  readonly retentionDays?: number;
  /** `days` only: most days of one request. */
  readonly chunkDays?: number;
  /** `days` only: a day that was read complete is not read again (`click_view`). */
  readonly isReadOnce?: boolean;
  /** `changes` only: `ids` lists all live records, for the weekly search for deleted ones. */
  readonly hasSweep?: boolean;
}

export interface ReportTable {
  readonly table: RawTable;
  readonly sliceColumns: readonly string[];
  /** `days` only: numbers that add up over a slice's rows; a total that a later reading changes is written down as restated. */
  readonly measures?: readonly string[];
}

/** `raw.<table>`. */
export type RawTable = `raw.${string}`;

export type ReadRequest = {
  readonly account: SourceAccount;
  readonly report: string;
  readonly signal: AbortSignal;
} & (
  | { readonly grain: "days"; readonly from: string; readonly to: string }
  | { readonly grain: "listing" }
  /** `since` is a cursor that an earlier batch gave; null reads everything. The source goes back by its own overlap. */
  | { readonly grain: "changes"; readonly since: string | null }
);

/** A canonical value of the warehouse: INT64 number or bigint, NUMERIC decimal text, DATE and TIMESTAMP text, null unknown. */
export type RawValue = string | number | bigint | boolean | null;

/** Exactly the data columns of its raw table (without load_id, run_id, loaded_at; listings also without observed_at, deleted_at). */
export type RawRow = Readonly<Record<string, RawValue>>;

export interface SourceBatch {
  readonly table: RawTable;
  readonly rows: readonly RawRow[];
  /** `changes` only: every record up to here has been given, this batch included; a reader may go on from it. */
  readonly cursor?: string;
}

/** A row that fails its schema: it is kept in quarantine, with contacts and secrets taken out. */
export interface RowProblem {
  readonly table: RawTable;
  readonly column: string | null;
  readonly expected: string;
  readonly got: string;
  /** True where a column of the row's key is missing: such a slice is refused whole. */
  readonly isKey: boolean;
  readonly payloadRedacted: string;
}

/** Calls spent of a limit, as the source counts or the vendor's headers say. */
export interface QuotaUsage {
  /** Project, app or token that the limit belongs to, without secrets. */
  readonly scope: string;
  readonly accountId: string | null;
  readonly limitName: string;
  readonly calls: number;
  /** Calls the window allows; null unknown. */
  readonly limit: number | null;
  readonly windowSeconds: number | null;
  /** Share of the limit that is used, 0 … 1, where the vendor gives it. */
  readonly usedShare: number | null;
}

/** Something a person should know that is no failure: an ended API version, sampled days. */
export interface SourceFinding {
  readonly checkName: string;
  readonly severity: "info" | "warning" | "error";
  readonly detail: string;
}

/** What a reader is handed to tell things that are no rows. */
export interface SourcePorts {
  reject(problem: RowProblem): void;
  usage(usage: QuotaUsage): void;
  finding(finding: SourceFinding): void;
  /** Jobs that run at the vendor and outlive this process. */
  readonly jobs: JobStore;
  /** A test's hook at named points (`page`); a crash test ends the process there. */
  checkpoint(name: string): Promise<void>;
}

/** One API as the ingest job sees it. Knows the API only: no warehouse, no ledger, no settings of others. */
export interface ApiSource {
  readonly name: SourceName;
  readonly reports: readonly ReportDefinition[];
  /** Accounts that settings name or the credential reaches. Throws `auth` where the credential itself is refused. */
  discover(signal: AbortSignal): Promise<readonly SourceAccount[]>;
  /**
   * Ends normally only when everything was read; anything else throws, with the kind that says what to do. `auth` ends
   * the account, and the source too where `discover` throws it as well; `quota` ends the source for now, until the
   * error's `retryAfterMs` (or its cause's) where the platform tells it.
   */
  read(request: ReadRequest, ports: SourcePorts): AsyncIterable<SourceBatch>;
  /** Ids of all live records of a report with `hasSweep`; complete, or it throws. */
  ids?(request: Omit<ReadRequest, "grain" | "since">, ports: SourcePorts): AsyncIterable<readonly string[]>;
}

/** What the composition root hands to every source. */
export interface SourceDependencies {
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  /** The secret behind `env:NAME`; throws `settings` naming the variable. */
  readonly secret: (reference: string) => string;
  /** Secret of `person_key`, 64 hex digits. */
  readonly pepperHex: string;
  /** Per request, in place of the HTTP client's own: what reads from a server that hangs on purpose shortens them. */
  readonly timeouts?: { readonly totalMs: number; readonly idleMs: number };
}
