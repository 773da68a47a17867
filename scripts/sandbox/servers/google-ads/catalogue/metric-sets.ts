import { METRICS } from "./metrics.ts";
import { CONVERSION_ACTION_SEGMENTS, LAG_SEGMENT } from "./segments.ts";

const named = (names: string): readonly string[] => names.split(" ").map((name) => `metrics.${name}`);
const without = (list: readonly string[], out: readonly string[]): readonly string[] =>
  list.filter((name) => !out.includes(name));

export const SHARES = named(
  "search_impression_share search_budget_lost_impression_share search_rank_lost_impression_share",
);
/** Shares that ad groups and keywords have in Google Ads; a lost budget share is the campaign's alone. */
export const SHARES_BELOW_CAMPAIGN = named("search_impression_share search_rank_lost_impression_share");
export const BY_CONVERSION_DATE = named("conversions_by_conversion_date conversions_value_by_conversion_date");
export const VIDEO = named("video_trueview_views");

/** Metrics of the daily campaign report. */
export const DAILY = without(
  METRICS.map(({ name }) => name),
  SHARES,
);
export const DAILY_BY_CLICK = without(DAILY, BY_CONVERSION_DATE);

const DELIVERY = [...named("cost_micros impressions clicks interactions"), ...VIDEO, ...SHARES];

/** Metrics that Google refuses beside a segment. */
export const REFUSED_WITH_SEGMENT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(CONVERSION_ACTION_SEGMENTS.map((segment) => [segment, DELIVERY])),
  [LAG_SEGMENT]: [...DELIVERY, ...named("view_through_conversions")],
};
