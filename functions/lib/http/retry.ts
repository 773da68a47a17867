import type { HttpError } from "./http-error.ts";

/** How often and how long to try; data, so that settings and tests choose it. */
export interface RetryPolicy {
  /** Tries in all, the first included. */
  readonly attempts: number;
  /** Upper limit of the first wait; doubles each time. */
  readonly baseDelayMs: number;
  readonly maxDelayMs: number;
  /** A server's Retry-After up to this is obeyed; a longer one fails at once, for the ledger to reschedule. */
  readonly maxRetryAfterMs: number;
}

export const DEFAULT_RETRY: RetryPolicy = {
  attempts: 5,
  baseDelayMs: 500,
  maxDelayMs: 30_000,
  maxRetryAfterMs: 120_000,
};

/** Milliseconds to wait before the next try; null: do not try again. `attempt` counts from 1; full jitter (0 to the limit). */
export function nextDelayMs(
  error: HttpError,
  attempt: number,
  policy: RetryPolicy,
  random: () => number,
): number | null {
  if (error.kind !== "transient" || attempt >= policy.attempts) return null;
  if (error.retryAfterMs !== undefined) {
    return error.retryAfterMs <= policy.maxRetryAfterMs ? error.retryAfterMs : null;
  }
  return random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1));
}

/** Retry-After in milliseconds: seconds, or an HTTP date; undefined where it is neither. Never negative. */
export function retryAfterMs(header: string | undefined, nowMs: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}
