/** How much of Meta's limits an account has used. */
export interface Usage {
  /** Counts a call and says what the answer's headers tell. */
  charge(accountId: string | null, kind: UsageKind): Charge;
}

export type UsageKind = "ads_insights" | "ads_management";

export interface Charge {
  readonly headers: Readonly<Record<string, string>>;
  /** Minutes until calls are let in again; null if this one was. */
  readonly waitMinutes: number | null;
}

/** Calls an hour, account and kind. */
export const HOURLY_CALLS = 600;
const HOUR_MS = 3_600_000;
/** Without limits the percentages grow towards this and stay below what makes a reader slow down. */
const CALM_PERCENT = 60;
const CALM_CALLS = 400;
const TIER = "standard_access";

/** With limits, calls of the last hour count against `HOURLY_CALLS`; else usage only looks like it. The clock is the sandbox's. */
export function createUsage(nowMs: () => number, hasLimits: boolean): Usage {
  const calls = new Map<string, number[]>();
  return {
    charge(accountId, kind) {
      const key = `${accountId} ${kind}`;
      const now = nowMs();
      const recent = (calls.get(key) ?? []).filter((atMs) => !hasLimits || atMs > now - HOUR_MS);
      const oldest = recent[0];
      if (hasLimits && recent.length >= HOURLY_CALLS && oldest !== undefined) {
        const waitMinutes = Math.max(1, Math.ceil((oldest + HOUR_MS - now) / 60_000));
        return { headers: usageHeaders(accountId, kind, 100, waitMinutes), waitMinutes };
      }
      recent.push(now);
      calls.set(key, recent);
      const percent = hasLimits
        ? (100 * recent.length) / HOURLY_CALLS
        : CALM_PERCENT * -Math.expm1(-recent.length / CALM_CALLS);
      return { headers: usageHeaders(accountId, kind, percent, 0), waitMinutes: null };
    },
  };
}

/** The four headers, JSON text in percent. Waits are minutes in one and seconds in another. */
export function usageHeaders(
  accountId: string | null,
  kind: UsageKind,
  percent: number,
  waitMinutes: number,
): Readonly<Record<string, string>> {
  const whole = Math.floor(percent);
  const app = { call_count: Math.floor(percent / 4), total_cputime: 0, total_time: Math.floor(percent / 5) };
  if (accountId === null) return { "x-app-usage": JSON.stringify(app) };
  const business = {
    [accountId]: [
      {
        type: kind,
        call_count: whole,
        total_cputime: Math.floor(percent * 0.9),
        total_time: Math.floor(percent * 0.8),
        estimated_time_to_regain_access: waitMinutes,
        ads_api_access_tier: TIER,
      },
    ],
  };
  const account = {
    acc_id_util_pct: Number(percent.toFixed(2)),
    reset_time_duration: waitMinutes * 60,
    ads_api_access_tier: TIER,
  };
  return {
    "x-app-usage": JSON.stringify(app),
    "x-ad-account-usage": JSON.stringify(account),
    "x-business-use-case-usage": JSON.stringify(business),
    ...(kind === "ads_insights"
      ? {
          "x-fb-ads-insights-throttle": JSON.stringify({
            app_id_util_pct: Math.floor(percent / 4),
            acc_id_util_pct: whole,
            ads_api_access_tier: TIER,
          }),
        }
      : {}),
  };
}
