import type { WorkEvent } from "./events.ts";
import type { BusyWork, FailedWork, SkippedWork } from "./work.ts";

/** What the events of a piece of work allow: an answer, or a claim with the number of its attempt. */
export type Decision =
  | SkippedWork
  | BusyWork
  | FailedWork
  | { readonly kind: "claim"; readonly attempt: number; readonly cursorJson: string | null };

export interface DecisionInput {
  readonly workKey: string;
  readonly inputSha256: string;
  readonly events: readonly WorkEvent[];
  readonly now: Date;
  /** Who asks. It does not hold the work: a claim of its own in the events is one that it lost track of. */
  readonly owner: string;
  /** True where no other owner can be alive. */
  readonly isSoleOwner: boolean;
  readonly retryFailed: boolean;
  readonly redo?: boolean;
}

/** Failures that the same input meets again. `quota` passes with time, `transient` and `bug` are tried again. */
const LASTING: ReadonlySet<string> = new Set(["auth", "data", "settings"]);

/**
 * Reads the last attempt only: it ended, or somebody holds it, or its owner is gone and the work is free.
 * An attempt that was done stands until a later attempt begins, since that one may have changed rows before it failed.
 */
export function decide(input: DecisionInput): Decision {
  const { workKey, events, now } = input;
  const attempt = Math.max(0, ...events.map((event) => event.attempt));
  const last = events.filter((event) => event.attempt === attempt);
  const ending = last.find(({ event }) => event === "done" || event === "failed" || event === "continued");
  if (ending?.event === "done" && ending.inputSha256 === input.inputSha256 && input.redo !== true) {
    return {
      kind: "skipped",
      workKey,
      attempt,
      outputSha256: ending.outputSha256,
      rowCount: ending.rowCount,
      summaryJson: ending.cursorJson,
    };
  }
  if (ending?.event === "failed" && ending.inputSha256 === input.inputSha256 && !input.retryFailed) {
    const kind = ending.errorKind ?? "bug";
    const isWaiting = kind === "quota" && ending.leaseUntil !== null && ending.leaseUntil > now;
    if (LASTING.has(kind) || isWaiting) {
      return {
        kind: "failed",
        workKey,
        attempt,
        errorKind: kind,
        errorMessage: ending.errorMessage ?? "",
        retryAt: ending.leaseUntil,
      };
    }
  }
  const lease = ending === undefined ? newestLease(last) : null;
  const isVoid = input.isSoleOwner || last.every(({ owner }) => owner === input.owner);
  if (lease !== null && lease > now && !isVoid) {
    return { kind: "busy", workKey, retryAfterS: Math.ceil((lease.getTime() - now.getTime()) / 1000) };
  }
  return { kind: "claim", attempt: attempt + 1, cursorJson: ending?.event === "continued" ? ending.cursorJson : null };
}

function newestLease(events: readonly WorkEvent[]): Date | null {
  const leases = events.flatMap(({ leaseUntil }) => (leaseUntil === null ? [] : [leaseUntil.getTime()]));
  return leases.length === 0 ? null : new Date(Math.max(...leases));
}
