import { describe, expect, it } from "vitest";
import type { FacebookFact, FacebookSplit } from "../../../../scripts/sandbox/market/facebook.ts";
import type { GoogleFact, GoogleSplit } from "../../../../scripts/sandbox/market/google.ts";
import { accountsOf, all, FOREVER_MS, small, sumBy, withoutZeros } from "./markets.ts";

const google = accountsOf("google_ads");
const facebook = accountsOf("facebook_ads");
/** In the middle of a day of both zones, of days that still change. */
const MID_DAY_MS = Date.parse("2025-08-20T15:30:00Z");

const byCampaignDay = ({ day, campaignId }: { day: string; campaignId: string }) => `${day} ${campaignId}`;

describe.each([
  ["when all is final", FOREVER_MS],
  ["in the middle of a day", MID_DAY_MS],
])("levels %s", (_, observedMs) => {
  it("keywords sum to their ad group on each device and network, exactly, in every measure", () => {
    for (const { accountId } of google) {
      const search = new Set(
        small.google.campaigns(accountId).flatMap((c) => (c.channelType === "SEARCH" ? c.id : [])),
      );
      const key = (f: GoogleFact) => `${f.day} ${f.adGroupId} ${f.device} ${f.network}`;
      const ads = [...small.google.facts(all(accountId, observedMs))].filter((f) => search.has(f.campaignId));
      const keywords = [...small.google.facts(all(accountId, observedMs), "keyword")];
      for (const measure of ["costMicros", "clicks", "impressions", "interactions", "viewThroughConversions"] as const)
        expect(withoutZeros(sumBy(keywords, key, (f) => f[measure]))).toEqual(
          withoutZeros(sumBy(ads, key, (f) => f[measure])),
        );
      expect(
        sumBy(
          keywords,
          () => "",
          (f) => f.conversions,
        ).get(""),
      ).toBeCloseTo(
        sumBy(
          ads,
          () => "",
          (f) => f.conversions,
        ).get("") ?? 0,
        6,
      );
    }
  });

  it.each([
    "geo",
    "age",
    "gender",
    "search_term",
  ] satisfies GoogleSplit[])("%s sums to at most the campaign", (split) => {
    for (const { accountId } of google) {
      const campaign = sumBy(small.google.facts(all(accountId, observedMs)), byCampaignDay, (f) => f.costMicros);
      const parts = sumBy(small.google.facts(all(accountId, observedMs), split), byCampaignDay, (f) => f.costMicros);
      expect(parts.size).toBeGreaterThan(0);
      for (const [key, micros] of parts) expect(micros).toBeLessThanOrEqual(campaign.get(key) ?? 0);
    }
  });

  it.each([
    "country",
    "region",
    "age_gender",
  ] satisfies FacebookSplit[])("Facebook's %s sums to the ad exactly, in every measure", (split) => {
    for (const { accountId } of facebook) {
      const key = (f: { day: string; adId: string }) => `${f.day} ${f.adId}`;
      const ads = [...small.facebook.facts(all(accountId, observedMs))];
      const parts = [...small.facebook.facts(all(accountId, observedMs), split)];
      for (const measure of ["spendCents", "impressions", "clicks", "linkClicks", "videoViews", "shares"] as const)
        expect(withoutZeros(sumBy(parts, key, (f) => f[measure]))).toEqual(
          withoutZeros(sumBy(ads, key, (f) => f[measure])),
        );
    }
  });
});

