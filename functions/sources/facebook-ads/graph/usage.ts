import { z } from "zod";
import type { QuotaUsage } from "../../source.ts";

/** What the usage headers of one answer say. */
export interface Usage {
  readonly limits: readonly Omit<QuotaUsage, "calls">[];
  /** Largest share of any limit that is used, 0 … 1 and above; 0 where no header says. */
  readonly usedShare: number;
  /** How long to send nothing, when a limit is nearly spent; 0 otherwise. */
  readonly waitMs: number;
}

/** From here on nothing is sent until Graph lets the account in again. */
export const FULL_SHARE = 0.95;

/** Wait where Graph does not say how long. */
export const DEFAULT_WAIT_MS = 60_000;

const percent = z.number().default(0);
const appUsage = z.object({ call_count: percent, total_time: percent, total_cputime: percent });
const businessUsage = z.record(
  z.string(),
  z.array(
    appUsage.extend({ type: z.string().default("unknown"), estimated_time_to_regain_access: z.number().default(0) }),
  ),
);
const throttle = z.object({ app_id_util_pct: percent, acc_id_util_pct: percent });
const accountUsage = z.object({ acc_id_util_pct: percent, reset_time_duration: z.number().default(0) });

interface Reading {
  readonly scope: string;
  readonly accountId: string | null;
  readonly limitName: string;
  readonly percent: number;
  /** 0: not said. */
  readonly waitMs: number;
}

/** Reads the four usage headers. One that is not what Meta documents says nothing: a figure for planning must not fail a read. */
export function readUsage(headers: Readonly<Record<string, string>>, accountId: string | null): Usage {
  const readings: readonly Reading[] = [
    ...business(parsed(headers["x-business-use-case-usage"], businessUsage)),
    ...one(parsed(headers["x-fb-ads-insights-throttle"], throttle), (usage) => [
      { ...APP, limitName: "insights_app", percent: usage.app_id_util_pct },
      { scope: "account", accountId, limitName: "insights_account", percent: usage.acc_id_util_pct, waitMs: 0 },
    ]),
    ...one(parsed(headers["x-app-usage"], appUsage), (usage) => [
      { ...APP, limitName: "app", percent: largest(usage) },
    ]),
    ...one(parsed(headers["x-ad-account-usage"], accountUsage), (usage) => [
      {
        scope: "account",
        accountId,
        limitName: "ad_account",
        percent: usage.acc_id_util_pct,
        waitMs: usage.reset_time_duration * 1000,
      },
    ]),
  ];
  const full = readings.filter(({ percent }) => percent > FULL_SHARE * 100);
  return {
    limits: readings.map(({ scope, accountId: of, limitName, percent }) => ({
      scope,
      accountId: of,
      limitName,
      limit: null,
      windowSeconds: null,
      usedShare: percent / 100,
    })),
    usedShare: Math.max(0, ...readings.map(({ percent }) => percent)) / 100,
    waitMs: Math.max(0, ...full.map(({ waitMs }) => (waitMs > 0 ? waitMs : DEFAULT_WAIT_MS))),
  };
}

const APP = { scope: "app", accountId: null, waitMs: 0 } as const;

function business(usage: z.output<typeof businessUsage> | null): readonly Reading[] {
  return Object.entries(usage ?? {}).flatMap(([id, uses]) =>
    uses.map((use) => ({
      scope: `business ${id}`,
      accountId: id,
      limitName: use.type,
      percent: largest(use),
      waitMs: use.estimated_time_to_regain_access * 60_000,
    })),
  );
}

function largest(usage: z.output<typeof appUsage>): number {
  return Math.max(usage.call_count, usage.total_time, usage.total_cputime);
}

function one<T>(value: T | null, readings: (value: T) => readonly Reading[]): readonly Reading[] {
  return value === null ? [] : readings(value);
}

function parsed<T>(text: string | undefined, schema: z.ZodType<T>): T | null {
  if (text === undefined) return null;
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
