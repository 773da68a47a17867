import type { QuotaUsage } from "../source.ts";
import type { ReportAnswer } from "./schema.ts";

/** Limits whose tokens are counted, and how long each lasts. The same tokens are taken from all of them. */
const WINDOWS: Readonly<Record<string, number>> = {
  tokensPerDay: 86_400,
  tokensPerHour: 3600,
  tokensPerProjectPerHour: 3600,
};

/** Adds up what answers say they cost. */
export interface QuotaMeter {
  add(propertyQuota: ReportAnswer["propertyQuota"]): void;
  /** Tokens spent since the last call, by limit. How many a property has depends on its edition, which the API does not tell. */
  take(): readonly QuotaUsage[];
}

export function createQuotaMeter(propertyId: string): QuotaMeter {
  let spent = new Map<string, number>();
  return {
    add: (propertyQuota) => {
      for (const [name, { consumed }] of Object.entries(propertyQuota))
        if (name in WINDOWS) spent.set(name, (spent.get(name) ?? 0) + consumed);
    },
    take: () => {
      const usages = [...spent].map(([limitName, calls]) => ({
        scope: `properties/${propertyId}`,
        accountId: propertyId,
        limitName,
        calls,
        limit: null,
        windowSeconds: WINDOWS[limitName] ?? null,
        usedShare: null,
      }));
      spent = new Map();
      return usages;
    },
  };
}
