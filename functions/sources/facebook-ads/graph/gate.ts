import type { Sleep } from "../../../lib/http/limiter.ts";
import { GraphError } from "../errors.ts";
import { MAX_WAIT_MS } from "./graph-retry.ts";
import type { Usage } from "./usage.ts";

/** Most jobs of one account that run at Facebook at a time. */
export const MAX_JOBS = 10;

/** Above this share of a limit only half as many jobs run. */
const BUSY_SHARE = 0.75;

/** How much is asked of Facebook for one account, by what its usage headers say. */
export interface Gate {
  /** Waits while a limit is nearly spent. Throws `quota` where that is long: the ledger tries another time. */
  open(signal: AbortSignal): Promise<void>;
  /** Waits for one of the places for running jobs; the answer gives it back. */
  place(signal: AbortSignal): Promise<() => void>;
  /** Takes in the usage headers of an answer. */
  observe(usage: Usage): void;
}

export function createGate(nowMs: () => number, sleep: Sleep): Gate {
  let places = MAX_JOBS;
  let taken = 0;
  let closedUntilMs = 0;
  const waiting: (() => void)[] = [];
  const letIn = (): void => {
    while (taken < places) {
      const next = waiting.shift();
      if (next === undefined) return;
      taken += 1;
      next();
    }
  };
  const give = (): void => {
    taken -= 1;
    letIn();
  };
  return {
    open: async (signal) => {
      const waitMs = closedUntilMs - nowMs();
      if (waitMs > MAX_WAIT_MS)
        throw new GraphError(`calls are let in again in ${Math.ceil(waitMs / 60_000)} minutes`, {
          graphClass: "throttled",
          where: "usage headers",
          kind: "quota",
          retryAfterMs: waitMs,
        });
      if (waitMs > 0) await sleep(waitMs, signal);
    },
    place: (signal) =>
      new Promise((resolve, reject) => {
        const enter = (): void => {
          signal.removeEventListener("abort", leave);
          resolve(once(give));
        };
        const leave = (): void => {
          const position = waiting.indexOf(enter);
          if (position >= 0) waiting.splice(position, 1);
          reject(signal.reason as Error);
        };
        if (signal.aborted) {
          reject(signal.reason as Error);
          return;
        }
        signal.addEventListener("abort", leave, { once: true });
        waiting.push(enter);
        letIn();
      }),
    observe: ({ usedShare, waitMs }) => {
      places = usedShare > BUSY_SHARE ? MAX_JOBS / 2 : MAX_JOBS;
      if (waitMs > 0) closedUntilMs = Math.max(closedUntilMs, nowMs() + waitMs);
      letIn();
    },
  };
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (!isDone) work();
    isDone = true;
  };
}
