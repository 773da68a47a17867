import { HttpError } from "../../lib/http/http-error.ts";
import type { Sleep } from "../../lib/http/limiter.ts";
import { nextDelayMs, type RetryPolicy } from "../../lib/http/retry.ts";

export interface Patience<T> {
  /** How much is held back until it is known that the answer is complete: up to here a broken one is asked for again. */
  readonly heldSize: number;
  readonly sizeOf: (item: T) => number;
  readonly retry: RetryPolicy;
  readonly sleep: Sleep;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/**
 * Items of an answer that may break at any point. One that breaks before anything was given is asked for again, as the policy says; later
 * only the caller can begin anew, since two answers need not have the same order.
 */
export async function* patiently<T>(ask: () => AsyncIterable<T>, patience: Patience<T>): AsyncGenerator<T> {
  for (let attempt = 1; ; attempt += 1) {
    let held: T[] = [];
    let size = 0;
    let isGiven = false;
    try {
      for await (const item of ask()) {
        held.push(item);
        size += patience.sizeOf(item);
        if (size <= patience.heldSize) continue;
        isGiven = true;
        yield* held;
        held = [];
      }
    } catch (error) {
      if (isGiven || !(error instanceof HttpError)) throw error;
      const delayMs = nextDelayMs(error, attempt, patience.retry, patience.random);
      if (delayMs === null) throw error;
      await patience.sleep(delayMs, patience.signal);
      continue;
    }
    yield* held;
    return;
  }
}
