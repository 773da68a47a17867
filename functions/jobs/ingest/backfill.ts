import { sha256Of } from "../../ledger/hash.ts";
import { openLedger } from "../../ledger/ledger.ts";
import { closeRun, openRun } from "../../ledger/runs.ts";
import { AppError, type ErrorKind, errorKind } from "../../lib/errors.ts";
import { dayNumber } from "../../lib/instants.ts";
import type { ApiSource, SourceAccount } from "../../sources/source.ts";
import type { JobContext } from "../job.ts";
import { problemOf } from "./account-problem.ts";
import { discoverAccounts } from "./accounts.ts";
import { type BackfillDocument, documentOf } from "./backfill-document.ts";
import { backfillUnits } from "./backfill-units.ts";
import { type IngestCall, stepOf } from "./ingest-call.ts";
import { fullMessage } from "./read-failed.ts";
import { saveResults, saveSourceFailure, sliceCount } from "./results.ts";
import { runUnits } from "./run-units.ts";
import { sliceKeyOf, type UnitEnd } from "./unit.ts";

export interface BackfillOptions {
  /** `google_ads`. */
  readonly source: string;
  /** All reports when absent. */
  readonly report?: string;
  /** All accounts when absent. */
  readonly account?: string;
  /** First and last day, `2026-01-31`, in each account's own zone. */
  readonly from: string;
  readonly to: string;
  /** First day of reports finer than campaigns, which are many rows; `from` when absent. */
  readonly finerFrom?: string;
  /** Read again what an earlier backfill of the same days has read, CRM records from their beginning. */
  readonly reset: boolean;
}

/** Where a backfill is; rows a second and the time left follow from two of them. */
export interface BackfillProgress {
  readonly source: string;
  /** What ended, `campaign_daily/1234567890/2026-01-01..2026-01-31`; null: rows came in. */
  readonly ended: { readonly work: string; readonly state: UnitEnd["state"]; readonly detail: string | null } | null;
  /** Rows that the source gave since the start. */
  readonly rows: number;
  /** Days, and one for each listing and for the changes of a CRM report. */
  readonly slicesDone: number;
  readonly slicesTotal: number;
}

/** Where a day begins first, UTC+14. */
const EARLIEST_ZONE_MS = 14 * 3_600_000;

/**
 * Reads history: every report's days from `from` to `to`, month by month, its entities, and CRM records. What was done is
 * not read again, so that the same call goes on after a crash, an error or a spent quota; what failed is tried again. It
 * may run beside a night: of two readings of a day the one that began later stands. Throws `settings` for a source,
 * report, account or day that does not exist.
 */
export async function runBackfill(
  context: JobContext,
  options: BackfillOptions,
  onProgress: (progress: BackfillProgress) => void,
): Promise<BackfillDocument> {
  const source = checkedSource(context, options);
  const ledger = openLedger(context);
  const runId = `backfill:${source.name}:${options.from}..${options.to}`;
  const progress = progressOf(source, onProgress);
  const call: IngestCall = {
    context,
    ledger,
    source,
    runId,
    step: stepOf(source),
    retryFailed: true,
    redo: options.reset,
    believeDeletions: options.reset,
    deadline: null,
    timeUp: new AbortController().signal,
    onRows: progress.rows,
    onEnd: progress.end,
  };
  await openRun(ledger, {
    runId,
    kind: "backfill",
    logicalDate: ledger.clock.now().toISOString().slice(0, 10),
    codeVersion: context.codeVersion,
    settingsSha256: sha256Of(context.settings),
    executionId: ledger.owner,
  });
  try {
    const document = await backfill(call, options, progress.total);
    await closeRun(ledger, runId, { status: document.status, reason: document.detail });
    return document;
  } catch (error) {
    await closeRun(ledger, runId, { status: "failed", reason: fullMessage(error) });
    throw error;
  }
}

