import { z } from "zod";
import { AD_SET_STATUSES, AD_STATUSES, CAMPAIGN_STATUSES } from "./fields.ts";

/** A condition of an insights request: an object of a level is among these, or is not. */
export const insightsFilter = z.object({
  field: z.enum(["campaign.id", "adset.id", "ad.id"]),
  operator: z.enum(["IN", "NOT_IN"]),
  value: z.array(z.string()),
});

export type InsightsFilter = z.output<typeof insightsFilter>;

export type SplitLevel = "campaign" | "adset" | "ad";

/** Statuses of the objects of a level, deleted ones too: without them their spend is missing from a report by level. */
const STATUSES: Readonly<Record<SplitLevel, readonly string[]>> = {
  campaign: [...CAMPAIGN_STATUSES, "DELETED"],
  adset: [...AD_SET_STATUSES, "DELETED"],
  ad: [...AD_STATUSES, "DELETED"],
};

/** All conditions of a request: those of the job, and every status. */
export function filtering(level: SplitLevel, filters: readonly InsightsFilter[]): readonly object[] {
  return [...filters, { field: `${level}.effective_status`, operator: "IN", value: STATUSES[level] }];
}
