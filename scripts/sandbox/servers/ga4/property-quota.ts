import { localDay } from "../local-time.ts";
import { tokensExhausted } from "./fault-errors.ts";

/** Tokens of a property, renewed at midnight Pacific and with the hour. */
export const TOKENS = { day: 200_000, hour: 40_000, projectHour: 14_000 } as const;
const CONCURRENT = 10;
const SERVER_ERRORS = 10;
const THRESHOLDED = 120;
const PACIFIC = "America/Los_Angeles";
const HOUR_MS = 3_600_000;
/** Without limits this share of the tokens is never spent. */
const KEPT_SHARE = 0.1;

export interface PropertyQuota {
  /** Spends tokens of a report and says what is left. @throws ApiError 429 when limits hold and none are left */
  spend(tokens: number): object;
}

/** The quota of one property and one project, by the sandbox's clock. */
export function createPropertyQuota(nowMs: () => number, hasLimits: boolean): PropertyQuota {
  const spent = { day: { window: "", tokens: 0 }, hour: { window: "", tokens: 0 } };
  const renew = (name: "day" | "hour", window: string): void => {
    if (spent[name].window !== window) spent[name] = { window, tokens: 0 };
  };
  return {
    spend(tokens) {
      renew("day", localDay(nowMs(), PACIFIC));
      renew("hour", String(Math.floor(nowMs() / HOUR_MS)));
      if (hasLimits && spent.day.tokens >= TOKENS.day) throw tokensExhausted("day");
      if (hasLimits && spent.hour.tokens >= TOKENS.projectHour) throw tokensExhausted("hour");
      spent.day.tokens += tokens;
      spent.hour.tokens += tokens;
      const status = (limit: number, used: number): object => ({
        consumed: tokens,
        remaining: Math.max(hasLimits ? 0 : Math.floor(limit * KEPT_SHARE), limit - used),
      });
      return {
        tokensPerDay: status(TOKENS.day, spent.day.tokens),
        tokensPerHour: status(TOKENS.hour, spent.hour.tokens),
        concurrentRequests: { remaining: CONCURRENT },
        serverErrorsPerProjectPerHour: { remaining: SERVER_ERRORS },
        potentiallyThresholdedRequestsPerHour: { remaining: THRESHOLDED },
        tokensPerProjectPerHour: status(TOKENS.projectHour, spent.hour.tokens),
      };
    },
  };
}
