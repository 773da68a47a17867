import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const zone = { currency_code: "EUR", account_time_zone: "Europe/Berlin" };
const google = (campaign_id: string, row: Row): Row => ({
  ...zone,
  customer_id: "100",
  date_day: "2026-03-10",
  campaign_id,
  device: "MOBILE",
  ...row,
});
const facebook = (campaign_id: string, row: Row): Row => ({
  ...zone,
  account_id: "200",
  date_day: "2026-03-10",
  campaign_id,
  currency_code: "USD",
  account_time_zone: "America/New_York",
  ...row,
});
const listed = (campaign_id: string, row: Row): Row => ({
  ...zone,
  customer_id: "100",
  campaign_id,
  status: "ENABLED",
  advertising_channel_type: "SEARCH",
  observed_at: "2026-01-05T03:00:00Z",
  ...row,
});

/** Each campaign is a case of its own. */
const rows = {
  "raw.google_ads_customers": [
    { ...zone, customer_id: "100", customer_name: "Velo", status: "ENABLED", observed_at: "2026-01-05T03:00:00Z" },
  ],
  "raw.google_ads_campaigns": [
    // split: renamed at half past midnight of 10 March in Berlin, which is still 9 March in UTC
    listed("split", { campaign_name: "Old name" }),
    listed("split", { campaign_name: "New name", observed_at: "2026-03-09T23:30:00Z" }),
    listed("max", { campaign_name: "Max", advertising_channel_type: "PERFORMANCE_MAX" }),
    // gone: no longer listed since 12 March
    listed("gone", { campaign_name: "Gone" }),
    listed("gone", { campaign_name: "Gone", observed_at: "2026-03-12T03:00:00Z", deleted_at: "2026-03-12T03:00:00Z" }),
  ],
  "raw.google_ads_campaign_daily": [
    google("split", { cost_micros: 1, impressions: 10, clicks: 1, conversions: 0.5, conversions_value: 1234567.89 }),
    google("split", {
      device: "DESKTOP",
      cost_micros: 12_340_000,
      impressions: 5,
      clicks: 2,
      conversions: 1,
      conversions_value: 0.1,
    }),
    google("split", { date_day: "2026-03-09", cost_micros: 999_999_999_999_999, impressions: 1, clicks: 0 }),
    google("max", { cost_micros: 30_000_000, impressions: 100, clicks: 10 }),
    google("gone", { cost_micros: 5_000_000, impressions: 1, clicks: 1 }),
  ],
  "raw.google_ads_ad_group_daily": [
    google("split", { ad_group_id: "g", cost_micros: 12_340_000, impressions: 15, clicks: 3 }),
    // The day of a delayed correction: the ad group knows more than the campaign.
    google("gone", { ad_group_id: "h", cost_micros: 6_000_000, impressions: 1, clicks: 1 }),
  ],
  "raw.google_ads_ad_daily": [
    google("split", { ad_group_id: "g", ad_id: "x", cost_micros: 12_000_000, impressions: 15, clicks: 3 }),
  ],
  "raw.google_ads_ad_groups": [
    {
      ...zone,
      customer_id: "100",
      campaign_id: "split",
      ad_group_id: "g",
      ad_group_name: "Group",
      observed_at: "2026-01-05T03:00:00Z",
    },
  ],
  "raw.facebook_ads_campaign_daily": [
    facebook("social", {
      campaign_name: "Social",
      spend: "7.25",
      impressions: 50,
      reach: 40,
      clicks: 4,
      inline_link_clicks: 3,
      video_views: 9,
      post_reactions: 1,
      comments: 2,
      shares: 3,
      conversions: 2,
    }),
    facebook("social", { campaign_name: "Social", date_day: "2026-03-31", spend: "1", impressions: 1, clicks: 0 }),
  ],
  // A file of the same account: its campaign row of the API's day, and a day that the API does not know.
  "raw.file_ad_daily": [
    { date_day: "2026-03-10", platform: "google_ads", campaign_id: "max", spend: "99", currency_code: "EUR" },
    { date_day: "2025-01-01", platform: "google_ads", campaign_name: "max", spend: "3", currency_code: "EUR" },
  ],
};

