import { adBreakdowns, adColumns, adDimensions, adInputs, adMakes, adRatios } from "./ad-columns.ts";
import { added, column, type Family } from "./family.ts";

const ids = [["ad_id"], ["ad_group_id"], ["campaign_id"]];
const entities = ["campaign_id", "campaign_name", "ad_group_id", "ad_group_name", "ad_id", "ad_name"];
const measures = ["spend", "impressions", "clicks", "conversions", "leads", "reach", "link_clicks"];
const shared = { columns: adColumns, ratios: adRatios, breakdowns: adBreakdowns, makes: adMakes, inputs: adInputs };

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
      ...[
        "date",
        "day",
        "ad date",
        "report date",
        "gregorian date",
        "reporting date",
        "by day",
        "stat date",
        "datum",
        "fecha",
        "jour",
        "tag",
        "created at",
        "created",
      ],
    ),
    ...adColumns,
  ],
  requires: [["date_day"], [...entities, "keyword", "platform", "channel"], measures],
  rowRequires: [["date_day"]],
  key: { ids, with: ["date_day", ...adDimensions] },
  adds: added("VARCHAR", "date_text", "date_confidence", "derived_from"),
};

/** Ad results over several days or an unnamed period: campaign totals, exports that are not split by day. */
export const adPeriods: Family = {
  ...shared,
  name: "ad_periods",
  table: "raw.file_ad_periods",
  title: "ad results over a period",
  columns: [
    column(
      "period_start",
      "date",
      "reporting starts",
      "start date",
      "date start",
      "start date in utc",
      "from",
      "week",
      "week start",
      "month",
    ),
    column("period_end", "date", "reporting ends", "end date", "date stop", "date end", "to", "week end"),
    ...adColumns,
    column("stated_qualified_rate", "rate", "qualified percentage", "qualified rate", "qualified share"),
  ],
  requires: [entities, [...measures, "stated_qualified_rate"]],
  rowRequires: [[...entities, "platform", "channel", "keyword"]],
  key: { ids, with: ["period_start", "period_end", ...adDimensions] },
  adds: [...added("VARCHAR", "derived_from"), ...added("DOUBLE", "stated_ctr", "stated_cpl")],
};