describe("the ledger", () => {
  it("is what the finest reports sum to once all is final, to the micro, by account and day", () => {
    const ledger = new Map(small.ledger().map((row) => [`${row.accountId} ${row.day}`, row.spendMicros]));
    const reported = new Map<string, number>();
    for (const { accountId } of google)
      for (const [day, sum] of sumBy(
        small.google.facts(all(accountId)),
        (f) => f.day,
        (f) => f.costMicros,
      ))
        reported.set(`${accountId} ${day}`, sum);
    for (const { accountId } of facebook)
      for (const [day, sum] of sumBy(
        small.facebook.facts(all(accountId)),
        (f) => f.day,
        (f) => f.spendCents * 10_000,
      ))
        reported.set(`${accountId} ${day}`, sum);
    expect(withoutZeros(reported)).toEqual(withoutZeros(ledger));
  });

  it("holds whole micros, whole cents on Facebook, in the account's currency", () => {
    for (const row of small.ledger()) {
      expect(Number.isSafeInteger(row.spendMicros)).toBe(true);
      if (row.platform === "facebook_ads") expect(row.spendMicros % 10_000).toBe(0);
      expect(row.currencyCode).toBe(small.accounts.find(({ accountId }) => accountId === row.accountId)?.currencyCode);
    }
  });
});

describe("Performance Max", () => {
  it("spends at campaign and asset group alone, and has no age or gender", () => {
    const ids = new Set(
      google.flatMap(({ accountId }) =>
        small.google.campaigns(accountId).flatMap((c) => (c.channelType === "PERFORMANCE_MAX" ? c.id : [])),
      ),
    );
    const facts = google.flatMap(({ accountId }) => [...small.google.facts(all(accountId))]);
    const own = facts.filter((f) => ids.has(f.campaignId));
    expect(own.length).toBeGreaterThan(0);
    const isFiner = ({ adGroupId, part }: GoogleFact): boolean =>
      adGroupId !== null || part.kind !== "ad" || part.adId !== null || part.assetGroupId === null;
    expect(own.filter(isFiner)).toEqual([]);
    for (const split of ["age", "gender"] as const)
      for (const { accountId } of google)
        for (const fact of small.google.facts(all(accountId), split)) expect(ids.has(fact.campaignId)).toBe(false);
  });
});

describe("cells", () => {
  it("are never all zero and never have more clicks than impressions", () => {
    const isBadGoogle = (f: GoogleFact): boolean =>
      f.clicks > f.impressions ||
      [f.costMicros, f.impressions, f.allConversions, f.viewThroughConversions, f.conversionsByConversionDate].every(
        (measure) => measure === 0,
      );
    for (const { accountId } of google)
      expect([...small.google.facts(all(accountId, MID_DAY_MS))].filter(isBadGoogle)).toEqual([]);
    const isBadFacebook = (f: FacebookFact): boolean =>
      f.outboundClicks > f.linkClicks ||
      f.linkClicks > f.clicks ||
      f.clicks > f.impressions ||
      f.spendCents + f.impressions === 0;
    for (const { accountId } of facebook)
      for (const split of ["placement", "age_gender"] as const)
        expect([...small.facebook.facts(all(accountId, MID_DAY_MS), split)].filter(isBadFacebook)).toEqual([]);
  });

  it("of the clicks list sum to the reported clicks, each with its own gclid", () => {
    for (const { accountId } of google) {
      const range = { accountId, from: "2025-08-18", to: "2025-08-20", observedMs: MID_DAY_MS };
      const clicks = [...small.google.clicks(range)];
      const key = (c: { day: string; campaignId: string; device: string }) => `${c.day} ${c.campaignId} ${c.device}`;
      expect(withoutZeros(sumBy(clicks, key, () => 1))).toEqual(
        withoutZeros(sumBy(small.google.facts(range), key, (f) => f.clicks)),
      );
      expect(new Set(clicks.map(({ gclid }) => gclid)).size).toBe(clicks.length);
    }
  });

  it("reach at most the audience and at most as many people as impressions", () => {
    expect(small.facebook.reachOf(0, 1000)).toBe(0);
    expect(small.facebook.reachOf(1, 1000)).toBe(1);
    // 1000 · (1 − e^(−1)) = 632.12
    expect(small.facebook.reachOf(1000, 1000)).toBe(632);
    expect(small.facebook.reachOf(1e9, 1000)).toBe(1000);
  });
});
