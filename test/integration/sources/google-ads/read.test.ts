import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SourceAccount } from "../../../../functions/sources/source.ts";
import { type Reading, readAll } from "../../../unit/sources/google-ads/reading.ts";
import { AMERICA, EUROPE, market, NOW, sumBy, type World, world } from "./sandbox.ts";

const FIRST = "2025-05-01";
const LAST = "2025-06-08";

let open: World;
beforeAll(async () => {
  open = await world();
});
afterAll(() => open.close());

async function read(report: string, account: SourceAccount = EUROPE, from = FIRST, to = LAST): Promise<Reading> {
  const reading = await readAll(open.source, { report, account, from, to });
  expect([reading.error, reading.problems]).toEqual([null, []]);
  return reading;
}

const campaignDay = (row: Readonly<Record<string, unknown>>): string => `${row.date_day} ${row.campaign_id}`;
const entriesOf = (sums: Readonly<Record<string, number>>) => Object.entries(sums).sort();

describe("accounts of the sandbox", () => {
  it("are found below their manager; the one that was given up is listed with its problem", async () => {
    const accounts = await open.source.discover(new AbortController().signal);
    expect(accounts.filter(({ problem }) => problem === null)).toEqual([EUROPE, AMERICA]);
    expect(accounts.filter(({ problem }) => problem !== null)).toMatchObject([
      { accountId: "3456789012", problem: { kind: "auth", message: expect.stringContaining("CANCELED") } },
    ]);
  });
});

describe("what is read of the market", () => {
  it.each([EUROPE, AMERICA])("spend of $name is the market's ledger to the micro, day by day", async (account) => {
    const { rows } = await read("campaign_daily", account);
    const truth = market()
      .ledger(Date.parse(NOW))
      .filter(({ accountId, spendMicros }) => accountId === account.accountId && spendMicros > 0)
      .map(({ day, spendMicros }) => [day, spendMicros] as const);
    const spend = sumBy(rows, "cost_micros", (row) => String(row.date_day));
    expect(entriesOf(spend).filter(([, micros]) => micros > 0)).toEqual(truth);
    expect(new Set(rows.map((row) => row.currency_code))).toEqual(new Set([account.currencyCode]));
    expect(new Set(rows.map((row) => row.account_time_zone))).toEqual(new Set([account.timeZone]));
  });

  it("ads and asset groups sum to their campaigns, ad groups too; places to no more", async () => {
    const campaigns = sumBy((await read("campaign_daily")).rows, "cost_micros", campaignDay);
    const of = async (report: string) => sumBy((await read(report)).rows, "cost_micros", campaignDay);
    const [adGroups, ads, assetGroups, places] = [
      await of("ad_group_daily"),
      await of("ad_daily"),
      await of("asset_group_daily"),
      await of("geo_daily"),
    ];
    const paid = (sums: Readonly<Record<string, number>>) => entriesOf(sums).filter(([, micros]) => micros > 0);
    expect(paid({ ...adGroups, ...assetGroups })).toEqual(paid(campaigns));
    expect(paid(ads)).toEqual(paid(adGroups));
    for (const [key, micros] of Object.entries(places)) expect(micros).toBeLessThanOrEqual(campaigns[key] ?? 0);
  });

  it("conversions by action and by lag sum to the campaign's", async () => {
    const total = (rows: Reading["rows"], column: string): number =>
      rows.reduce((sum, row) => sum + Number(row[column]), 0);
    const campaigns = (await read("campaign_daily")).rows;
    const actions = (await read("conversion_action_daily")).rows;
    const lags = (await read("conversion_lag")).rows;
    expect(total(campaigns, "conversions")).toBeGreaterThan(10);
    for (const column of ["conversions", "conversions_value", "all_conversions", "view_through_conversions"])
      expect(total(actions, column), column).toBeCloseTo(total(campaigns, column), 3);
    expect(total(lags, "conversions")).toBeCloseTo(total(campaigns, "conversions"), 3);
  });

  it("clicks with their ids are as many as the campaigns count, or fewer, and none twice", async () => {
    const { rows } = await read("clicks", EUROPE, "2025-06-06", "2025-06-07");
    expect(rows.length).toBeGreaterThan(100);
    expect(new Set(rows.map((row) => row.gclid)).size).toBe(rows.length);
    const counted = sumBy((await read("campaign_daily")).rows, "clicks", campaignDay);
    const found = sumBy(rows, "clicks", campaignDay);
    for (const [key, clicks] of Object.entries(found)) expect(clicks).toBeLessThanOrEqual(counted[key] ?? 0);
  });

  it("everything that days name is listed", async () => {
    const idsOf = (rows: Reading["rows"], column: string) => new Set(rows.map((row) => row[column]));
    const listed: Readonly<Record<string, readonly [string, string]>> = {
      campaign_id: ["campaigns", "campaign_daily"],
      ad_group_id: ["ad_groups", "ad_group_daily"],
      ad_id: ["creatives", "ad_daily"],
      asset_group_id: ["asset_groups", "asset_group_daily"],
      conversion_action_id: ["conversion_actions", "conversion_action_daily"],
    };
    for (const [column, [listing, days]] of Object.entries(listed)) {
      const named = idsOf((await read(days)).rows, column);
      expect(named.size, column).toBeGreaterThan(0);
      const all = idsOf((await read(listing)).rows, column);
      expect(
        [...named].filter((id) => !all.has(id)),
        column,
      ).toEqual([]);
    }
    const places = (await read("geo_daily")).rows;
    const names = idsOf((await read("geo_target_constants")).rows, "geo_target_constant_id");
    for (const column of ["country_criterion_id", "geo_target_region_id"])
      expect(
        [...idsOf(places, column)].filter((id) => id !== null && !names.has(id)),
        column,
      ).toEqual([]);
  });

  it("each budget of a campaign is listed, with the amount that stands at the campaign", async () => {
    const budgets = new Map((await read("campaign_budgets")).rows.map((row) => [row.campaign_budget_id, row]));
    const campaigns = (await read("campaigns")).rows;
    expect(campaigns.length).toBeGreaterThan(5);
    for (const campaign of campaigns) {
      const budget = budgets.get(campaign.campaign_budget_id ?? null);
      expect(budget?.amount_micros).toBe(campaign.campaign_budget_amount_micros);
      expect(budget?.is_explicitly_shared).toBe(campaign.is_campaign_budget_shared);
    }
  });

  it("shares stand at search campaigns only and say where they are bounded", async () => {
    const { rows } = await read("campaign_share_daily");
    const search = new Set(
      (await read("campaigns")).rows
        .filter((row) => row.advertising_channel_type === "SEARCH")
        .map((row) => row.campaign_id),
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) {
      const share = row.search_impression_share;
      if (share !== null) expect(search).toContain(row.campaign_id);
      if (typeof share === "number") expect(share).toBeGreaterThanOrEqual(0.0999);
    }
  });
});

