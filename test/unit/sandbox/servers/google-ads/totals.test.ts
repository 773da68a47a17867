import { describe, expect, test } from "vitest";
import type { GoogleFact, GoogleSplit } from "../../../../../scripts/sandbox/market/google.ts";
import { all, DAY_MS, small, sumBy, withoutZeros } from "../../market/markets.ts";
import { CLIENT, googleAds, type Json, US_CLIENT } from "./google-ads.ts";

const SPAN = `segments.date BETWEEN '${small.firstDay}' AND '${small.lastDay}'`;
const CLIENTS = [CLIENT, US_CLIENT];
const micros = ({ metrics }: Json): number => Number(metrics.costMicros);
const factsOf = (accountId: string, split?: GoogleSplit, observedMs = small.endMs): readonly GoogleFact[] => [
  ...small.google.facts(all(accountId, observedMs), split),
];

describe("numbers of the Google Ads sandbox", () => {
  test.each(CLIENTS)("spend of %s by day is the market's ledger to the micro", async (customerId) => {
    const { rows } = await googleAds({ nowMs: () => small.endMs + 60 * DAY_MS });
    const query = `SELECT customer.currency_code, campaign.id, segments.date, segments.device, segments.ad_network_type, metrics.cost_micros FROM campaign WHERE ${SPAN}`;
    const sent = sumBy(await rows(query, customerId), ({ segments }: Json) => segments.date, micros);
    const ledger = small.ledger().filter(({ accountId }) => accountId === customerId);
    expect(withoutZeros(sent)).toEqual(new Map(ledger.map(({ day, spendMicros }) => [day, spendMicros])));
  });

  test("days not yet settled are told as they look at that instant, and are restated later", async () => {
    let nowMs = Date.parse("2025-07-10T08:00:00Z");
    const { rows } = await googleAds({ nowMs: () => nowMs, oauth: { accessTokenSeconds: 7 * 86_400 } });
    const query =
      "SELECT metrics.cost_micros, segments.date FROM customer WHERE segments.date BETWEEN '2025-07-03' AND '2025-07-10'";
    const sums = new Map<number, number>();
    for (const at of [nowMs, nowMs + 4 * DAY_MS]) {
      nowMs = at;
      const sent = await rows(query);
      const seen = factsOf(CLIENT, "ad", at).filter(({ day }) => day >= "2025-07-03" && day <= "2025-07-10");
      expect(sent.reduce((sum, row) => sum + micros(row), 0)).toBe(
        seen.reduce((sum, { costMicros }) => sum + costMicros, 0),
      );
      sums.set(
        at,
        sent.filter(({ segments }) => segments.date < "2025-07-10").reduce((sum, row) => sum + micros(row), 0),
      );
    }
    expect(new Set(sums.values()).size).toBe(2);
  });

  test.each([
    ["ad_group", "ad_group.id", "ad", ({ adGroupId }: GoogleFact) => adGroupId, (row: Json) => row.adGroup.id],
    [
      "ad_group_ad",
      "ad_group_ad.ad.id",
      "ad",
      ({ part }: GoogleFact) => (part.kind === "ad" ? part.adId : null),
      (row: Json) => row.adGroupAd.ad.id,
    ],
    [
      "asset_group",
      "asset_group.id",
      "ad",
      ({ part }: GoogleFact) => (part.kind === "ad" ? part.assetGroupId : null),
      (row: Json) => row.assetGroup.id,
    ],
    [
      "keyword_view",
      "ad_group_criterion.criterion_id",
      "keyword",
      ({ part }: GoogleFact) => (part.kind === "keyword" ? part.keywordId : null),
      (row: Json) => row.adGroupCriterion.criterionId,
    ],
    [
      "campaign_search_term_view",
      "campaign_search_term_view.search_term",
      "search_term",
      ({ part }: GoogleFact) => (part.kind === "search_term" ? part.searchTerm : null),
      (row: Json) => row.campaignSearchTermView.searchTerm,
    ],
    [
      "geographic_view",
      "segments.geo_target_region",
      "geo",
      ({ part }: GoogleFact) => (part.kind === "geo" ? `geoTargetConstants/${part.regionCriterionId}` : null),
      (row: Json) => row.segments.geoTargetRegion,
    ],
    [
      "age_range_view",
      "ad_group_criterion.age_range.type",
      "age",
      ({ part }: GoogleFact) => (part.kind === "age" ? part.ageRange : null),
      (row: Json) => row.adGroupCriterion.ageRange.type,
    ],
    [
      "gender_view",
      "ad_group_criterion.gender.type",
      "gender",
      ({ part }: GoogleFact) => (part.kind === "gender" ? part.gender : null),
      (row: Json) => row.adGroupCriterion.gender.type,
    ],
  ] as const)("FROM %s are the market's, added up by what is selected", async (from, field, split, factKey, rowKey) => {
    const { rows } = await googleAds();
    const sent = await rows(
      `SELECT campaign.id, ${field}, segments.date, metrics.cost_micros, metrics.conversions FROM ${from} WHERE ${SPAN}`,
    );
    const facts = factsOf(CLIENT, split).filter((fact) => factKey(fact) !== null);
    const factName = (fact: GoogleFact): string => `${fact.campaignId} ${factKey(fact)} ${fact.day}`;
    const rowName = (row: Json): string => `${row.campaign.id} ${rowKey(row)} ${row.segments.date}`;
    expect(withoutZeros(sumBy(sent, rowName, micros))).toEqual(
      withoutZeros(sumBy(facts, factName, ({ costMicros }) => costMicros)),
    );
    const millionths = (value: number): number => Math.round(value * 1e6);
    expect(withoutZeros(sumBy(sent, rowName, ({ metrics }) => millionths(metrics.conversions)))).toEqual(
      withoutZeros(sumBy(facts, factName, ({ conversions }) => millionths(conversions))),
    );
  });

  test("one row stands for one combination of what is selected", async () => {
    const { rows } = await googleAds();
    const sent = await rows(`SELECT campaign.id, segments.date, metrics.clicks FROM campaign WHERE ${SPAN}`);
    const names = sent.map(({ campaign, segments }) => `${campaign.id} ${segments.date}`);
    expect(new Set(names).size).toBe(names.length);
  });

  test("are split by what stands in FROM, and by campaign only where something of the campaign is selected", async () => {
    const { rows } = await googleAds();
    const places = "FROM geographic_view";
    const whole = await rows(`SELECT geographic_view.location_type, metrics.cost_micros ${places}`);
    const byCampaign = await rows(`SELECT campaign.name, metrics.cost_micros ${places}`);
    const names = [
      "2040~AREA_OF_INTEREST",
      "2040~LOCATION_OF_PRESENCE",
      "2276~AREA_OF_INTEREST",
      "2276~LOCATION_OF_PRESENCE",
    ];
    const nameOf = ({ geographicView }: Json): string => geographicView.resourceName.split("/").at(-1);
    expect(whole.map(nameOf).sort()).toEqual(names);
    expect(sumBy(byCampaign, nameOf, micros)).toEqual(sumBy(whole, nameOf, micros));
    expect(byCampaign.length).toBeGreaterThan(whole.length);
  });

  test("by conversion action add up to the campaign's, by click and by conversion date", async () => {
    const { rows } = await googleAds();
    const metrics = "metrics.conversions, metrics.all_conversions, metrics.conversions_by_conversion_date";
    const of = async (segments: string): Promise<Json> => {
      const sent = await rows(`SELECT campaign.id, segments.date, ${segments}${metrics} FROM campaign WHERE ${SPAN}`);
      return ["conversions", "allConversions", "conversionsByConversionDate"].map((name) =>
        withoutZeros(
          sumBy(
            sent,
            (row: Json) => `${row.campaign.id} ${row.segments.date}`,
            (row: Json) => Math.round(row.metrics[name] * 1e6),
          ),
        ),
      );
    };
    const whole = await of("");
    expect(whole.every((sums: ReadonlyMap<string, number>) => sums.size > 0)).toBe(true);
    expect(await of("segments.conversion_action, segments.conversion_action_name, ")).toEqual(whole);
    expect(await of("segments.conversion_lag_bucket, ")).toEqual(whole);
  });

  test("shares of a campaign's day are the market's, bounded as Google bounds them", async () => {
    const { rows } = await googleAds();
    const sent = await rows(
      `SELECT campaign.id, segments.date, metrics.search_impression_share, metrics.search_budget_lost_impression_share,
       metrics.search_rank_lost_impression_share FROM campaign WHERE ${SPAN}`,
    );
    const shown = new Map(sent.map((row) => [`${row.campaign.id} ${row.segments.date}`, row.metrics]));
    const expected = small.google.searchShares(all(CLIENT, small.endMs));
    expect(shown.size).toBeGreaterThan(300);
    for (const share of expected) {
      const metrics = shown.get(`${share.campaignId} ${share.day}`);
      if (!metrics) continue;
      const low = share.impressionShare < 0.1 ? 0.0999 : share.impressionShare;
      const high = (lost: number): number => (lost > 0.9 ? 0.9001 : lost);
      expect(metrics.searchImpressionShare).toBeCloseTo(low, 9);
      expect(metrics.searchBudgetLostImpressionShare).toBeCloseTo(high(share.budgetLostShare), 9);
      expect(metrics.searchRankLostImpressionShare).toBeCloseTo(high(share.rankLostShare), 9);
    }
    expect([...shown.values()].some(({ searchImpressionShare }) => searchImpressionShare === 0.0999)).toBe(true);
  });

  test("clicks of a day have one row each, with their gclid", async () => {
    const { rows } = await googleAds({ nowMs: () => Date.parse("2025-08-20T12:00:00Z") });
    const sent = await rows(
      "SELECT click_view.gclid, campaign.id, ad_group.id, click_view.ad_group_ad, click_view.keyword, segments.date, metrics.clicks FROM click_view WHERE segments.date = '2025-08-01'",
    );
    const clicks = [
      ...small.google.clicks({
        accountId: CLIENT,
        from: "2025-08-01",
        to: "2025-08-01",
        observedMs: Date.parse("2025-08-20T12:00:00Z"),
      }),
    ];
    expect(sent.map(({ clickView }) => clickView.gclid)).toEqual(clicks.map(({ gclid }) => gclid));
    expect(new Set(sent.map(({ metrics }) => metrics.clicks))).toEqual(new Set(["1"]));
  });
});
