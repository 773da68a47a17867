/** Waiting, handed in so that tests choose when time passes. */
export interface Timers {
  /** Calls back again and again until the returned function is called; never keeps the process alive. */
  every(intervalMs: number, callback: () => void): () => void;
  wait(ms: number): Promise<void>;
}

export const systemTimers: Timers = {
  every(intervalMs, callback) {
    const timer = setInterval(callback, intervalMs);
    timer.unref();
    return () => clearInterval(timer);
  },
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
