/** Operations of a project in 24 hours with basic access. */
export const BASIC_OPERATIONS_A_DAY = 15_000;
const DAY_MS = 86_400_000;

/** Counts a project's operations over a rolling day: a query is one, whatever its rows. */
export function createDayQuota(
  operationsADay: number,
  nowMs: () => number,
): {
  /** Null: within the limit; else seconds until an operation is free again. */
  spend(): number | null;
} {
  const spentMs: number[] = [];
  return {
    spend: () => {
      const now = nowMs();
      while (spentMs[0] !== undefined && spentMs[0] <= now - DAY_MS) spentMs.shift();
      const [oldest] = spentMs;
      if (oldest !== undefined && spentMs.length >= operationsADay) return Math.ceil((oldest + DAY_MS - now) / 1000);
      spentMs.push(now);
      return null;
    },
  };
}
