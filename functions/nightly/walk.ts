import type { Job, JobContext } from "../jobs/job.ts";
import { readEvents } from "../ledger/events.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { openRun, type RunOfLedger } from "../ledger/runs.ts";
import { workKey } from "../ledger/work.ts";
import type { Refusal, StepReport } from "./document.ts";
import type { Step } from "./graph.ts";
import { type DataState, prepareStep } from "./prepare-step.ts";
import { runStep } from "./run-step.ts";
import { endOf, type StepEnd } from "./step-end.ts";
import { logEnd, reportOf } from "./step-report.ts";

export type Progress =
  | { readonly kind: "started"; readonly step: string }
  | { readonly kind: "waiting"; readonly step: string; readonly seconds: number; readonly reason: string }
  | { readonly kind: "ended"; readonly report: StepReport };

/** A firing of the nightly graph. */
export interface Night {
  readonly graph: readonly Step[];
  readonly jobs: Readonly<Record<string, Job>>;
  readonly context: JobContext;
  readonly ledger: Ledger;
  readonly run: RunOfLedger;
  /** The data that a step reads; asked once all that it waits for has ended. */
  readonly dataOf: (step: Step) => Promise<DataState>;
  /** Steps to run besides the first and the last; null for all. The others count by what they did before. */
  readonly only: readonly string[] | null;
  readonly retryFailed: boolean;
  readonly onProgress: (progress: Progress) => void;
}

export interface NightEnd {
  readonly steps: readonly StepReport[];
  readonly refusals: readonly Refusal[];
}

/**
 * Walks the graph: each step as soon as all that it waits for has ended, independent ones at the same time. A step
 * whose needs failed is blocked; the rest goes on. Throws only when the ledger itself cannot be read or written.
 */
export async function walk(night: Night): Promise<NightEnd> {
  const ends = new Map<string, Promise<StepEnd>>();
  const reports = new Map<string, StepReport>();
  let opening: Promise<void> | null = null;
  const openOnce = (): Promise<void> => {
    opening ??= openRun(night.ledger, night.run);
    return opening;
  };
  for (const step of night.graph) {
    const before = endsOf([...step.needs, ...step.after], ends);
    ends.set(
      step.id,
      before.then(async (earlier) => {
        if (!isAsked(night, step)) return previousEnd(night, step);
        night.onProgress({ kind: "started", step: step.id });
        const startedAt = night.context.clock.now();
        const end = await endStep(night, step, earlier, openOnce);
        const report = reportOf(step, end, night.context.clock.now().getTime() - startedAt.getTime());
        reports.set(step.id, report);
        logEnd(night.context.log, night.run.runId, step, report);
        night.onProgress({ kind: "ended", report });
        return end;
      }),
    );
  }
  const settled = await Promise.allSettled(ends.values());
  const broken = settled.find((result) => result.status === "rejected");
  if (broken !== undefined) throw broken.reason;
  return {
    steps: night.graph.flatMap(({ id }) => reports.get(id) ?? []),
    refusals: settled.flatMap((result) => (result.status === "fulfilled" ? result.value.refusals : [])),
  };
}

async function endsOf(
  ids: readonly string[],
  ends: ReadonlyMap<string, Promise<StepEnd>>,
): Promise<ReadonlyMap<string, StepEnd>> {
  const pairs = await Promise.all(
    ids.map(async (id) => {
      const end = ends.get(id);
      if (end === undefined) throw new RangeError(`expected ${id} before the steps that wait for it`);
      return [id, await end] as const;
    }),
  );
  return new Map(pairs);
}

function isAsked({ only, graph }: Night, step: Step): boolean {
  return only === null || step.always || step === graph[0] || only.includes(step.id);
}

/** A step left out by `only` counts by what it last did in this run. */
async function previousEnd({ ledger, run }: Night, step: Step): Promise<StepEnd> {
  const events = await readEvents(ledger, workKey({ runId: run.runId, step: step.id }));
  const last = events.filter(({ attempt }) => attempt === events.at(-1)?.attempt).find(({ event }) => event === "done");
  return last === undefined
    ? endOf({ status: "blocked", reason: "not_run", errorKind: "settings" })
    : endOf({ status: "skipped", ...(last.outputSha256 === null ? {} : { outputSha256: last.outputSha256 }) });
}

async function endStep(
  night: Night,
  step: Step,
  before: ReadonlyMap<string, StepEnd>,
  openOnce: () => Promise<void>,
): Promise<StepEnd> {
  const prepared = await prepareStep({ ...night, step, before, data: () => night.dataOf(step), onHeld: openOnce });
  if (prepared.kind === "ended") return prepared.end;
  return runStep({
    ...prepared.task,
    onWait: (seconds, reason) => night.onProgress({ kind: "waiting", step: step.id, seconds, reason }),
  });
}
