import { describe, expect, it } from "vitest";
import { stateAt } from "../../../../../scripts/sandbox/market/versioned.ts";
import { addDays } from "../../../../../scripts/sandbox/servers/local-time.ts";
import { accountsOf, all, DAY_MS, small, sumBy, withoutZeros } from "../../market/markets.ts";
import { EU, graph, type Json, LATER_MS, wholeMarket, withDeleted } from "./graph.ts";

const later = await graph();
const cents = (text: unknown): number => Math.round(Number(text) * 100);
const spendByDay = (rows: readonly Json[]) =>
  withoutZeros(
    sumBy(
      rows,
      ({ date_start }) => String(date_start),
      ({ spend }) => cents(spend),
    ),
  );
const ledgerOf = (accountId: string, observedMs: number) =>
  withoutZeros(
    sumBy(
      small.ledger(observedMs).filter((row) => row.accountId === accountId),
      ({ day }) => day,
      ({ spendMicros }) => spendMicros / 10_000,
    ),
  );

/** A campaign's day that was there when it ended and is not there for good. */
function takenBackDay() {
  const settled = new Set([...small.facebook.facts(all(EU))].map((fact) => `${fact.campaignId} ${fact.day}`));
  for (let day = small.firstDay; day <= small.lastDay; day = addDays(day, 1)) {
    const endMs = Date.parse(`${addDays(day, 1)}T00:00:00Z`);
    const facts = small.facebook.facts({ accountId: EU, from: day, to: day, observedMs: endMs });
    for (const { campaignId } of facts) if (!settled.has(`${campaignId} ${day}`)) return { campaignId, day, endMs };
  }
  throw new Error("the small market has a day taken back");
}

describe("spend", () => {
  it.each(
    accountsOf("facebook_ads").map(({ accountId }) => accountId),
  )("of account %s is the market's ledger to the cent, at every level", async (accountId) => {
    for (const level of ["campaign", "adset", "ad"] as const) {
      const rows = await later.all(`act_${accountId}/insights`, {
        ...wholeMarket,
        level,
        fields: "spend",
        filtering: withDeleted(level),
      });
      expect(spendByDay(rows), level).toEqual(ledgerOf(accountId, LATER_MS));
    }
    const rows = await later.all(`act_${accountId}/insights`, { ...wholeMarket, level: "account", fields: "spend" });
    expect(spendByDay(rows), "account").toEqual(ledgerOf(accountId, LATER_MS));
  });

  it("of every allowed breakdown sums to the unbroken spend", async () => {
    const ask = { time_range: wholeMarket.time_range, level: "account", fields: "spend,impressions" };
    const [whole] = await later.all(`act_${EU}/insights`, ask);
    for (const breakdowns of [
      "age",
      "gender",
      "age,gender",
      "country",
      "region",
      "publisher_platform",
      "publisher_platform,impression_device",
      "publisher_platform,platform_position",
      "platform_position,publisher_platform,impression_device",
      "impression_device",
    ]) {
      const rows = await later.all(`act_${EU}/insights`, { ...ask, breakdowns });
      const keys = breakdowns.split(",");
      expect(new Set(rows.map((row) => keys.map((key) => row[key]).join())).size, breakdowns).toBe(rows.length);
      expect(
        rows.reduce((sum, { spend }) => sum + cents(spend), 0),
        breakdowns,
      ).toBe(cents(whole?.spend));
      expect(
        rows.reduce((sum, { impressions }) => sum + Number(impressions), 0),
        breakdowns,
      ).toBe(Number(whole?.impressions));
    }
  });

  it("of a day still running is what has been seen of it, and grows", async () => {
    const noon = Date.parse("2025-06-10T10:00:00Z");
    const at = async (nowMs: number) => {
      const client = await graph({ nowMs: () => nowMs });
      const time_range = { since: "2025-06-10", until: "2025-06-10" };
      const [row] = await client.all(`act_${EU}/insights`, { time_range, fields: "spend" });
      expect(cents(row?.spend)).toBe(ledgerOf(EU, nowMs).get("2025-06-10"));
      return cents(row?.spend);
    };
    expect(await at(noon)).toBeLessThan(await at(noon + 6 * 3_600_000));
  });
});

