import { describe, expect, test } from "vitest";
import { MANAGER_ID } from "../../../../../scripts/sandbox/servers/google-ads/accounts.ts";
import { codeOf, googleAds } from "./google-ads.ts";
import { FAILURE, problemsOf } from "./protos.ts";

const DAY = "segments.date = '2025-08-01'";
const NOW = { nowMs: () => Date.parse("2025-08-20T12:00:00Z") };
const daily = (fields: string, from = "campaign"): string => `SELECT ${fields} FROM ${from} WHERE ${DAY}`;

describe("Google Ads refuses", () => {
  test.each([
    ["a field that is gone", "SELECT campaign.start_date FROM campaign", "queryError UNRECOGNIZED_FIELD"],
    ["a metric that is gone", "SELECT metrics.video_views FROM campaign", "queryError UNRECOGNIZED_FIELD"],
    [
      "a message whole",
      "SELECT campaign.audience_setting FROM campaign",
      "queryError PROHIBITED_FIELD_IN_SELECT_CLAUSE",
    ],
    ["an unknown resource", "SELECT campaign.id FROM campaigns", "queryError BAD_RESOURCE_TYPE_IN_FROM_CLAUSE"],
    [
      "cost by conversion action",
      daily("segments.conversion_action, metrics.cost_micros"),
      "queryError PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "a filter on cost by conversion action",
      `${daily("segments.conversion_action_name, metrics.conversions")} AND metrics.cost_micros > 0`,
      "queryError PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "view-through conversions by lag",
      daily("segments.conversion_lag_bucket, metrics.view_through_conversions"),
      "queryError PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "a filtered segment that is not selected",
      "SELECT campaign.id, metrics.clicks FROM campaign WHERE segments.device = 'MOBILE'",
      "queryError EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
    ],
    [
      "an order by a metric that is not selected",
      `${daily("campaign.id, metrics.clicks")} ORDER BY metrics.impressions`,
      "queryError EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
    ],
    [
      "a budget share of an ad group",
      daily("metrics.search_budget_lost_impression_share", "ad_group"),
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "conversions by their date of search terms",
      daily("metrics.conversions_by_conversion_date", "search_term_view"),
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "lag of search terms",
      daily("segments.conversion_lag_bucket, metrics.conversions", "search_term_view"),
      "queryError PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "video views of asset groups",
      daily("metrics.video_trueview_views", "asset_group"),
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "the country as a segment of geography",
      daily("segments.geo_target_country", "geographic_view"),
      "queryError PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "shares of geography",
      daily("metrics.search_impression_share", "geographic_view"),
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "conversions by their date of age ranges",
      daily("metrics.conversions_by_conversion_date", "age_range_view"),
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    ["assets of ads", "SELECT asset.id FROM ad_group_ad", "queryError PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE"],
    [
      "a filter on assets of ads",
      "SELECT ad_group_ad.ad.id FROM ad_group_ad WHERE asset.id = 1",
      "queryError PROHIBITED_RESOURCE_TYPE_IN_WHERE_CLAUSE",
    ],
    [
      "metrics of criteria",
      "SELECT campaign_criterion.criterion_id, metrics.clicks FROM campaign_criterion",
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "the device of an ad group's criterion",
      "SELECT ad_group_criterion.device.type FROM ad_group_criterion",
      "queryError UNRECOGNIZED_FIELD",
    ],
    [
      "the ad of a click",
      daily("ad_group_ad.ad.id", "click_view"),
      "queryError PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE",
    ],
    [
      "cost of clicks",
      daily("metrics.cost_micros", "click_view"),
      "queryError PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
    ],
    [
      "clicks of two days",
      "SELECT click_view.gclid FROM click_view WHERE segments.date BETWEEN '2025-08-01' AND '2025-08-02'",
      "clickViewError EXPECTED_FILTER_ON_A_SINGLE_DAY",
    ],
    [
      "clicks of 91 days ago",
      "SELECT click_view.gclid FROM click_view WHERE segments.date = '2025-05-21'",
      "clickViewError DATE_TOO_OLD",
    ],
    [
      "the account beside a constant",
      "SELECT geo_target_constant.id, customer.currency_code FROM geo_target_constant",
      "queryError PROHIBITED_RESOURCE_TYPE_IN_SELECT_CLAUSE",
    ],
    ["a date without a range", "SELECT segments.date FROM campaign", "queryError EXPECTED_FILTERS_ON_DATE_RANGE"],
    [
      "a date with half a range",
      "SELECT segments.date FROM campaign WHERE segments.date >= '2025-08-01'",
      "queryError EXPECTED_FILTERS_ON_DATE_RANGE",
    ],
    [
      "a range that ends before it starts",
      "SELECT segments.date FROM campaign WHERE segments.date BETWEEN '2025-08-02' AND '2025-08-01'",
      "queryError DATE_RANGE_TOO_NARROW",
    ],
    [
      "days older than 37 months",
      "SELECT segments.date, metrics.clicks FROM campaign WHERE segments.date BETWEEN '2022-07-19' AND '2025-08-01'",
      "dateRangeError REQUESTED_DATE_GRANULARITY_NOT_SUPPORTED",
    ],
    [
      "a date that is none",
      "SELECT segments.date FROM campaign WHERE segments.date = '2025-02-30'",
      "queryError INVALID_DATE_FORMAT",
    ],
    [
      "an unknown constant",
      "SELECT campaign.id FROM campaign WHERE campaign.status = 'LIVE'",
      "queryError BAD_ENUM_CONSTANT",
    ],
    [
      "an order among constants",
      "SELECT campaign.id FROM campaign WHERE campaign.status > 'PAUSED'",
      "queryError OPERATOR_FIELD_MISMATCH",
    ],
    ["text for a number", "SELECT campaign.id FROM campaign WHERE campaign.id = 'abc'", "queryError BAD_NUMBER"],
  ])("%s", async (_, query, code) => {
    const { ask } = await googleAds(NOW);
    const streamed = await ask(query);
    expect([streamed.status, codeOf(streamed)]).toEqual([400, code]);
    expect(streamed.json).toEqual([{ error: expect.objectContaining({ code: 400, status: "INVALID_ARGUMENT" }) }]);
    const [failure] = streamed.json[0].error.details;
    const { "@type": type, ...fields } = failure;
    expect(type).toBe(`type.googleapis.com/${FAILURE}`);
    expect(problemsOf(fields, FAILURE)).toEqual([]);
    const paged = await ask(query, { method: "search" });
    expect([paged.status, codeOf(paged)]).toEqual([400, code]);
    expect(Object.keys(paged.json)).toEqual(["error"]);
  });

  test("metrics of a manager, whose campaigns are nobody's", async () => {
    const { ask, rows } = await googleAds();
    const reply = await ask("SELECT campaign.id, metrics.clicks FROM campaign", { customerId: MANAGER_ID });
    expect([reply.status, codeOf(reply)]).toEqual([400, "queryError REQUESTED_METRICS_FOR_MANAGER"]);
    expect(await rows("SELECT campaign.id FROM campaign", MANAGER_ID)).toEqual([]);
  });

  test.each([
    "SELECT metrics.ctr FROM campaign",
    "SELECT metrics.search_impression_share FROM ad_group",
    "SELECT segments.geo_target_city, metrics.clicks FROM geographic_view",
    "SELECT shopping_product.title FROM shopping_product",
  ])("nothing that the market does not hold, but says so: %s", async (query) => {
    const { ask } = await googleAds();
    const { status, text } = await ask(query);
    expect(status).toBe(501);
    expect(text).toContain("the sandbox's market holds no facts of it");
  });

  test.each([
    ["text that is no JSON", "{"],
    [
      "a name that the method does not know",
      JSON.stringify({ query: "SELECT campaign.id FROM campaign", pageSize: 10 }),
    ],
  ])("%s", async (_, body) => {
    const { url, accessToken } = await googleAds();
    const { status } = await fetch(`${url}/v25/customers/${MANAGER_ID}/googleAds:searchStream`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}` },
      body,
    });
    expect(status).toBe(400);
  });
});
