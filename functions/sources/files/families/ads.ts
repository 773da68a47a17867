import { adBreakdowns, adColumns, adDimensions, adMakes, adRatios } from "./ad-columns.ts";
import { column, type Family } from "./family.ts";

const ids = [["ad_id"], ["ad_group_id"], ["campaign_id"]];
const measures = ["spend", "impressions", "clicks", "conversions", "leads", "reach", "link_clicks"];
const shared = { columns: adColumns, ratios: adRatios, breakdowns: adBreakdowns, makes: adMakes };

/** Ad results with one day a row: insights, daily campaigns, ad lists, exports split by day. */
export const adDaily: Family = {
  ...shared,
  name: "ad_daily",
  table: "raw.file_ad_daily",
  title: "ad results by day",
  columns: [
    column(
      "date_day",
      "date",
      ...["date", "day", "ad date", "report date", "date start", "datum", "fecha", "jour", "tag", "created at", "created"],
    ),
    ...adColumns,
  ],
  requires: [
    ["date_day"],
    ["campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "ad_id", "ad_name", "keyword", "platform", "channel"],
    measures,
  ],
  key: { ids, with: ["date_day", ...adDimensions] },
};

/** Ad results over several days or an unnamed period: campaign totals, exports that are not split by day. */
export const adPeriods: Family = {
  ...shared,
  name: "ad_periods",
  table: "raw.file_ad_periods",
  title: "ad results over a period",
  columns: [
    column("period_start", "date", "reporting starts", "start date", "date start", "from", "week", "week start", "month"),
    column("period_end", "date", "reporting ends", "end date", "date stop", "date end", "to", "week end"),
    ...adColumns,
    column("stated_qualified_rate", "rate", "qualified percentage", "qualified rate", "qualified share"),
  ],
  requires: [
    ["campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "ad_id", "ad_name"],
    [...measures, "stated_qualified_rate"],
  ],
  key: { ids, with: ["period_start", "period_end", ...adDimensions] },
};
