import type { SandboxReply } from "../serve.ts";
import { type HubspotOperation, limitReply } from "./faults.ts";

/** Requests an account may send: searches in a second, others in ten. */
export const RATE_LIMITS = { searchPerSecond: 5, othersPerTenSeconds: 190 };

/** Refuses a request beyond HubSpot's limits; null lets it through. */
export function createLimits(clockMs: () => number): (operation: HubspotOperation) => SandboxReply | null {
  const admit = window(RATE_LIMITS.searchPerSecond, 1000, clockMs);
  const admitOther = window(RATE_LIMITS.othersPerTenSeconds, 10_000, clockMs);
  return (operation) => {
    if (operation === "search") return admit() ? null : limitReply("SECONDLY");
    return admitOther() ? null : limitReply("TEN_SECONDLY_ROLLING");
  };
}

/** At most so many admissions in any stretch of time. */
function window(most: number, lengthMs: number, clockMs: () => number): () => boolean {
  let admitted: number[] = [];
  return () => {
    const now = clockMs();
    admitted = admitted.filter((at) => at > now - lengthMs);
    if (admitted.length >= most) return false;
    admitted.push(now);
    return true;
  };
}
