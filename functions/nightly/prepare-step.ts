import type { Job, JobContext } from "../jobs/job.ts";
import type { Ledger } from "../ledger/ledger.ts";
import { isRunOpen, type RunOfLedger } from "../ledger/runs.ts";
import type { StepTask } from "./attempt-step.ts";
import type { Step } from "./graph.ts";
import { endOf, type StepEnd } from "./step-end.ts";
import { stepInputSha256 } from "./step-input.ts";

/** What the steps read, as it stands before or after the sources were pulled. */
export interface DataState {
  /** The last complete day of data. */
  readonly asOf: string;
  /** Hash over all published loads and the code that the schema was brought to. */
  readonly sourcesSha256: string;
}

export interface StepOfRun {
  readonly step: Step;
  readonly jobs: Readonly<Record<string, Job>>;
  readonly context: JobContext;
  readonly ledger: Ledger;
  readonly run: RunOfLedger;
  /** How the steps that it needs or waits for ended. */
  readonly before: ReadonlyMap<string, StepEnd>;
  /** The data that it reads. */
  readonly data: () => Promise<DataState>;
  readonly retryFailed: boolean;
  readonly onHeld: () => Promise<void>;
}

/** What is to be done about a step: nothing, or a task whose input is hashed. */
export async function prepareStep(
  asked: StepOfRun,
): Promise<{ readonly kind: "ended"; readonly end: StepEnd } | { readonly kind: "task"; readonly task: StepTask }> {
  const { step, context, ledger, run, before, retryFailed, onHeld } = asked;
  const blocked = blockedEnd(step, before);
  if (blocked !== null) return { kind: "ended", end: blocked };
  if (step.always && !(await isRunOpen(ledger, run.runId))) {
    return { kind: "ended", end: endOf({ status: "skipped", reason: "unchanged" }) };
  }
  const outputs = Object.fromEntries([...before].map(([id, end]) => [id, end.outputSha256]));
  const { asOf, sourcesSha256 } = await asked.data();
  const inputSha256 = stepInputSha256({
    step,
    codeVersion: context.codeVersion,
    settings: context.settings,
    asOf,
    // The last step ends this execution, not an earlier one.
    outputs: step.always ? { ...outputs, execution: run.executionId } : outputs,
    sourcesSha256,
  });
  const stepRun = { runId: run.runId, logicalDate: run.logicalDate, asOf, retryFailed };
  const job = jobOf(asked);
  return { kind: "task", task: { step, job, context, ledger, run: stepRun, inputSha256, retryFailed, onHeld } };
}

/** The end of a step one of whose needs failed; null where all ended well. */
export function blockedEnd(step: Step, before: ReadonlyMap<string, StepEnd>): StepEnd | null {
  const bad = step.needs.find((id) => ["failed", "blocked"].includes(before.get(id)?.status ?? "blocked"));
  if (bad === undefined) return null;
  const { status, reason, errorKind } = before.get(bad) ?? {};
  return endOf({
    status: "blocked",
    reason: `needs_${bad}`,
    detail: `${bad}: ${reason ?? status}`,
    ...(errorKind ? { errorKind } : {}),
  });
}

function jobOf({ jobs, step }: StepOfRun): Job {
  const job = jobs[step.id];
  if (job === undefined) throw new RangeError(`expected a job for each step of the graph, got none for ${step.id}`);
  return job;
}
