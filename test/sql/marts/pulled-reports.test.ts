import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const google = { customer_id: "100", currency_code: "EUR", account_time_zone: "UTC" };
const facebook = { account_id: "200", currency_code: "EUR", account_time_zone: "UTC" };
const observed_at = "2026-01-01T00:00:00Z";
const day = (date_day: string, row: Row): Row => ({ ...google, date_day, campaign_id: "1", ...row });
const social = (row: Row): Row => ({ ...facebook, date_day: "2026-03-10", campaign_id: "2", ...row });
const traffic = (date_day: string, row: Row): Row => ({
  property_id: "p",
  date_day,
  session_source: "google",
  session_medium: "cpc",
  session_campaign_name: "(not set)",
  landing_page: "/",
  device_category: "mobile",
  country: "Germany",
  sessions: 10,
  total_users: 8,
  new_users: 5,
  bounced_sessions: 4,
  session_seconds: 100.4,
  screen_page_views: 20,
  key_events: 2,
  is_sampled: false,
  is_thresholded: false,
  has_other_row: false,
  ...row,
});

const rows = {
  "raw.google_ads_campaigns": [
    {
      ...google,
      campaign_id: "1",
      campaign_name: "Search",
      status: "ENABLED",
      advertising_channel_type: "SEARCH",
      campaign_budget_id: "b",
      campaign_budget_amount_micros: 10_000_000,
      observed_at,
    },
    {
      ...google,
      campaign_id: "1",
      campaign_name: "Search",
      status: "ENABLED",
      advertising_channel_type: "SEARCH",
      campaign_budget_id: "b",
      campaign_budget_amount_micros: 20_000_000,
      observed_at: "2026-03-03T12:00:00Z",
    },
  ],
  "raw.google_ads_campaign_daily": [
    day("2026-03-01", {
      device: "MOBILE",
      ad_network_type: "SEARCH",
      cost_micros: 9_000_000,
      impressions: 100,
      clicks: 10,
    }),
    day("2026-03-03", {
      device: "MOBILE",
      ad_network_type: "SEARCH",
      cost_micros: 12_000_000,
      impressions: 60,
      clicks: 6,
    }),
    day("2026-03-03", {
      device: "DESKTOP",
      ad_network_type: "CONTENT",
      cost_micros: 3_000_000,
      impressions: 40,
      clicks: 2,
    }),
  ],
  "raw.google_ads_campaign_share_daily": [
    day("2026-03-03", {
      search_impression_share: 0.0999,
      search_budget_lost_impression_share: 0.9001,
      search_rank_lost_impression_share: 0.25,
    }),
  ],
  "raw.google_ads_geo_daily": [
    day("2026-03-03", {
      country_criterion_id: "2276",
      geo_target_region_id: "20228",
      location_type: "LOCATION_OF_PRESENCE",
      cost_micros: 8_000_000,
      impressions: 50,
      clicks: 5,
    }),
    day("2026-03-03", {
      country_criterion_id: "2276",
      geo_target_region_id: null,
      location_type: "LOCATION_OF_PRESENCE",
      cost_micros: 2_000_000,
      impressions: 10,
      clicks: 1,
    }),
  ],
  "raw.google_ads_geo_target_constants": [
    { customer_id: "100", geo_target_constant_id: "2276", geo_target_name: "Germany", country_code: "DE", observed_at },
    { customer_id: "100", geo_target_constant_id: "20228", geo_target_name: "Berlin", country_code: "DE", observed_at },
  ],
  "raw.google_ads_conversion_actions": [
    {
      ...google,
      conversion_action_id: "7",
      conversion_action_name: "Form",
      is_in_conversions_metric: true,
      observed_at,
    },
  ],
  "raw.google_ads_conversion_action_daily": [
    day("2026-03-03", {
      conversion_action_id: "7",
      conversion_action_name: "Form",
      conversions: 1,
      all_conversions: 1.5,
      all_conversions_value: 30.3,
    }),
    day("2026-03-03", {
      conversion_action_id: "8",
      conversion_action_name: "Call",
      conversions: 0,
      all_conversions: 2,
    }),
  ],
  "raw.facebook_ads_accounts": [{ ...facebook, account_name: "Shop", primary_action_type: "lead", observed_at }],
  "raw.facebook_ads_campaigns": [
    { ...facebook, campaign_id: "2", campaign_name: "Social", effective_status: "ACTIVE", observed_at },
  ],
  "raw.facebook_ads_ad_sets": [
    { ...facebook, campaign_id: "2", adset_id: "s1", effective_status: "ACTIVE", daily_budget: "3", observed_at },
    { ...facebook, campaign_id: "2", adset_id: "s2", effective_status: "PAUSED", daily_budget: "50", observed_at },
    { ...facebook, campaign_id: "2", adset_id: "s3", effective_status: "ACTIVE", daily_budget: "4", observed_at },
  ],
  "raw.facebook_ads_campaign_daily": [social({ spend: "14", impressions: 10, clicks: 3, conversions: 2 })],
  "raw.facebook_ads_action_daily": [
    social({ action_type: "lead", attribution_window: "default", action_count: 2 }),
    social({ action_type: "lead", attribution_window: "1d_click", action_count: 1 }),
    social({ action_type: "purchase", attribution_window: "default", action_count: 5, action_value: "50" }),
  ],
  "raw.facebook_ads_country_daily": [social({ country: "DE", spend: "15", impressions: 9, clicks: 3, conversions: 2 })],
  "raw.facebook_ads_placement_daily": [
    social({
      publisher_platform: "instagram",
      platform_position: "feed",
      impression_device: "iphone",
      spend: "14",
      impressions: 10,
      clicks: 3,
      conversions: 2,
    }),
  ],
  "raw.ga4_traffic_daily": [
    traffic("2026-03-01", {}),
    traffic("2026-03-01", { device_category: "desktop", sessions: 5, is_sampled: true }),
    traffic("2026-03-03", {}),
  ],
  "raw.ga4_sessions": [
    {
      property_id: "p",
      date_day: "2026-03-03",
      session_id: "u.1",
      user_pseudo_id: "u",
      session_start_at: "2026-03-03T10:00:00Z",
      session_end_at: "2026-03-03T10:01:00Z",
      source: "google",
      medium: "cpc",
      landing_page: "/",
      page_views: 2,
      is_engaged: true,
      is_returning: false,
    },
  ],
  "raw.file_sessions": [
    { session_id: "f1", user_id: "u", session_start_at: "2026-03-01T10:00:00Z", channel: "email" },
    { session_id: "f2", user_id: "u", session_start_at: "2026-03-02T10:00:00Z", channel: "email" },
    // the same session as in the export
    { session_id: "u.1", user_id: "u", session_start_at: "2026-03-03T10:00:00Z", channel: "email" },
  ],
};

