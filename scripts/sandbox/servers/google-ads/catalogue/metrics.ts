import type { Measures } from "../rows/measures.ts";
import type { Metric } from "./field.ts";

/** Below the first and above the second a share is told as a bound. */
const LEAST_IMPRESSION_SHARE = 0.1;
const MOST_LOST_SHARE = 0.9;

const count = (name: string, key: keyof Measures): Metric => ({
  name: `metrics.${name}`,
  type: "INT64",
  value: (total) => total[key],
});
const amount = (name: string, key: keyof Measures): Metric => ({
  name: `metrics.${name}`,
  type: "DOUBLE",
  value: (total) => fromMillionths(total[key]),
});

/** The metrics that the market holds facts of. */
export const METRICS: readonly Metric[] = [
  count("cost_micros", "costMicros"),
  count("impressions", "impressions"),
  count("clicks", "clicks"),
  count("interactions", "interactions"),
  amount("conversions", "conversionsMillionths"),
  amount("conversions_value", "conversionsValueMillionths"),
  amount("all_conversions", "allConversionsMillionths"),
  amount("all_conversions_value", "allConversionsValueMillionths"),
  count("view_through_conversions", "viewThroughConversions"),
  amount("conversions_by_conversion_date", "conversionsByConversionDateMillionths"),
  amount("conversions_value_by_conversion_date", "conversionsValueByConversionDateMillionths"),
  count("video_trueview_views", "videoViews"),
  {
    name: "metrics.search_impression_share",
    type: "DOUBLE",
    value: (total) => {
      const share = shareOf(total.searchImpressions, total);
      return share !== undefined && share < LEAST_IMPRESSION_SHARE ? 0.0999 : share;
    },
  },
  {
    name: "metrics.search_budget_lost_impression_share",
    type: "DOUBLE",
    value: (total) => lostShare(total.searchBudgetLost, total),
  },
  {
    name: "metrics.search_rank_lost_impression_share",
    type: "DOUBLE",
    value: (total) => lostShare(total.searchRankLost, total),
  },
];

/** Division, not multiplication by 1e-6: the nearest double of the decimal number, as a JSON reader expects. */
function fromMillionths(millionths: number): number {
  return millionths / 1e6;
}

/** Shares of days are weighed by what could have been had; rounding undoes the multiplication that made the weights. */
function shareOf(part: number, { searchEligible }: Measures): number | undefined {
  return searchEligible > 0 ? Math.round((part / searchEligible) * 1e12) / 1e12 : undefined;
}

function lostShare(part: number, total: Measures): number | undefined {
  const share = shareOf(part, total);
  return share !== undefined && share > MOST_LOST_SHARE ? 0.9001 : share;
}
