import { expect, test } from "vitest";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const day = (account_id: string, date_day: string, conversions: number, conversion_value: string | null): Row => ({
  account_id,
  campaign_id: account_id,
  date_day,
  currency_code: "EUR",
  account_time_zone: "UTC",
  spend: "10",
  impressions: 100,
  clicks: 5,
  conversions,
  conversion_value,
});

test("an account that states no value of its conversions has no return, not one of 0", async () => {
  const days = [
    day("unvalued", "2026-03-01", 0, "0"),
    day("unvalued", "2026-03-02", 2, null),
    day("valued", "2026-03-01", 0, "0"),
    day("valued", "2026-03-02", 1, "30"),
    day("no conversions", "2026-03-01", 0, "0"),
  ];
  const warehouse = await build({
    "raw.facebook_ads_campaign_daily": days,
    "raw.facebook_ads_country_daily": days.map((row) => ({ ...row, country: "DE" })),
    "raw.facebook_ads_placement_daily": days.map((row) => ({ ...row, publisher_platform: "facebook" })),
  });
  const values = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await rowsOf(warehouse, sql)).map((row) => Object.values(row));
  expect(
    await values(
      "select account_id, sum(conversion_value), safe_divide(cast(sum(platform_roas_conversion_value) as float64), cast(sum(platform_roas_spend) as float64)), sum(rows_left_out) from reporting.rpt_performance_daily group by account_id order by account_id",
    ),
  ).toEqual([
    ["no conversions", "0", 0, 0],
    ["unvalued", null, null, 0],
    ["valued", "30", 1.5, 0],
  ]);
  for (const view of ["rpt_geo_daily", "rpt_placement_daily"])
    expect(
      await values(
        `select account_id, sum(conversion_value) from reporting.${view} group by account_id order by account_id`,
      ),
    ).toEqual([
      ["no conversions", "0"],
      ["unvalued", null],
      ["valued", "30"],
    ]);
  expect(await failing(warehouse)).toEqual([]);
  await warehouse.close();
});
