export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** Spaces requests to one host: at most `requestsPerSecond`, evenly, in the order of the calls. */
export interface Limiter {
  /** Resolves when the next request may leave. */
  turn(signal?: AbortSignal): Promise<void>;
}

export function createLimiter(requestsPerSecond: number, nowMs: () => number, sleep: Sleep): Limiter {
  const gapMs = 1000 / requestsPerSecond;
  let nextAtMs = 0;
  return {
    turn: async (signal) => {
      const now = nowMs();
      const at = Math.max(now, nextAtMs);
      nextAtMs = at + gapMs;
      if (at > now) await sleep(at - now, signal);
    },
  };
}
