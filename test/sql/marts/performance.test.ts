import { describe, expect, test } from "vitest";
import { build, failing, rowsOf } from "./build.ts";

const day = { date_day: "2026-03-01", platform: "google_ads", account_id: "a", campaign_id: "1", currency_code: "EUR" };

describe("rpt_performance_daily", () => {
  test("gives every ratio of a campaign-day from its sums", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [
        { ...day, ad_id: "x", spend: "30", impressions: 1000, clicks: 10, conversions: 2, conversion_value: "90" },
        { ...day, ad_id: "y", spend: "10", impressions: 3000, clicks: 30, conversions: 3, conversion_value: "10" },
      ],
    });
    const [row] = await rowsOf(warehouse, "select * from reporting.rpt_performance_daily");
    expect(row).toMatchObject({
      spend: "40",
      impressions: 4000,
      clicks: 40,
      conversions: 5,
      conversion_value: "100",
      ctr: 0.01,
      cpc: 1,
      cpm: 10,
      conversion_rate: 0.125,
      cpa: 8,
      platform_roas: 2.5,
      revenue: "100",
      revenue_basis: "reported",
      roas: 2.5,
      romi: 1.5,
      leads: null,
      cpl: null,
      rows_left_out: 0,
      channel: "google_ads",
      is_provisional: false,
    });
    expect(await failing(warehouse)).toEqual([]);
  });

  test("shows no ratio over zero", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [{ ...day, spend: "5", impressions: 0, clicks: 0, conversions: 0, conversion_value: "0" }],
    });
    expect(
      await rowsOf(
        warehouse,
        "select ctr, cpc, cpm, conversion_rate, cpa, platform_roas from reporting.rpt_performance_daily",
      ),
    ).toEqual([{ ctr: null, cpc: null, cpm: null, conversion_rate: null, cpa: null, platform_roas: 0 }]);
  });

  test("leaves a row that lacks one part out of that ratio alone, and counts it", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [
        { ...day, ad_id: "x", spend: "10", impressions: 100, clicks: 10 },
        { ...day, ad_id: "y", spend: "90", impressions: 900, clicks: null },
        { ...day, ad_id: "z", spend: "20", impressions: null, clicks: 5 },
      ],
    });
    const [row] = await rowsOf(warehouse, "select * from reporting.rpt_performance_daily");
    // ctr knows x: 10 / 100; cpc x and z: 30 / 15; cpm x and y: 1000 * 100 / 1000.
    expect(row).toMatchObject({ clicks: 15, spend: "120", ctr: 0.1, cpc: 2, cpm: 100, rows_left_out: 2 });
    // Conversions are no column of this file: that leaves no row out.
    expect(row).toMatchObject({ conversion_rate: null, cpa: null });
  });

  test("keeps unknown measures NULL", async () => {
    const warehouse = await build({ "raw.file_ad_daily": [{ ...day, impressions: 7 }] });
    expect(
      await rowsOf(
        warehouse,
        "select spend, clicks, conversions, revenue, rows_left_out from reporting.rpt_performance_daily",
      ),
    ).toEqual([{ spend: null, clicks: null, conversions: null, revenue: null, rows_left_out: 0 }]);
  });

  test("never adds two currencies", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [
        { ...day, ad_id: "x", spend: "10" },
        { ...day, ad_id: "y", spend: "20", currency_code: "USD" },
        { ...day, ad_id: "z", spend: "40", currency_code: null },
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select currency_code, spend from reporting.rpt_performance_daily order by currency_code",
      ),
    ).toEqual([
      { currency_code: "EUR", spend: "10" },
      { currency_code: "USD", spend: "20" },
      { currency_code: "XXX", spend: "40" },
    ]);
    expect(await failing(warehouse)).toEqual([]);
  });

  test("turns money into the reporting currency at the last rate of at most seven days, else NULL and a finding", async () => {
    const usd = { ...day, currency_code: "USD", conversion_value: "100" };
    const warehouse = await build({
      "ops.settings": [{ key: "reporting_currency", value: "EUR" }],
      "raw.fx_daily": [
        { date_day: "2026-03-01", from_currency: "USD", to_currency: "EUR", rate: "0.9" },
        { date_day: "2026-03-03", from_currency: "USD", to_currency: "EUR", rate: "0.8" },
        { date_day: "2026-03-01", from_currency: "EUR", to_currency: "USD", rate: "1.1" },
      ],
      "raw.file_ad_daily": [
        { ...usd, date_day: "2026-02-28", spend: "10" },
        { ...usd, date_day: "2026-03-02", spend: "10" },
        { ...usd, date_day: "2026-03-09", spend: "10" },
        { ...usd, date_day: "2026-03-10", spend: "10" },
        { ...day, date_day: "2026-03-10", spend: "10" },
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select date_day, currency_code, spend_reporting, revenue_reporting, reporting_rate from reporting.rpt_performance_daily order by date_day, currency_code",
      ),
    ).toEqual([
      {
        date_day: "2026-02-28",
        currency_code: "USD",
        spend_reporting: null,
        revenue_reporting: null,
        reporting_rate: null,
      },
      {
        date_day: "2026-03-02",
        currency_code: "USD",
        spend_reporting: "9",
        revenue_reporting: "90",
        reporting_rate: "0.9",
      },
      {
        date_day: "2026-03-09",
        currency_code: "USD",
        spend_reporting: "8",
        revenue_reporting: "80",
        reporting_rate: "0.8",
      },
      {
        date_day: "2026-03-10",
        currency_code: "EUR",
        spend_reporting: "10",
        revenue_reporting: null,
        reporting_rate: "1",
      },
      {
        date_day: "2026-03-10",
        currency_code: "USD",
        spend_reporting: null,
        revenue_reporting: null,
        reporting_rate: null,
      },
    ]);
    expect(
      await rowsOf(
        warehouse,
        "select row_count, amount, currency_code from reporting.rpt_data_quality where check_name = 'missing_rate'",
      ),
    ).toEqual([{ row_count: 2, amount: "20", currency_code: "USD" }]);
  });

  test("marks days after the last complete one as provisional", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [
        { ...day, date_day: "2026-03-31", spend: "1" },
        { ...day, date_day: "2026-04-01", spend: "1" },
      ],
    });
    expect(
      await rowsOf(warehouse, "select date_day, is_provisional from reporting.rpt_performance_daily order by date_day"),
    ).toEqual([
      { date_day: "2026-03-31", is_provisional: false },
      { date_day: "2026-04-01", is_provisional: true },
    ]);
  });
});