async function backfill(
  call: IngestCall,
  options: BackfillOptions,
  onTotal: (slices: number) => void,
): Promise<BackfillDocument> {
  const { source, context } = call;
  let discovered: readonly SourceAccount[];
  try {
    discovered = await discoverAccounts(call, new AbortController().signal);
  } catch (error) {
    return sourceFailed(call, [], errorKind(error), fullMessage(error));
  }
  const accounts = discovered.filter(({ accountId }) => accountId === (options.account ?? accountId));
  if (accounts.length === 0 && options.account !== undefined) {
    const known = discovered.map(({ accountId }) => accountId);
    throw noSuch("--account", options.account, known);
  }
  const { units, skipped } = backfillUnits({
    reports: source.reports.filter(({ report }) => report === (options.report ?? report)),
    accounts,
    from: options.from,
    finerFrom: options.finerFrom ?? options.from,
    to: options.to,
    isReset: options.reset,
    now: context.clock.now(),
  });
  const readable = units.filter(({ account }) => account.problem === null);
  const before = [...skipped, ...units.filter(({ account }) => account.problem !== null).map(problemOf)];
  onTotal(readable.reduce((sum, unit) => sum + sliceCount({ unit }), 0));
  const read = await runUnits(call, readable);
  const ends = [...before, ...read.ends];
  await saveResults(call, ends);
  if (read.refusal !== null) return sourceFailed(call, ends, "auth", read.refusal);
  return documentOf(call, ends);
}

async function sourceFailed(
  call: IngestCall,
  ends: readonly UnitEnd[],
  kind: ErrorKind,
  detail: string,
): Promise<BackfillDocument> {
  await saveSourceFailure(call, { errorKind: kind, detail });
  return { ...documentOf(call, ends), status: "failed", error_kind: kind, detail };
}

function progressOf(source: ApiSource, onProgress: (progress: BackfillProgress) => void) {
  const at = { rows: 0, slicesDone: 0, slicesTotal: 0 };
  const tell = (ended: BackfillProgress["ended"]): void => onProgress({ source: source.name, ended, ...at });
  return {
    total: (slices: number): void => {
      at.slicesTotal = slices;
    },
    rows: (rows: number): void => {
      at.rows += rows;
      tell(null);
    },
    end: (end: UnitEnd): void => {
      at.slicesDone += sliceCount(end);
      tell({ work: sliceKeyOf(end.unit), state: end.state, detail: end.detail });
    },
  };
}

function checkedSource({ sources, clock }: JobContext, options: BackfillOptions): ApiSource {
  const names = sources.map(({ name }) => name);
  const source = sources.find(({ name }) => name === options.source);
  if (source === undefined) throw noSuch("--source", options.source, names);
  const reports = source.reports.map(({ report }) => report);
  if (options.report !== undefined && !reports.includes(options.report))
    throw noSuch("--report", options.report, reports);
  const [from, to] = [checkDay("--from", options.from), checkDay("--to", options.to)];
  const latest = new Date(clock.now().getTime() + EARLIEST_ZONE_MS).toISOString().slice(0, 10);
  if (from > dayNumber(latest)) {
    throw new AppError(`expected a first day that has begun, got ${options.from}`, {
      kind: "settings",
      where: "--from",
      fix: `name a day up to ${latest}`,
    });
  }
  if (from > to) {
    throw new AppError(`expected a first day before the last, got ${options.from} to ${options.to}`, {
      kind: "settings",
      where: "--from",
    });
  }
  return source;
}

function checkDay(flag: string, day: string): number {
  try {
    return dayNumber(day);
  } catch (cause) {
    throw new AppError(`expected a day like 2026-01-31, got "${day}"`, { kind: "settings", where: flag, cause });
  }
}

function noSuch(flag: string, got: string, known: readonly string[]): AppError {
  return new AppError(`expected one of ${known.join(", ") || "none"}, got "${got}"`, { kind: "settings", where: flag });
}
