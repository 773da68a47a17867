import type { RawTable } from "../source.ts";
import { AD_IDENTITY, BREAKDOWNS, CAMPAIGN_IDENTITY } from "./fields.ts";
import type { SplitLevel } from "./filters.ts";

/** How an insights report is asked for, and what its rows are told apart by. */
export interface InsightsReport {
  readonly report: InsightsName;
  readonly table: RawTable;
  readonly level: "campaign" | "ad";
  readonly identity: readonly string[];
  readonly breakdowns: readonly string[];
  /** Fields that name a row besides account and day. */
  readonly rowKey: readonly string[];
  /** A job that is too big for a day is split by these, in this order. */
  readonly splitBy: readonly SplitLevel[];
  /** What happens off Facebook is left out of the answer, so it is unknown. */
  readonly lacksOffMeta: boolean;
}

export type InsightsName = "campaign_daily" | "ad_daily" | keyof typeof BREAKDOWNS;

export const ACTION_TABLE: RawTable = "raw.facebook_ads_action_daily";

/** Each report by its name. Reach is not additive, so a campaign's row is never put together from its ad sets. */
export const INSIGHTS_REPORTS: Readonly<Record<InsightsName, InsightsReport>> = {
  campaign_daily: byCampaign("campaign_daily", []),
  ad_daily: {
    report: "ad_daily",
    table: "raw.facebook_ads_ad_daily",
    level: "ad",
    identity: AD_IDENTITY,
    breakdowns: [],
    rowKey: ["campaign_id", "adset_id", "ad_id"],
    splitBy: ["campaign", "adset", "ad"],
    lacksOffMeta: false,
  },
  country_daily: byCampaign("country_daily", BREAKDOWNS.country_daily),
  region_daily: { ...byCampaign("region_daily", BREAKDOWNS.region_daily), lacksOffMeta: true },
  placement_daily: byCampaign("placement_daily", BREAKDOWNS.placement_daily),
  demographic_daily: byCampaign("demographic_daily", BREAKDOWNS.demographic_daily),
};

function byCampaign(report: InsightsName, breakdowns: readonly string[]): InsightsReport {
  return {
    report,
    table: `raw.facebook_ads_${report}`,
    level: "campaign",
    identity: CAMPAIGN_IDENTITY,
    breakdowns,
    rowKey: ["campaign_id", ...breakdowns],
    splitBy: ["campaign"],
    lacksOffMeta: false,
  };
}

export function insightsReport(name: string): InsightsReport | null {
  return (INSIGHTS_REPORTS as Readonly<Record<string, InsightsReport>>)[name] ?? null;
}
