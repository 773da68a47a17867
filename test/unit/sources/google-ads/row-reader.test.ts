import { describe, expect, it } from "vitest";
import { campaigns } from "../../../../functions/sources/google-ads/reports/account-listings.ts";
import { creatives } from "../../../../functions/sources/google-ads/reports/ad-listings.ts";
import {
  campaignDaily,
  campaignShareDaily,
} from "../../../../functions/sources/google-ads/reports/campaign-reports.ts";
import type { GaqlReport } from "../../../../functions/sources/google-ads/reports/define.ts";
import { clicks } from "../../../../functions/sources/google-ads/reports/finer-reports.ts";
import { createRowReader, type ReadRow } from "../../../../functions/sources/google-ads/row-reader.ts";
import { maskOf } from "./ads-server.ts";
import { campaignRow } from "./reading.ts";

function read(report: GaqlReport, row: object, without: readonly string[] = []): ReadRow {
  const asked = report.columns.map(({ field }) => field).filter((field) => !without.includes(field));
  return createRowReader(report.table, report.columns)(row, maskOf(`SELECT ${asked.join(", ")} FROM x`));
}

function rowOf(outcome: ReadRow): Readonly<Record<string, unknown>> {
  if (outcome.kind !== "row") throw new Error(`expected a row, got ${JSON.stringify(outcome)}`);
  return outcome.row;
}

function problemOf(outcome: ReadRow) {
  if (outcome.kind !== "problem") throw new Error(`expected a problem, got ${JSON.stringify(outcome)}`);
  return outcome.problem;
}

describe("values", () => {
  it("a row becomes the columns of its table", () => {
    expect(rowOf(read(campaignDaily, campaignRow()))).toEqual({
      date_day: "2026-11-01",
      customer_id: "1234567890",
      campaign_id: "111",
      device: "MOBILE",
      ad_network_type: "SEARCH",
      cost_micros: 12_340_000,
      impressions: 917,
      clicks: 31,
      interactions: 33,
      conversions: 1.5,
      conversions_value: 120.25,
      all_conversions: 2.5,
      all_conversions_value: 130,
      view_through_conversions: 2,
      conversions_by_conversion_date: 2,
      conversions_value_by_conversion_date: 99.5,
      video_trueview_views: 0,
      currency_code: "EUR",
      account_time_zone: "Europe/Berlin",
    });
  });

  it("whole numbers beyond 2^53 and ids of 20 digits stay exact", () => {
    const row = rowOf(
      read(
        campaignDaily,
        campaignRow({ campaign: { id: "12345678901234567890" }, metrics: { costMicros: "9007199254740993" } }),
      ),
    );
    expect(row.campaign_id).toBe("12345678901234567890");
    expect(row.cost_micros).toBe(9007199254740993n);
    expect(rowOf(read(campaignDaily, campaignRow({ metrics: { costMicros: "-42" } }))).cost_micros).toBe(-42);
  });

  it("a measure of an answered field that is not there is zero, a share is unknown", () => {
    expect(rowOf(read(campaignDaily, campaignRow({ metrics: { costMicros: undefined } }))).cost_micros).toBe(0);
    expect(rowOf(read(campaignShareDaily, campaignRow()))).toMatchObject({ search_impression_share: null });
  });

  it("shares at their bounds are kept as they are sent", () => {
    const metrics = { searchImpressionShare: 0.0999, searchBudgetLostImpressionShare: 0.9001 };
    expect(rowOf(read(campaignShareDaily, campaignRow({ metrics })))).toMatchObject({
      search_impression_share: 0.0999,
      search_budget_lost_impression_share: 0.9001,
    });
  });

  it("ids are taken from resource names", () => {
    const row = {
      ...campaignRow(),
      clickView: {
        gclid: "Cj0K_x",
        adGroupAd: "customers/1234567890/adGroupAds/222~333",
        keyword: "customers/1234567890/adGroupCriteria/222~444",
      },
      adGroup: { id: "222" },
    };
    expect(rowOf(read(clicks, row))).toMatchObject({ gclid: "Cj0K_x", ad_id: "333", criterion_id: "444" });
  });

  it("a click of Performance Max has neither ad group nor ad", () => {
    const row = { ...campaignRow(), clickView: { gclid: "Cj0K_x" } };
    expect(rowOf(read(clicks, row))).toMatchObject({ ad_group_id: null, ad_id: null, criterion_id: null });
  });

  it("times of the account's zone become DATETIME, lists become JSON", () => {
    const campaign = {
      id: "111",
      startDateTime: "2026-01-31 00:00:00",
      urlCustomParameters: [{ key: "season", value: "spring" }],
    };
    expect(rowOf(read(campaigns, campaignRow({ campaign })))).toMatchObject({
      start_date_time: "2026-01-31T00:00:00",
      end_date_time: null,
      url_custom_parameters_json: '[{"key":"season","value":"spring"}]',
    });
    const ad = {
      id: "333",
      finalUrls: ["https://example.com/a"],
      responsiveSearchAd: { headlines: [{ text: "Ride", pinnedField: "HEADLINE_1" }, { text: "Go" }] },
    };
    expect(rowOf(read(creatives, { ...campaignRow(), adGroup: { id: "222" }, adGroupAd: { ad } }))).toMatchObject({
      final_urls_json: '["https://example.com/a"]',
      headlines_json: '["Ride","Go"]',
      descriptions_json: null,
    });
  });
});