describe("spend of ad accounts", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build(rows);
  });
  afterAll(() => warehouse.close());

  const spend = async (campaign: string): Promise<readonly (readonly unknown[])[]> =>
    (
      await rowsOf(
        warehouse,
        `select date_day, source, spend from marts.fct_campaign_daily where campaign_id = '${campaign}' order by date_day`,
      )
    ).map((row) => Object.values(row));

  test("is exact to the micro, summed over devices", async () => {
    expect(await spend("split")).toEqual([
      ["2026-03-09", "google_ads", "999999999.999999"],
      ["2026-03-10", "google_ads", "12.340001"],
    ]);
    expect(
      await rowsOf(
        warehouse,
        "select clicks, impressions, conversions, conversion_value from marts.fct_campaign_daily where campaign_id = 'split' and date_day = '2026-03-10'",
      ),
    ).toEqual([{ clicks: 3, impressions: 15, conversions: 1.5, conversion_value: "1234567.99" }]);
  });

  test("comes from the API before a file, which still tells of other days", async () => {
    expect(await spend("max")).toEqual([
      ["2025-01-01", "file", "3"],
      ["2026-03-10", "google_ads", "30"],
    ]);
    expect(
      await rowsOf(
        warehouse,
        "select account_id, row_count, amount from reporting.rpt_data_quality cross join (select '100' as account_id) as a where check_name = 'superseded_level'",
      ),
    ).toEqual([{ account_id: "100", row_count: 1, amount: "99" }]);
  });

  test("is split to ad groups and ads, the rest unallocated, also below zero", async () => {
    const ads = await rowsOf(
      warehouse,
      "select campaign_id, ad_group_id, ad_id, ad_group_name, spend from marts.fct_ad_daily where date_day = '2026-03-10' and platform = 'google_ads' order by campaign_id, ad_group_id, ad_id",
    );
    expect(ads.map((row) => Object.values(row))).toEqual([
      ["gone", "(unallocated)", "(unallocated)", null, "-1"],
      ["gone", "h", "(unallocated)", null, "6"],
      ["max", "(unallocated)", "(unallocated)", null, "30"],
      ["split", "(unallocated)", "(unallocated)", null, "0.000001"],
      ["split", "g", "(unallocated)", "Group", "0.34"],
      ["split", "g", "x", "Group", "12"],
    ]);
  });

  test("has the name that the campaign had at the end of the account's day", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select date_day, campaign, account, channel from reporting.rpt_performance_daily where campaign_id = 'split' order by date_day",
      ),
    ).toEqual([
      { date_day: "2026-03-09", campaign: "Old name", account: "Velo", channel: "paid_search" },
      { date_day: "2026-03-10", campaign: "New name", account: "Velo", channel: "paid_search" },
    ]);
  });

  test("stays with campaigns that are gone, and says since when", async () => {
    expect(await spend("gone")).toEqual([["2026-03-10", "google_ads", "5"]]);
    expect(
      await rowsOf(
        warehouse,
        "select campaign_name, is_current, valid_to, deleted_at from marts.dim_campaign where campaign_id = 'gone'",
      ),
    ).toEqual([{ campaign_name: "Gone", is_current: true, valid_to: null, deleted_at: "2026-03-12T03:00:00Z" }]);
  });

  test("brings Facebook's own measures, reach as one figure, and the name of a campaign that is not listed", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select campaign_name, channel, currency_code, spend, reach, link_clicks, video_views, engagements, conversions from marts.fct_campaign_daily where campaign_id = 'social' and date_day = '2026-03-10'",
      ),
    ).toEqual([
      {
        campaign_name: "Social",
        channel: "paid_social",
        currency_code: "USD",
        spend: "7.25",
        reach: 40,
        link_clicks: 3,
        video_views: 9,
        engagements: 6,
        conversions: 2,
      },
    ]);
  });

  test("is provisional while the account's day runs on, and final when the platform restates no more", async () => {
    // as_of is 31 March in UTC: New York's 31 March ends four hours later. Facebook is final after 28 days, Google after 90.
    expect(
      await rowsOf(
        warehouse,
        "select campaign_id, date_day, is_provisional, is_final from marts.fct_campaign_daily where source != 'file' and campaign_id in ('social', 'max') order by date_day, campaign_id",
      ),
    ).toEqual([
      { campaign_id: "max", date_day: "2026-03-10", is_provisional: false, is_final: false },
      { campaign_id: "social", date_day: "2026-03-10", is_provisional: false, is_final: false },
      { campaign_id: "social", date_day: "2026-03-31", is_provisional: true, is_final: false },
    ]);
  });

  test("reconciles in every assertion", async () => {
    expect(await failing(warehouse)).toEqual([]);
  });
});
