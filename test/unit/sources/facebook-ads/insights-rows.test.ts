import { describe, expect, it } from "vitest";
import { INSIGHTS_REPORTS, type InsightsName } from "../../../../functions/sources/facebook-ads/insights-reports.ts";
import { type Converted, convertInsight } from "../../../../functions/sources/facebook-ads/insights-rows.ts";
import type { RawRow, RowProblem } from "../../../../functions/sources/source.ts";

const account = { accountId: "1", name: "A", currencyCode: "EUR", timeZone: "Europe/Berlin", via: null, problem: null };

/** The page of Meta's documentation, with a value beside the leads. */
const OBJECT = {
  account_id: "1",
  account_currency: "EUR",
  campaign_id: "23",
  campaign_name: "Spring",
  date_start: "2026-11-01",
  date_stop: "2026-11-01",
  spend: "12.34",
  impressions: "917",
  reach: "835",
  frequency: "1.098204",
  clicks: "49",
  inline_link_clicks: "31",
  outbound_clicks: [{ action_type: "outbound_click", value: "30" }],
  actions: [
    { action_type: "lead", value: "3", "1d_click": "2", "7d_click": "3" },
    { action_type: "video_view", value: "120", "1d_view": "20" },
    { action_type: "comment", value: "2" },
  ],
  action_values: [{ action_type: "lead", value: "150.50", "1d_click": "100.50" }],
};

function convert(name: InsightsName, more: object = {}, primaryActionType: string | null = "lead"): Converted {
  const context = { report: INSIGHTS_REPORTS[name], account, primaryActionType, from: "2026-11-01", to: "2026-11-07" };
  return convertInsight(context, { ...OBJECT, ...more });
}

function rowsOf(converted: Converted): readonly RawRow[] {
  if (converted.kind === "problem") throw new Error(JSON.stringify(converted.problem));
  return converted.rows.map(({ row }) => row);
}

function problemOf(converted: Converted): RowProblem {
  if (converted.kind === "rows") throw new Error("expected a problem, got rows");
  return converted.problem;
}

const first = (converted: Converted): RawRow => rowsOf(converted)[0] ?? {};

describe("a campaign's day", () => {
  it("is one row of figures and long rows of its actions by type and window", () => {
    const [day, ...actions] = rowsOf(convert("campaign_daily"));
    expect(day).toEqual({
      account_id: "1",
      date_day: "2026-11-01",
      campaign_id: "23",
      campaign_name: "Spring",
      spend: "12.34",
      impressions: 917,
      reach: 835,
      frequency: 1.098204,
      clicks: 49,
      inline_link_clicks: 31,
      outbound_clicks: 30,
      video_views: 120,
      post_reactions: 0,
      comments: 2,
      shares: 0,
      primary_action_type: "lead",
      conversions: 3,
      conversion_value: "150.5",
      view_through_conversions: 0,
      currency_code: "EUR",
      account_time_zone: "Europe/Berlin",
    });
    const short = actions.map((row) => [row.action_type, row.attribution_window, row.action_count, row.action_value]);
    expect(short).toEqual([
      ["lead", "default", 3, "150.5"],
      ["lead", "1d_click", 2, "100.5"],
      ["lead", "7d_click", 3, null],
      ["video_view", "default", 120, null],
      ["video_view", "1d_view", 20, null],
      ["comment", "default", 2, null],
    ]);
  });

  it("knows no conversions where settings name no action, rather than none", () => {
    const row = first(convert("campaign_daily", {}, null));
    expect([row.primary_action_type, row.conversions, row.conversion_value, row.view_through_conversions]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });

  it("counts none of an action that a list does not name, since zero counts are not sent", () => {
    const row = first(convert("campaign_daily", { actions: undefined, action_values: undefined }));
    expect([row.conversions, row.conversion_value, row.view_through_conversions, row.video_views]).toEqual([
      0,
      "0",
      0,
      0,
    ]);
  });

  it("does not know the value of conversions that came without one", () => {
    expect(first(convert("campaign_daily", { action_values: [] })).conversion_value).toBeNull();
  });

  it("takes link clicks for none only where no action says otherwise", () => {
    const withAction = { inline_link_clicks: undefined, actions: [{ action_type: "link_click", value: "5" }] };
    expect(first(convert("campaign_daily", withAction)).inline_link_clicks).toBeNull();
    expect(first(convert("campaign_daily", { inline_link_clicks: undefined, actions: [] })).inline_link_clicks).toBe(0);
  });

  it("does not know what Meta left out: reach, frequency, clicks", () => {
    const row = first(convert("campaign_daily", { reach: undefined, frequency: undefined, clicks: undefined }));
    expect([row.reach, row.frequency, row.clicks]).toEqual([null, null, null]);
  });
});

describe("breakdowns", () => {
  it("by region know no conversions off Facebook, whatever the answer says", () => {
    const row = first(convert("region_daily", { region: "Bayern" }));
    expect([row.region, row.conversions, row.conversion_value, row.view_through_conversions, row.video_views]).toEqual([
      "Bayern",
      null,
      null,
      null,
      120,
    ]);
  });

  it("by region know conversions that happen on Facebook itself", () => {
    const actions = [{ action_type: "onsite_conversion.lead_grouped", value: "4" }];
    const row = first(convert("region_daily", { region: "Bayern", actions }, "onsite_conversion.lead_grouped"));
    expect(row.conversions).toBe(4);
  });

  it("hold their own keys only, and no action rows", () => {
    const keys = { publisher_platform: "facebook", platform_position: "feed", impression_device: "desktop" };
    const rows = rowsOf(convert("placement_daily", keys));
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject(keys);
    expect(rows[0]).not.toHaveProperty("country");
    expect(rows[0]).not.toHaveProperty("ad_id");
  });
});

describe("rows that are not what Meta documents", () => {
  it.each([
    ["a key is missing", "country_daily", {}, "country", true],
    ["the account is another", "campaign_daily", { account_id: "2" }, "account_id", true],
    [
      "the day was not asked for",
      "campaign_daily",
      { date_start: "2026-10-31", date_stop: "2026-10-31" },
      "date_start",
      true,
    ],
    ["it spans two days", "campaign_daily", { date_stop: "2026-11-02" }, "date_stop", true],
    ["spend is missing", "campaign_daily", { spend: undefined }, "spend", false],
    ["spend is a number", "campaign_daily", { spend: 12.34 }, "spend", false],
    ["a count has a fraction", "campaign_daily", { clicks: "4.5" }, "clicks", false],
    ["a list became text", "campaign_daily", { actions: "3" }, "actions", false],
  ] as const)("are told where %s", (_name, report, more, column, isKey) => {
    const problem = problemOf(convert(report, more));
    expect([problem.column, problem.isKey]).toEqual([column, isKey]);
    expect(problem.expected).not.toBe("");
  });

  it("are kept without addresses and tokens", () => {
    const more = { spend: 1, campaign_name: "for jane@example.com", access_token: "EAAabc" };
    const { payloadRedacted } = problemOf(convert("campaign_daily", more));
    expect(payloadRedacted).not.toContain("jane@");
    expect(payloadRedacted).not.toContain("EAAabc");
  });

  it("pass where only an unknown field is new", () => {
    expect(first(convert("campaign_daily", { brand_new_metric: { a: 1 } })).spend).toBe("12.34");
  });
});
