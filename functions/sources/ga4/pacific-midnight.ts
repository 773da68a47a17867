const HOUR_MS = 3_600_000;
const DAY_IN_CALIFORNIA = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Los_Angeles", dateStyle: "short" });

/**
 * Milliseconds until a property's daily tokens renew: the next midnight in Pacific time (vendor documentation), which comes 23 to 25 hours after
 * the last one where clocks change. Days there begin on whole hours of UTC.
 */
export function untilPacificMidnightMs(nowMs: number): number {
  const today = DAY_IN_CALIFORNIA.format(nowMs);
  let atMs = (Math.floor(nowMs / HOUR_MS) + 1) * HOUR_MS;
  while (DAY_IN_CALIFORNIA.format(atMs) === today) atMs += HOUR_MS;
  return atMs - nowMs;
}
