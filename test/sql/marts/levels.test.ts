import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const ad = (campaign: string, row: Row): Row => ({
  date_day: "2026-03-01",
  platform: "meta",
  account_id: "a",
  campaign_id: campaign,
  currency_code: "EUR",
  ...row,
});

/** Each campaign is a case of its own; files are named by what they export. */
const rows: readonly Row[] = [
  // both: a campaign export and an ad export of the same day, the campaign knows 10 more
  ad("both", { file_key: "campaigns", spend: "100", clicks: 50 }),
  ad("both", { file_key: "ads", ad_group_id: "g", ad_id: "x", spend: "60", clicks: 30 }),
  ad("both", { file_key: "ads", ad_group_id: "g", ad_id: "y", spend: "30", clicks: 15 }),
  // over: the ads know more than the campaign
  ad("over", { file_key: "campaigns", spend: "100" }),
  ad("over", { file_key: "ads", ad_group_id: "g", ad_id: "o", spend: "110" }),
  // finer: no campaign row at all
  ad("finer", { file_key: "ads", ad_group_id: "g", ad_id: "p", spend: "7" }),
  ad("finer", { file_key: "ads", ad_group_id: "h", ad_id: "q", spend: "8" }),
  // alone: only a campaign row
  ad("alone", { file_key: "campaigns", spend: "0", clicks: 0 }),
  // three: campaign, ad group and ad rows, ad group g knows 5 that its ad does not, the campaign 10 that no group does
  ad("three", { file_key: "campaigns", spend: "100" }),
  ad("three", { file_key: "groups", ad_group_id: "g", ad_group_name: "Group", spend: "50" }),
  ad("three", { file_key: "groups", ad_group_id: "h", spend: "40" }),
  ad("three", { file_key: "ads", ad_group_id: "g", ad_id: "r", ad_name: "Ad", spend: "45" }),
  // devices: a total and its split by device, from two files
  ad("devices", { file_key: "campaigns", spend: "20" }),
  ad("devices", { file_key: "by_device", device: "mobile", spend: "12" }),
  ad("devices", { file_key: "by_device", device: "desktop", spend: "8" }),
  // splits: two different splits of the same money; the one loaded last counts
  ad("splits", { file_key: "by_device", device: "mobile", spend: "9" }),
  ad("splits", { file_key: "by_country", country: "DE", spend: "4", loaded_at: "2026-03-02T00:00:00Z" }),
  ad("splits", { file_key: "by_country", country: "FR", spend: "6", loaded_at: "2026-03-02T00:00:00Z" }),
  // mixed: one file with totals of its own beside the ads
  ...["2026-03-01", "2026-03-02"].flatMap((date_day) => [
    ad("mixed", { date_day, file_key: "mixed", spend: "50" }),
    ad("mixed", { date_day, file_key: "mixed", ad_id: "s", spend: "30" }),
    ad("mixed", { date_day, file_key: "mixed", ad_id: "t", spend: "20" }),
  ]),
  // stray: an ad file in which one row has lost its ad id: that row is money, not a total
  ...["2026-03-01", "2026-03-02", "2026-03-03"].map((date_day) =>
    ad("stray", { date_day, file_key: "stray", ad_id: "u", spend: "10" }),
  ),
  ad("stray", { file_key: "stray", ad_id: null, spend: "3" }),
  // holes: a split by device in which one device is unknown
  ...["mobile", "tablet"].flatMap((device) =>
    ["2026-03-01", "2026-03-02", "2026-03-03"].map((date_day) =>
      ad("holes", { date_day, file_key: "holes", device, spend: "1" }),
    ),
  ),
  ad("holes", { file_key: "holes", device: null, spend: "5" }),
];

describe("levels of ad spend", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build({ "raw.file_ad_daily": rows });
  });
  afterAll(() => warehouse.close());

  const campaigns = async (id: string): Promise<readonly Row[]> =>
    rowsOf(
      warehouse,
      `select date_day, spend from marts.fct_campaign_daily where campaign_id = '${id}' order by date_day`,
    );
  const ads = async (id: string): Promise<readonly (readonly unknown[])[]> =>
    (
      await rowsOf(
        warehouse,
        `select ad_group_id, ad_id, spend from marts.fct_ad_daily where campaign_id = '${id}' and date_day = '2026-03-01' order by ad_group_id, ad_id`,
      )
    ).map((row) => Object.values(row));

  test("counts the campaign's row before the sum of its ads, and allocates the rest", async () => {
    expect(await campaigns("both")).toEqual([{ date_day: "2026-03-01", spend: "100" }]);
    expect(await ads("both")).toEqual([
      ["(unallocated)", "(unallocated)", "10"],
      ["g", "x", "60"],
      ["g", "y", "30"],
    ]);
  });

  test("lets the unallocated row be negative", async () => {
    expect(await campaigns("over")).toEqual([{ date_day: "2026-03-01", spend: "100" }]);
    expect(await ads("over")).toEqual([
      ["(unallocated)", "(unallocated)", "-10"],
      ["g", "o", "110"],
    ]);
  });

  test("sums ads where no campaign row exists, without an unallocated row", async () => {
    expect(await campaigns("finer")).toEqual([{ date_day: "2026-03-01", spend: "15" }]);
    expect(await ads("finer")).toEqual([
      ["g", "p", "7"],
      ["h", "q", "8"],
    ]);
  });

  test("keeps a campaign without finer rows as one unallocated row, also at zero", async () => {
    expect(await ads("alone")).toEqual([["(unallocated)", "(unallocated)", "0"]]);
  });

  test("allocates level by level: campaign, ad group, ad", async () => {
    expect(await campaigns("three")).toEqual([{ date_day: "2026-03-01", spend: "100" }]);
    expect(await ads("three")).toEqual([
      ["(unallocated)", "(unallocated)", "10"],
      ["g", "(unallocated)", "5"],
      ["g", "r", "45"],
      ["h", "(unallocated)", "40"],
    ]);
  });

  test("counts a total before its split by device", async () => {
    expect(await campaigns("devices")).toEqual([{ date_day: "2026-03-01", spend: "20" }]);
  });

  test("counts the split loaded last where two splits hold the same money", async () => {
    expect(await campaigns("splits")).toEqual([{ date_day: "2026-03-01", spend: "10" }]);
  });

  test("finds totals inside one file", async () => {
    expect(await campaigns("mixed")).toEqual([
      { date_day: "2026-03-01", spend: "50" },
      { date_day: "2026-03-02", spend: "50" },
    ]);
  });

  test("keeps the money of a row that has lost its id", async () => {
    expect(await campaigns("stray")).toEqual([
      { date_day: "2026-03-01", spend: "13" },
      { date_day: "2026-03-02", spend: "10" },
      { date_day: "2026-03-03", spend: "10" },
    ]);
    expect(await ads("stray")).toEqual([
      ["(unallocated)", "(unallocated)", "3"],
      ["(unallocated)", "u", "10"],
    ]);
  });

  test("keeps the money of a row that has lost its device", async () => {
    expect((await campaigns("holes"))[0]).toEqual({ date_day: "2026-03-01", spend: "7" });
  });

  test("reports rows that do not count", async () => {
    const found = await rowsOf(
      warehouse,
      "select sum(row_count) as row_count, sum(amount) as amount from reporting.rpt_data_quality where check_name = 'superseded_level'",
    );
    // both 90, over 110, three 50 + 40 + 45, devices 20, splits 9, mixed 2 * 50
    expect(found).toEqual([{ row_count: 13, amount: "464" }]);
  });

  test("reconciles every level", async () => {
    expect(await failing(warehouse)).toEqual([]);
  });
});
