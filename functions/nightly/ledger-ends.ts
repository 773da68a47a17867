import type { StepResult } from "../jobs/job.ts";
import { readStepEvents, type WorkEvent } from "../ledger/events.ts";
import type { Ledger } from "../ledger/ledger.ts";
import type { Step } from "./graph.ts";
import { blockedEnd } from "./prepare-step.ts";
import { endOf, type StepEnd } from "./step-end.ts";

/**
 * How the steps of a run stand by the ledger: what a walk in one process knows from having run them. A step is blocked
 * where one that it needs stands failed, whatever it did at an earlier firing.
 */
export async function endsByLedger(
  ledger: Ledger,
  runId: string,
  graph: readonly Step[],
): Promise<ReadonlyMap<string, StepEnd>> {
  const events = Map.groupBy(await readStepEvents(ledger, runId), ({ step }) => step);
  const ends = new Map<string, StepEnd>();
  for (const step of graph) ends.set(step.id, blockedEnd(step, ends) ?? lastEnd(events.get(step.id) ?? []));
  return ends;
}

function lastEnd(events: readonly WorkEvent[]): StepEnd {
  const attempt = events.at(-1)?.attempt;
  if (attempt === undefined) return endOf({ status: "blocked", reason: "not_run", errorKind: "settings" });
  const last = events.filter((event) => event.attempt === attempt);
  const ending = last.find(({ event }) => event === "done" || event === "failed" || event === "continued");
  const summary = JSON.parse((ending?.event === "failed" ? null : ending?.cursorJson) ?? "{}") as Partial<StepResult>;
  const output = ending?.outputSha256 ?? summary.outputSha256;
  switch (ending?.event) {
    case "done":
      return endOf({ status: doneStatus(summary), ...(output === undefined ? {} : { outputSha256: output }) });
    case "failed":
      return endOf({ status: "failed", errorKind: ending.errorKind ?? "bug", reason: "failed_before" });
    default:
      // A step that is to be gone on with counts by what it has so far, as it does in the process that ran it.
      if (summary.status === "partial") {
        return endOf({ status: "partial", ...(output === undefined ? {} : { outputSha256: output }) });
      }
      return endOf({ status: "failed", errorKind: "transient", reason: "unfinished" });
  }
}

function doneStatus({ status }: Partial<StepResult>): "done" | "skipped" | "partial" | "refused" {
  return status === "skipped" || status === "partial" || status === "refused" ? status : "done";
}
