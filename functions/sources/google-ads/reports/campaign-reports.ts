import { amountColumn, countColumn, factColumn, keyColumn, shareColumn } from "../columns.ts";
import { daysReport } from "./define.ts";
import { ALL_METRICS, CONVERSIONS, CONVERSIONS_BY_DATE } from "./metrics.ts";

/** Restatement ends with the longest time that an account counts conversions for: 90 days. */
const CAMPAIGN_LOOK_BACK = { nightly: 7, weekly: 30, monthly: 90 };
const MONTH = 31;
const CAMPAIGN = keyColumn("campaign_id", "campaign.id");

/** The truth about spend: every finer level sums to at most this. */
export const campaignDaily = daysReport("campaign_daily", {
  from: "campaign",
  priority: 1,
  lookBackDays: CAMPAIGN_LOOK_BACK,
  chunkDays: MONTH,
  columns: [
    CAMPAIGN,
    keyColumn("device", "segments.device", "text"),
    keyColumn("ad_network_type", "segments.ad_network_type", "text"),
    ...ALL_METRICS,
  ],
});

export const campaignShareDaily = daysReport("campaign_share_daily", {
  from: "campaign",
  priority: 4,
  lookBackDays: CAMPAIGN_LOOK_BACK,
  chunkDays: MONTH,
  columns: [
    CAMPAIGN,
    shareColumn("search_impression_share"),
    shareColumn("search_budget_lost_impression_share"),
    shareColumn("search_rank_lost_impression_share"),
  ],
});

/** Beside a conversion action only measures of conversions may stand. */
export const conversionActionDaily = daysReport("conversion_action_daily", {
  from: "campaign",
  priority: 2,
  lookBackDays: CAMPAIGN_LOOK_BACK,
  chunkDays: MONTH,
  columns: [
    CAMPAIGN,
    keyColumn("conversion_action_id", "segments.conversion_action", "last_id"),
    factColumn("conversion_action_name", "segments.conversion_action_name"),
    factColumn("conversion_action_category", "segments.conversion_action_category"),
    ...CONVERSIONS,
    countColumn("view_through_conversions"),
    ...CONVERSIONS_BY_DATE,
  ],
});

/** How late conversions come. Buckets reach to 90 days, so that much is read again each week. */
export const conversionLag = daysReport("conversion_lag", {
  from: "campaign",
  priority: 4,
  lookBackDays: { nightly: null, weekly: 90, monthly: null },
  chunkDays: MONTH,
  columns: [
    CAMPAIGN,
    keyColumn("conversion_lag_bucket", "segments.conversion_lag_bucket", "text"),
    amountColumn("conversions"),
    amountColumn("conversions_value"),
  ],
});
