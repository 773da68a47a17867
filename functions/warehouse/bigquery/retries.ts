import { randomInt } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { WarehouseError, type WarehouseErrorKind } from "../warehouse-error.ts";

export interface RetryPolicy {
  readonly tries: number;
  readonly firstDelayMs: number;
  readonly longestDelayMs: number;
  readonly sleep: (ms: number) => Promise<void>;
  /** A whole number from 0 up to, not including, `limit`. */
  readonly random: (limit: number) => number;
}

export const defaultRetries: RetryPolicy = {
  tries: 6,
  firstDelayMs: 1000,
  longestDelayMs: 32_000,
  sleep: (ms) => wait(ms),
  random: (limit) => randomInt(limit),
};

/** Tries again, after a wait of full jitter that doubles its limit, while the error is of one of the kinds. */
export async function withRetries<T>(
  policy: RetryPolicy,
  kinds: readonly WarehouseErrorKind[],
  work: (tries: number) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(tries);
    } catch (error) {
      const isWorth = error instanceof WarehouseError && kinds.includes(error.reason);
      if (!isWorth || tries >= policy.tries) throw error;
      const limitMs = Math.min(policy.longestDelayMs, policy.firstDelayMs * 2 ** (tries - 1));
      await policy.sleep(policy.random(Math.max(1, limitMs)));
    }
  }
}
