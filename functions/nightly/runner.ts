import { randomUUID } from "node:crypto";
import type { DataKind } from "../config/data-kind.ts";
import type { Job, JobContext } from "../jobs/job.ts";
import { prepareWarehouse } from "../jobs/prepare-warehouse.ts";
import { sha256Of } from "../ledger/hash.ts";
import { type Ledger, openLedger } from "../ledger/ledger.ts";
import { AppError, errorMessage } from "../lib/errors.ts";
import { dayNumber } from "../lib/instants.ts";
import { dataClock } from "./data-clock.ts";
import { type NightlyDocument, runStatus } from "./document.ts";
import { assertOrdered, configuredGraph, nightlyGraph, type Step } from "./graph.ts";
import type { DataState } from "./prepare-step.ts";
import { sourcesSha256 } from "./read-data-state.ts";
import { openRunFile } from "./run-file.ts";
import { type Progress, walk } from "./walk.ts";

export interface NightlyOptions {
  /** Whose data the folder holds; a folder with the other kind is refused. */
  readonly data: DataKind;
  /** UTC day of the run; today when absent. */
  readonly date?: string;
  /** Last complete day of data; found in the data when absent. */
  readonly asOf?: string;
  /** Steps to run besides opening and closing. */
  readonly only?: readonly string[];
  /** Try again what failed for good. */
  readonly retryFailed?: boolean;
}

export interface NightlyParts {
  readonly jobs: Readonly<Record<string, Job>>;
  readonly graph?: readonly Step[];
  readonly ledger?: Ledger;
}

/**
 * One firing of the nightly run in this process: works off every step whose input is new, skips the others. Throws
 * `settings` on a day or step that does not exist, and what the warehouse throws while the schema is prepared.
 */
export async function runNight(
  context: JobContext,
  parts: NightlyParts,
  options: NightlyOptions,
  onProgress: (progress: Progress) => void,
): Promise<NightlyDocument> {
  const { ledger = openLedger(context) } = parts;
  const whole = parts.graph ?? nightlyGraph;
  assertOrdered(whole);
  checkSteps(whole, options.only ?? []);
  const graph = configuredGraph(whole, context.sources, options.only);
  const logicalDate = checkDay("--date", options.date ?? context.clock.now().toISOString().slice(0, 10));
  const runId = `nightly:${logicalDate}`;
  const runFile = await openRunFile(context.dataDir, runId);
  try {
    await runFile.update("open", 0);
    const preparation = await prepareWarehouse(context, options.data);
    if (preparation.kind === "refused") return refusedDocument(runId, logicalDate, preparation);
    const readState = async (): Promise<DataState> => ({
      asOf: checkDay("--as-of", options.asOf ?? (await dataClock(context.warehouse, logicalDate))),
      sourcesSha256: await sourcesSha256(context.warehouse),
    });
    const before = await readState();
    let after: Promise<DataState> | null = null;
    const afterIngest = (): Promise<DataState> => {
      after ??= readState();
      return after;
    };
    let ended = 0;
    const { steps, refusals } = await walk({
      graph,
      jobs: parts.jobs,
      context,
      ledger,
      run: {
        runId,
        kind: "nightly",
        logicalDate,
        codeVersion: context.codeVersion,
        settingsSha256: sha256Of(context.settings),
        executionId: randomUUID(),
      },
      dataOf: (step) => (step === graph[0] || step.group === "ingest" ? Promise.resolve(before) : afterIngest()),
      only: options.only ?? null,
      retryFailed: options.retryFailed ?? false,
      onProgress: (progress) => {
        if (progress.kind === "ended") ended += 1;
        const step = progress.kind === "ended" ? progress.report.step : progress.step;
        runFile
          .update(step, ended / graph.length)
          .catch((error: unknown) => context.log.warn("run_file.failed", { error: errorMessage(error) }));
        onProgress(progress);
      },
    });
    const status = runStatus(steps);
    context.log.info("run.ended", { run_id: runId, status });
    // The day is done: the alert on a missed night waits for this event.
    if (status === "done" || status === "skipped") context.log.info("run.fresh", { run_id: runId });
    const { asOf } = await afterIngest();
    return { status, run_id: runId, logical_date: logicalDate, as_of: asOf, steps, refusals };
  } finally {
    await runFile.remove();
  }
}

function refusedDocument(
  runId: string,
  logicalDate: string,
  { reason, detail, fix }: { readonly reason: string; readonly detail: string; readonly fix: string },
): NightlyDocument {
  return {
    status: "refused",
    run_id: runId,
    logical_date: logicalDate,
    as_of: null,
    steps: [
      {
        step: "open",
        status: "refused",
        reason,
        detail: `${detail}; fix: ${fix}`,
        error_kind: null,
        seconds: 0,
        row_count: null,
      },
    ],
    refusals: [],
  };
}

function checkDay(flag: string, day: string): string {
  try {
    dayNumber(day);
    return day;
  } catch (cause) {
    throw new AppError(`expected a day like 2026-01-31, got "${day}"`, {
      kind: "settings",
      where: flag,
      fix: "write year, month and day",
      cause,
    });
  }
}

function checkSteps(graph: readonly Step[], only: readonly string[]): void {
  const known = graph.map(({ id }) => id);
  const unknown = only.find((id) => !known.includes(id));
  if (unknown === undefined) return;
  throw new AppError(`expected steps of ${known.join(", ")}, got "${unknown}"`, { kind: "settings", where: "--only" });
}