describe("rows that are not as agreed", () => {
  it("a field the report does not ask for is left out", () => {
    const row = rowOf(read(campaignDaily, { ...campaignRow({ metrics: { newMetric: "5" } }), newThing: { a: 1 } }));
    expect(Object.keys(row)).toHaveLength(campaignDaily.columns.length);
  });

  it("a field the answer does not have is no zero", () => {
    const problem = problemOf(
      read(campaignDaily, campaignRow({ metrics: { costMicros: undefined } }), ["metrics.cost_micros"]),
    );
    expect(problem).toMatchObject({ column: "cost_micros", got: "nothing", isKey: false });
  });

  it("while it is not known what was answered, a row with a gap stays open", () => {
    const reader = createRowReader(campaignDaily.table, campaignDaily.columns);
    expect(reader(campaignRow(), null).kind).toBe("row");
    expect(reader(campaignRow({ metrics: { clicks: undefined } }), null).kind).toBe("open");
  });

  it.each([
    ["a number in place of text", { costMicros: 12340000 }],
    ["a fraction", { costMicros: "1.5" }],
    ["words", { costMicros: "many" }],
    ["more than 64 bits", { costMicros: "9223372036854775808" }],
    ["an object", { costMicros: { value: "1" } }],
  ])("%s is no whole number", (_, metrics) => {
    expect(problemOf(read(campaignDaily, campaignRow({ metrics })))).toMatchObject({
      table: "raw.google_ads_campaign_daily",
      column: "cost_micros",
      isKey: false,
    });
  });

  it.each(["NaN", "Infinity", "1.5"])("%j is no fraction", (conversions) => {
    expect(problemOf(read(campaignDaily, campaignRow({ metrics: { conversions } }))).column).toBe("conversions");
  });

  it.each([
    ["an id that is missing", { campaign: { id: undefined } }, "campaign_id"],
    ["an id that is no id", { campaign: { id: "x' OR 1=1" } }, "campaign_id"],
    ["a day that is none", { segments: { date: "2026-02-30" } }, "date_day"],
    ["a device that is missing", { segments: { device: undefined } }, "device"],
  ])("%s is a broken key, even where more is wrong", (_, change, column) => {
    const row = campaignRow({ ...change, metrics: { costMicros: 1 } });
    expect(problemOf(read(campaignDaily, row))).toMatchObject({ column, isKey: true });
  });

  it.each([null, 5, "row", []])("%j is no row", (row) => {
    expect(problemOf(read(campaignDaily, row as unknown as object)).isKey).toBe(true);
  });

  it("what is kept of a bad row holds no contact", () => {
    const row = campaignRow({ campaign: { id: "ann@example.com" } });
    const problem = problemOf(read(campaignDaily, row));
    expect(JSON.stringify(problem)).not.toContain("ann@");
  });
});
