import type { GraphError } from "../errors.ts";
import { DEFAULT_WAIT_MS } from "./usage.ts";

const ATTEMPTS = 5;
const BASE_DELAY_MS = 500;
const MAX_DELAY_MS = 30_000;

/** Longer waits are left to the ledger, which tries the slice again another time. */
export const MAX_WAIT_MS = 15 * 60_000;

/** Tries for an object that was made just now and is not found yet. */
const FRESH_ATTEMPTS = 4;
const FRESH_DELAY_MS = 1000;

/**
 * Milliseconds until the next try, or the error to give up with. `attempt` counts from 1.
 * Throttled: as long as Graph says, else 1 to 2 minutes. Passing: jitter up to a doubling limit. A job just made: three quick tries.
 */
export function nextGraphDelayMs(
  error: GraphError,
  attempt: number,
  isFresh: boolean,
  random: () => number,
): number | GraphError {
  switch (error.graphClass) {
    case "throttled": {
      const waitMs = error.retryAfterMs ?? DEFAULT_WAIT_MS * (1 + random());
      if (waitMs > MAX_WAIT_MS) return error.asKind("quota");
      return attempt < ATTEMPTS ? waitMs : error;
    }
    case "passing":
      return attempt < ATTEMPTS ? random() * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * 2 ** (attempt - 1)) : error;
    case "not_visible":
      return isFresh && attempt < FRESH_ATTEMPTS ? FRESH_DELAY_MS : error;
    default:
      return error;
  }
}
