import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { entityId, gaql } from "../../../../functions/sources/google-ads/gaql.ts";
import { GOOGLE_ADS_REPORTS } from "../../../../functions/sources/google-ads/reports/index.ts";

const ACCOUNT = "customer.currency_code, customer.time_zone";
const DAY = "segments.date, customer.id";
const DELIVERY = "metrics.cost_micros, metrics.impressions, metrics.clicks, metrics.interactions";
const CONVERSIONS =
  "metrics.conversions, metrics.conversions_value, metrics.all_conversions, metrics.all_conversions_value";
const BY_DATE = "metrics.conversions_by_conversion_date, metrics.conversions_value_by_conversion_date";
const ALL = `${DELIVERY}, ${CONVERSIONS}, metrics.view_through_conversions, ${BY_DATE}, metrics.video_trueview_views`;

/** Fields between the day and the account, or the account's id and its facts, and the resource they come from. */
const EXPECTED: Readonly<Record<string, readonly [string, string]>> = {
  campaign_daily: [`campaign.id, segments.device, segments.ad_network_type, ${ALL}`, "campaign"],
  campaign_share_daily: [
    "campaign.id, metrics.search_impression_share, metrics.search_budget_lost_impression_share, metrics.search_rank_lost_impression_share",
    "campaign",
  ],
  conversion_action_daily: [
    `campaign.id, segments.conversion_action, segments.conversion_action_name, segments.conversion_action_category, ${CONVERSIONS}, metrics.view_through_conversions, ${BY_DATE}`,
    "campaign",
  ],
  conversion_lag: [
    "campaign.id, segments.conversion_lag_bucket, metrics.conversions, metrics.conversions_value",
    "campaign",
  ],
  ad_group_daily: [`campaign.id, ad_group.id, segments.device, ${ALL}`, "ad_group"],
  ad_daily: [`campaign.id, ad_group.id, ad_group_ad.ad.id, segments.device, ${ALL}`, "ad_group_ad"],
  asset_group_daily: [
    `campaign.id, asset_group.id, segments.device, ${DELIVERY}, ${CONVERSIONS}, ${BY_DATE}`,
    "asset_group",
  ],
  geo_daily: [
    `campaign.id, geographic_view.country_criterion_id, geographic_view.location_type, segments.geo_target_region, ${DELIVERY}, ${CONVERSIONS}, ${BY_DATE}`,
    "geographic_view",
  ],
  clicks: [
    "click_view.gclid, campaign.id, ad_group.id, click_view.ad_group_ad, click_view.keyword, segments.device, segments.ad_network_type, metrics.clicks",
    "click_view",
  ],
};

describe("queries", () => {
  for (const { definition, columns, from } of GOOGLE_ADS_REPORTS) {
    const expected = EXPECTED[definition.report];
    if (definition.grain !== "days") continue;
    it(`${definition.report} asks for its fields, the day and the account`, () => {
      const where = [{ field: "segments.date", from: "2026-11-01", to: "2026-11-07" }];
      expect(gaql({ select: columns.map(({ field }) => field), from, where })).toBe(
        `SELECT ${DAY}, ${expected?.[0]}, ${ACCOUNT} FROM ${expected?.[1]} WHERE segments.date BETWEEN '2026-11-01' AND '2026-11-07'`,
      );
    });
  }

  it("listings ask for everything, without a condition", () => {
    const text = GOOGLE_ADS_REPORTS.filter(({ definition }) => definition.grain === "listing").map(
      ({ columns, from }) => gaql({ select: columns.map(({ field }) => field), from, where: [] }),
    );
    expect(text).toHaveLength(8);
    for (const query of text) expect(query).toMatch(/^SELECT [a-z_.0-9, ]+ FROM [a-z_]+$/);
  });

  it("constants are asked for without account fields, which they do not accept", () => {
    const constants = GOOGLE_ADS_REPORTS.find(({ from }) => from === "geo_target_constant");
    expect(constants?.columns.some(({ field }) => field.startsWith("customer."))).toBe(false);
  });

  it("one day is an equation: click_view accepts no range", () => {
    const where = [{ field: "segments.date", from: "2026-11-01", to: "2026-11-01" }];
    expect(gaql({ select: ["click_view.gclid"], from: "click_view", where })).toBe(
      "SELECT click_view.gclid FROM click_view WHERE segments.date = '2026-11-01'",
    );
  });

  it("ids are a list", () => {
    const where = [{ field: "geo_target_constant.id", ids: ["21137", "2276"] }];
    expect(gaql({ select: ["geo_target_constant.name"], from: "geo_target_constant", where })).toContain(
      "WHERE geo_target_constant.id IN (21137, 2276)",
    );
  });
});

describe("what may stand in a query", () => {
  it("an id is 1 to 20 digits and nothing else, whatever is tried", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9'"\\ ;,()\n-]{0,30}$/)), (text) => {
        if (/^[0-9]{1,20}$/.test(text) && !text.includes("\n")) expect(entityId(text)).toBe(text);
        else expect(() => entityId(text)).toThrow(/expected an id/);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each([
    "1 OR 1=1",
    "1'",
    "1) OR (1",
    "",
    "123456789012345678901",
    "１２３",
    "12\n",
    "-1",
  ])("%j is no id of a condition", (id) => {
    const where = [{ field: "campaign.id", ids: [id] }];
    expect(() => gaql({ select: ["campaign.id"], from: "campaign", where })).toThrow(/expected an id/);
  });

  it.each(["2026-02-30", "2026-1-1", "2026-01-01' OR '", "", "today"])("%j is no day", (day) => {
    const where = [{ field: "segments.date", from: "2026-01-01", to: day }];
    expect(() => gaql({ select: ["campaign.id"], from: "campaign", where })).toThrow(/expected a day/);
  });

  it.each([
    "campaign.id FROM x",
    "campaign.id;",
    "Campaign.id",
    "campaign..id",
    "campaign.id, x",
  ])("%j is no field", (field) => {
    expect(() => gaql({ select: [field], from: "campaign", where: [] })).toThrow(/expected a field/);
  });
});