describe("rows", () => {
  it("have numbers as text, the names asked for, and both days", async () => {
    const [row] = await later.all(`act_${EU}/insights`, {
      time_range: { since: "2025-05-05", until: "2025-05-05" },
      level: "campaign",
      fields:
        "account_id,account_currency,campaign_id,campaign_name,ad_id,spend,impressions,reach,frequency,clicks,inline_link_clicks,outbound_clicks",
    });
    const [campaign] = small.facebook.campaigns(EU);
    expect(row).toEqual({
      account_id: EU,
      account_currency: "EUR",
      campaign_id: campaign?.id,
      campaign_name: campaign && stateAt(campaign, LATER_MS)?.name,
      spend: expect.stringMatching(/^\d+\.\d\d$/),
      impressions: expect.stringMatching(/^\d+$/),
      reach: expect.stringMatching(/^\d+$/),
      frequency: expect.stringMatching(/^1\.\d+$/),
      clicks: expect.stringMatching(/^\d+$/),
      inline_link_clicks: expect.stringMatching(/^\d+$/),
      outbound_clicks: [{ action_type: "outbound_click", value: expect.stringMatching(/^\d+$/) }],
      date_start: "2025-05-05",
      date_stop: "2025-05-05",
    });
    expect(Number(row?.impressions) / Number(row?.reach)).toBeCloseTo(Number(row?.frequency), 6);
  });

  it("cut a range by days, months or not at all, the last piece as short as the range ends", async () => {
    const periods = async (time_increment?: string) =>
      (
        await later.all(`act_${EU}/insights`, {
          time_range: { since: "2025-05-20", until: "2025-07-03" },
          ...(time_increment ? { time_increment } : {}),
          fields: "spend",
        })
      ).map(({ date_start, date_stop }) => `${date_start}/${date_stop}`);
    expect(await periods()).toEqual(["2025-05-20/2025-07-03"]);
    expect(await periods("monthly")).toEqual([
      "2025-05-20/2025-05-31",
      "2025-06-01/2025-06-30",
      "2025-07-01/2025-07-03",
    ]);
    expect(await periods("30")).toEqual(["2025-05-20/2025-06-18", "2025-06-19/2025-07-03"]);
  });

  it("of each of several ranges stand for that range", async () => {
    const time_ranges = [
      { since: "2025-05-05", until: "2025-05-06" },
      { since: "2025-06-01", until: "2025-06-30" },
    ];
    const rows = await later.all(`act_${EU}/insights`, { time_ranges, fields: "spend" });
    expect(rows.map(({ date_start }) => date_start)).toEqual(["2025-05-05", "2025-06-01"]);
  });

  it("vanish once Meta has taken the day's traffic back", async () => {
    const { campaignId, day, endMs } = takenBackDay();
    const ask = { time_range: { since: day, until: day }, level: "campaign", fields: "campaign_id,spend" };
    const rowsAt = async (nowMs: number) => {
      const client = await graph({ nowMs: () => nowMs });
      return client.all(`act_${EU}/insights`, { ...ask, filtering: withDeleted("campaign") });
    };
    expect((await rowsAt(endMs)).map(({ campaign_id }) => campaign_id)).toContain(campaignId);
    expect((await rowsAt(endMs + 40 * DAY_MS)).map(({ campaign_id }) => campaign_id)).not.toContain(campaignId);
  });

  it("below a list leave deleted objects out unless a status filter asks, and keep coming by id", async () => {
    const deleted = small.facebook.campaigns(EU).find((one) => stateAt(one, LATER_MS)?.status === "DELETED");
    if (!deleted) throw new Error("the small market has a deleted campaign");
    const ask = { time_range: wholeMarket.time_range, level: "campaign", fields: "campaign_id,spend" };
    const of = (rows: readonly Json[]) => rows.filter(({ campaign_id }) => campaign_id === deleted.id);
    expect(of(await later.all(`act_${EU}/insights`, ask))).toEqual([]);
    const filtered = of(await later.all(`act_${EU}/insights`, { ...ask, filtering: withDeleted("campaign") }));
    expect(filtered).toHaveLength(1);
    expect(await later.all(`${deleted.id}/insights`, ask)).toEqual(filtered);
  });

  it("of one object, and of a filter by its id, are the same", async () => {
    const [campaign] = small.facebook.campaigns(EU);
    const ask = { ...wholeMarket, level: "ad", fields: "ad_id,adset_id,campaign_id,spend,impressions" };
    const byId = await later.all(`${campaign?.id}/insights`, { ...ask, filtering: withDeleted("ad") });
    const byFilter = await later.all(`act_${EU}/insights`, {
      ...ask,
      filtering: [...withDeleted("ad"), { field: "campaign.id", operator: "IN", value: [campaign?.id] }],
    });
    expect(byId.length).toBeGreaterThan(0);
    expect(byFilter).toEqual(byId);
    const adSetId = campaign?.adSets[0]?.id;
    const ofAdSet = await later.all(`${adSetId}/insights`, { ...ask, filtering: withDeleted("ad") });
    expect(ofAdSet).toEqual(byId.filter(({ adset_id }) => adset_id === adSetId));
  });
});

describe("reach", () => {
  it("is at most the impressions, and less than the sum over what it is broken down to", async () => {
    const ask = { time_range: wholeMarket.time_range, fields: "reach,impressions" };
    const [whole] = await later.all(`act_${EU}/insights`, { ...ask, level: "account" });
    const campaigns = await later.all(`act_${EU}/insights`, {
      ...ask,
      level: "campaign",
      filtering: withDeleted("campaign"),
    });
    expect(Number(whole?.reach)).toBeLessThan(Number(whole?.impressions));
    expect(Number(whole?.reach)).toBeLessThan(campaigns.reduce((sum, { reach }) => sum + Number(reach), 0));
    for (const { reach } of campaigns) expect(Number(reach)).toBeLessThanOrEqual(Number(whole?.reach));
  });

  it("vanishes from broken-down rows older than 13 months, without a word", async () => {
    const old = await graph({ nowMs: () => Date.parse("2026-07-15T12:00:00Z") });
    const ask = {
      time_range: { since: "2025-06-13", until: "2025-06-16" },
      time_increment: "1",
      fields: "reach,frequency,impressions",
    };
    const withReach = async (more: object) =>
      (await old.all(`act_${EU}/insights`, { ...ask, ...more })).map(({ date_start, reach, frequency }) => [
        date_start,
        reach !== undefined,
        frequency !== undefined,
      ]);
    expect(await withReach({ breakdowns: "gender", filtering: [] })).toEqual([
      ...Array.from({ length: 6 }, (_, i) => [i < 3 ? "2025-06-13" : "2025-06-14", false, false]),
      ...Array.from({ length: 6 }, (_, i) => [i < 3 ? "2025-06-15" : "2025-06-16", true, true]),
    ]);
    expect(new Set((await withReach({})).map(([, reach]) => reach))).toEqual(new Set([true]));
  });
});
