import { openLedger } from "../../ledger/ledger.ts";
import { loadsSha256 } from "../../ledger/published.ts";
import { errorKind } from "../../lib/errors.ts";
import type { SourceAccount, SourceName } from "../../sources/source.ts";
import type { Job, JobContext, StepResult, StepRun } from "../job.ts";
import { problemsOf } from "./account-problem.ts";
import { discoverAccounts } from "./accounts.ts";
import { type IngestCall, stepOf } from "./ingest-call.ts";
import { nightlyUnits } from "./nightly-units.ts";
import { fullMessage } from "./read-failed.ts";
import { saveResults, saveSourceFailure } from "./results.ts";
import { runUnits } from "./run-units.ts";
import { dropSettledFindings } from "./settled-findings.ts";
import { resultOf } from "./step-result.ts";
import { sliceKeyOf, type UnitEnd } from "./unit.ts";

/** After this no unit is begun: a cloud function ends before its caller stops waiting, and is called again. */
const LIMIT_MS = 25 * 60_000;

/**
 * The step that pulls one source: accounts, then what a night reads of each report, published slice by slice. Fired
 * again it goes on with what is not yet read. `timeUpAfter` gives a signal that aborts after so many milliseconds.
 */
export function ingest(name: SourceName, timeUpAfter: (ms: number) => AbortSignal = AbortSignal.timeout): Job {
  return async (context, run) => {
    const source = context.sources.find((candidate) => candidate.name === name);
    if (source === undefined) return { status: "skipped", reason: "not_configured" };
    const startedAt = context.clock.now();
    const call: IngestCall = {
      context,
      ledger: openLedger(context),
      source,
      runId: run.runId,
      step: stepOf(source),
      retryFailed: run.retryFailed ?? false,
      redo: false,
      believeDeletions: run.retryFailed ?? false,
      deadline: new Date(startedAt.getTime() + LIMIT_MS),
      timeUp: timeUpAfter(LIMIT_MS),
      onRows: () => {},
      onEnd: (end) => logEnd(context, run, end),
    };
    let accounts: readonly SourceAccount[];
    try {
      accounts = await discoverAccounts(call, new AbortController().signal);
    } catch (error) {
      return sourceFailure(call, errorKind(error), fullMessage(error));
    }
    const units = await nightlyUnits(context.warehouse, {
      source: name,
      reports: source.reports,
      accounts,
      runId: run.runId,
      logicalDate: run.logicalDate,
      now: context.clock.now(),
    });
    const unreadable = problemsOf(accounts, source.reports, units, run.logicalDate);
    const read = await runUnits(
      call,
      units.filter(({ account }) => account.problem === null),
    );
    const ends = [...unreadable, ...read.ends];
    await saveResults(call, ends);
    await dropSettledFindings(call, ends, startedAt);
    if (read.refusal !== null) return sourceFailure(call, "auth", read.refusal);
    if (read.isContinued) return { status: "continue" };
    const hasReadBefore = await hasLoads(call);
    return { ...resultOf(ends, hasReadBefore), outputSha256: await loadsSha256(context.warehouse, name) };
  };
}

async function sourceFailure(
  call: IngestCall,
  kind: ReturnType<typeof errorKind>,
  detail: string,
): Promise<StepResult> {
  await saveSourceFailure(call, { errorKind: kind, detail });
  return { status: "failed", errorKind: kind, reason: kind, detail };
}

/** True where this run has published anything of the source. */
async function hasLoads({ context, runId, step }: IngestCall): Promise<boolean> {
  const { rows } = await context.warehouse.query(
    "select count(*) as loads from ops.loads where starts_with(work_key, @step_prefix)",
    { parameters: { step_prefix: { type: "STRING", value: `${runId}/${step}/` } } },
  );
  return Number(rows[0]?.loads) > 0;
}

function logEnd({ log }: JobContext, run: StepRun, end: UnitEnd): void {
  const { state, reason, rowsLoaded, rowsQuarantined } = end;
  const fields = { run_id: run.runId, step: run.step, work: sliceKeyOf(end.unit), state, reason };
  log.info("ingest.unit", { ...fields, rows_loaded: rowsLoaded, rows_quarantined: rowsQuarantined });
  if (rowsQuarantined > 0) log.warn("ingest.quarantined", { ...fields, rows_quarantined: rowsQuarantined });
}
