import { amountColumn, type Column, countColumn } from "../columns.ts";

export const DELIVERY: readonly Column[] = ["cost_micros", "impressions", "clicks", "interactions"].map(countColumn);

export const CONVERSIONS: readonly Column[] = [
  "conversions",
  "conversions_value",
  "all_conversions",
  "all_conversions_value",
].map(amountColumn);

/** On the conversion's day instead of the click's: rows without cost are right there. */
export const CONVERSIONS_BY_DATE: readonly Column[] = [
  "conversions_by_conversion_date",
  "conversions_value_by_conversion_date",
].map(amountColumn);

/** What campaigns, ad groups and ads accept. */
export const ALL_METRICS: readonly Column[] = [
  ...DELIVERY,
  ...CONVERSIONS,
  countColumn("view_through_conversions"),
  ...CONVERSIONS_BY_DATE,
  countColumn("video_trueview_views"),
];