describe("reports of ad accounts and web analytics", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build(rows);
  });
  afterAll(() => warehouse.close());

  const values = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await rowsOf(warehouse, sql)).map((row) => Object.values(row));

  test("pace a Google budget over the month with 30.4 days, each day with the budget it had", async () => {
    const pacing = await rowsOf(
      warehouse,
      "select * from reporting.rpt_budget_pacing where platform = 'google_ads' and date_day <= '2026-03-03' order by date_day",
    );
    expect(
      pacing.map((row) => [row.date_day, row.daily_budget, row.period_budget, row.spend, row.spend_to_date]),
    ).toEqual([
      ["2026-03-01", "10", "304", "9", "9"],
      ["2026-03-02", "10", "304", "0", "9"],
      ["2026-03-03", "20", "608", "15", "24"],
    ]);
    // 304/31 + 304/31 + 608/31
    expect(pacing[2]?.expected_to_date).toBeCloseTo(1216 / 31, 10);
    expect(pacing[2]?.pacing).toBeCloseTo((24 * 31) / 1216, 10);
    expect(pacing[2]?.elapsed_share).toBeCloseTo(3 / 31, 10);
  });

  test("pace a Facebook campaign over the week from Sunday, with its active ad sets' budgets", async () => {
    // 10 March 2026 is a Tuesday: the campaign began inside its week, so one day of 7 is expected.
    expect(
      await values(
        "select date_day, budget_id, period_start, daily_budget, period_budget, spend_to_date, expected_to_date, pacing from reporting.rpt_budget_pacing where platform = 'facebook_ads' and date_day <= '2026-03-11' order by date_day",
      ),
    ).toEqual([
      ["2026-03-10", "2", "2026-03-08", "7", "49", "14", 7, 2],
      ["2026-03-11", "2", "2026-03-08", "7", "49", "14", 14, 1],
    ]);
  });

  test("say which search shares are bounds", async () => {
    expect(
      await values(
        "select campaign, search_impression_share, is_search_impression_share_bound, is_search_budget_lost_impression_share_bound, is_search_rank_lost_impression_share_bound, spend from reporting.rpt_search_share",
      ),
    ).toEqual([["Search", 0.0999, true, true, false, "15"]]);
  });

  test("place spend by country and by region, the rest unallocated, also below zero", async () => {
    expect(
      await values(
        "select platform, geo_level, country_code, region, spend from reporting.rpt_geo_daily order by platform, geo_level, country_code, region",
      ),
    ).toEqual([
      ["facebook_ads", "country", "(unallocated)", "(unallocated)", "-1"],
      ["facebook_ads", "country", "DE", null, "15"],
      ["google_ads", "country", "(unallocated)", "(unallocated)", "5"],
      ["google_ads", "country", "DE", null, "10"],
      ["google_ads", "region", "(unallocated)", "(unallocated)", "5"],
      ["google_ads", "region", "DE", null, "2"],
      ["google_ads", "region", "DE", "Berlin", "8"],
    ]);
  });

  test("place spend by network and device, or by platform and position", async () => {
    expect(
      await values(
        "select placement, position, device, spend, ctr from reporting.rpt_placement_daily where date_day > '2026-03-01' order by placement",
      ),
    ).toEqual([
      ["CONTENT", null, "DESKTOP", "3", 0.05],
      ["SEARCH", null, "MOBILE", "12", 0.1],
      ["instagram", "feed", "iphone", "14", 0.3],
    ]);
  });

  test("keep what platforms claim apart by action and window, and name the primary ones", async () => {
    expect(
      await values(
        "select conversion_action, attribution_window, conversions, conversion_value, is_primary from marts.fct_platform_conversions_daily order by conversion_action, attribution_window",
      ),
    ).toEqual([
      ["Call", "account", 2, null, false],
      ["Form", "account", 1.5, "30.3", true],
      ["lead", "1d_click", 1, null, false],
      ["lead", "default", 2, null, true],
      ["purchase", "default", 5, "50", false],
    ]);
  });

  test("take each web day from one source: the export, else GA4's sums, else files", async () => {
    expect(
      await values(
        "select date_day, web_source, channel, sessions, users, page_views, bounces, session_seconds, median_session_seconds, low_engagement_sessions, conversions, is_exact from reporting.rpt_web_daily order by date_day",
      ),
    ).toEqual([
      ["2026-03-01", "ga4_api", "paid_search", 15, 16, 40, 8, 201, null, null, 4, false],
      ["2026-03-02", "session_file", "email", 1, 1, null, null, null, null, null, null, true],
      ["2026-03-03", "ga4_export", "paid_search", 1, 1, 2, 0, 60, 60, 0, null, true],
    ]);
  });

  test("reconcile in every assertion", async () => {
    expect(await failing(warehouse)).toEqual([]);
  });
});
