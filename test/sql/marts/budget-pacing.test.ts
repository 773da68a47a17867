import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const google = { customer_id: "100", currency_code: "EUR", account_time_zone: "UTC" };
const facebook = { account_id: "200", currency_code: "EUR", account_time_zone: "UTC" };
const campaign = (campaign_id: string, budget: string, euros: number, observed_at: string): Row => ({
  ...google,
  campaign_id,
  campaign_name: `Search ${campaign_id}`,
  status: "ENABLED",
  advertising_channel_type: "SEARCH",
  campaign_budget_id: budget,
  campaign_budget_amount_micros: euros * 1_000_000,
  observed_at,
});
const spend = (campaign_id: string, date_day: string, euros: number): Row => ({
  ...google,
  campaign_id,
  date_day,
  cost_micros: euros * 1_000_000,
});
const adSet = (adset_id: string, daily_budget: string, status: string, observed_at: string): Row => ({
  ...facebook,
  campaign_id: "2",
  adset_id,
  effective_status: status,
  daily_budget,
  observed_at,
});
const early = "2026-01-01T00:00:00Z";

describe("budget pacing", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build({
      "raw.google_ads_campaigns": [
        campaign("1", "b1", 10, "2026-03-10T08:00:00Z"),
        // first listed in the night after as_of
        campaign("3", "b3", 10, "2026-04-01T06:00:00Z"),
        campaign("4", "shared", 30, early),
        campaign("5", "shared", 30, early),
      ],
      "raw.google_ads_campaign_daily": [
        spend("1", "2026-02-27", 40),
        spend("1", "2026-03-09", 5),
        spend("3", "2026-02-01", 7),
        spend("4", "2026-03-31", 8),
        spend("5", "2026-03-31", 4),
      ],
      "raw.facebook_ads_campaigns": [
        { ...facebook, campaign_id: "2", campaign_name: "Social", effective_status: "ACTIVE", observed_at: early },
      ],
      "raw.facebook_ads_ad_sets": [
        adSet("s1", "3", "ACTIVE", early),
        adSet("s1", "5", "ACTIVE", "2026-03-10T12:00:00Z"),
        adSet("s2", "4", "ACTIVE", early),
        adSet("s2", "4", "PAUSED", "2026-03-11T12:00:00Z"),
      ],
      "raw.facebook_ads_campaign_daily": [{ ...facebook, campaign_id: "2", date_day: "2026-03-09", spend: "6" }],
    });
  });
  afterAll(() => warehouse.close());

  const values = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await rowsOf(warehouse, sql)).map((row) => Object.values(row));

  test("begins with the period that ran when the budget was first listed, and says what is assumed", async () => {
    expect(
      await values(
        "select date_day, daily_budget, is_budget_assumed, spend_to_date from reporting.rpt_budget_pacing where budget_id = 'b1' and date_day < '2026-03-12' order by date_day",
      ),
    ).toEqual([
      ...["01", "02", "03", "04", "05", "06", "07", "08"].map((day) => [`2026-03-${day}`, "10", true, "0"]),
      ["2026-03-09", "10", true, "5"],
      ["2026-03-10", "10", false, "5"],
      ["2026-03-11", "10", false, "5"],
    ]);
    expect(
      await values(
        "select min(date_day), max(date_day), logical_and(is_budget_assumed) from reporting.rpt_budget_pacing where budget_id = 'b3'",
      ),
    ).toEqual([["2026-03-01", "2026-03-31", true]]);
  });

  test("takes each day's budget of the ad sets that were active then", async () => {
    expect(
      await values(
        "select date_day, daily_budget, expected_to_date from reporting.rpt_budget_pacing where budget_id = '2' and date_day < '2026-03-13' order by date_day",
      ),
    ).toEqual([
      ["2026-03-09", "7", 7],
      ["2026-03-10", "9", 16],
      ["2026-03-11", "5", 21],
      ["2026-03-12", "5", 26],
    ]);
  });

  test("counts a shared budget once, with the spend of all its campaigns", async () => {
    expect(
      await values(
        "select campaigns, daily_budget, period_budget, spend from reporting.rpt_budget_pacing where budget_id = 'shared'",
      ),
    ).toEqual([[2, "30", "912", "12"]]);
    expect(await failing(warehouse)).toEqual([]);
  });
});