describe("days that are read again", () => {
  it("are the same, whatever the ranges they are read in", async () => {
    const whole = (await read("campaign_daily")).rows;
    const parts = [
      ...(await read("campaign_daily", EUROPE, FIRST, "2025-05-13")).rows,
      ...(await read("campaign_daily", EUROPE, "2025-05-14", "2025-05-14")).rows,
      ...(await read("campaign_daily", EUROPE, "2025-05-15", LAST)).rows,
    ];
    const sorted = (rows: Reading["rows"]) => rows.map((row) => JSON.stringify(row)).sort();
    expect(sorted(parts)).toEqual(sorted(whole));
  });

  it("have grown by conversions that came late, and by no spend once that is final", async () => {
    const later = await world({ now: "2025-07-20T12:00:00Z" });
    try {
      const days = { report: "campaign_daily", account: EUROPE, from: FIRST, to: "2025-06-05" };
      const [before, after] = [await readAll(open.source, days), await readAll(later.source, days)];
      const total = ({ rows }: Reading, column: string): number =>
        rows.reduce((sum, row) => sum + Number(row[column]), 0);
      expect(after.error).toBeNull();
      expect(total(after, "conversions")).toBeGreaterThan(total(before, "conversions"));
      expect(total(after, "cost_micros")).toBe(
        market()
          .ledger()
          .filter(({ accountId, day }) => accountId === EUROPE.accountId && day <= "2025-06-05")
          .reduce((sum, { spendMicros }) => sum + spendMicros, 0),
      );
    } finally {
      await later.close();
    }
  });
});
