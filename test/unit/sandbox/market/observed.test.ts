import { describe, expect, it } from "vitest";
import { createMarket, FINAL_AFTER_DAYS } from "../../../../scripts/sandbox/market/market.ts";
import { stateAt } from "../../../../scripts/sandbox/market/versioned.ts";
import { accountsOf, all, DAY_MS, FOREVER_MS, small, smallSettings, sumBy } from "./markets.ts";

const google = accountsOf("google_ads");
const facebook = accountsOf("facebook_ads");
const [europe, america] = google as [(typeof google)[0], (typeof google)[0]];

/** Everything that reports say of the first days, at an instant. */
function reports(market: typeof small, from: string, to: string, observedMs: number, platform: string): string {
  if (platform === "web") return JSON.stringify([...market.web.facts({ from, to, observedMs })]);
  return JSON.stringify(
    market.accounts
      .filter((account) => account.platform === platform)
      .map(({ accountId }) => {
        const range = { accountId, from, to, observedMs };
        return platform === "google_ads"
          ? [[...market.google.facts(range)], market.google.conversions(range, "click")]
          : [[...market.facebook.facts(range)], market.facebook.actions(range)];
      }),
  );
}

describe("the same settings", () => {
  it("give the same bytes, and another seed gives others", () => {
    const tiny = { ...smallSettings, days: 40, contacts: 300 };
    const bytes = (seed: number) => {
      const market = createMarket({ ...tiny, seed });
      const seen = ["google_ads", "facebook_ads", "web"].map((platform) =>
        reports(market, market.firstDay, market.lastDay, Date.parse("2025-06-01T10:00:00Z"), platform),
      );
      const records = [...market.hubspot.records("contact"), ...market.salesforce.records("lead")];
      return JSON.stringify([seen, records, market.truth, market.ledger()]);
    };
    expect(bytes(7)).toBe(bytes(7));
    expect(bytes(8)).not.toBe(bytes(7));
  });
});

describe("a day older than every lag", () => {
  it.each(["google_ads", "facebook_ads", "web"] as const)("never changes again: %s", (platform) => {
    const from = "2025-05-20";
    const to = "2025-06-20";
    // The last day of the range begins latest in New York, at 04:00 UTC.
    const finalMs = Date.parse(`${to}T04:00:00Z`) + FINAL_AFTER_DAYS[platform] * DAY_MS;
    expect(reports(small, from, to, finalMs, platform)).toBe(reports(small, from, to, FOREVER_MS, platform));
  });

  it.each(["2025-10-26", "2026-03-29"])("is final in time also where it has 25 or 23 hours: %s", (day) => {
    const market = createMarket({ ...smallSettings, firstDay: day, days: 5, contacts: 100 });
    const startMs = Date.parse(`${day}T00:00:00+0${day.startsWith("2025") ? 2 : 1}:00`);
    expect(reports(market, day, day, startMs + FINAL_AFTER_DAYS.web * DAY_MS, "web")).toBe(
      reports(market, day, day, FOREVER_MS, "web"),
    );
  });

  it.each(["google_ads", "facebook_ads", "web"] as const)("did change before: %s", (platform) => {
    const recentMs = Date.parse("2025-06-21T06:00:00Z");
    const [from, to] = ["2025-05-20", "2025-06-20"];
    expect(reports(small, from, to, recentMs, platform)).not.toBe(reports(small, from, to, FOREVER_MS, platform));
  });
});

describe("a young day", () => {
  const day = "2025-07-15";
  const conversions = (observedMs: number) => {
    const range = { accountId: europe.accountId, from: day, to: day, observedMs };
    return small.google.conversions(range, "click").filter(({ isViewThrough }) => !isViewThrough);
  };
  const total = (rows: readonly { conversions: number }[]) => rows.reduce((sum, row) => sum + row.conversions, 0);

  it("gains conversions for weeks on the click's day, and none on its own by conversion day after six", () => {
    const ages = [1, 3, 8, 20, 52].map((age) => total(conversions(Date.parse(`${day}T22:00:00Z`) + age * DAY_MS)));
    expect(ages).toEqual([...ages].sort((a, b) => a - b));
    expect(ages[4]).toBeGreaterThan((ages[1] ?? 0) + 0.5);
    const range = { accountId: europe.accountId, from: day, to: day };
    const young = { ...range, observedMs: Date.parse(`${day}T22:00:00Z`) + 6 * DAY_MS };
    expect(small.google.conversions(young, "conversion")).toEqual(
      small.google.conversions({ ...range, observedMs: FOREVER_MS }, "conversion"),
    );
  });

  it("shows spend as the account's own day goes by, and nothing before it begins", () => {
    const cost = (accountId: string, at: string) =>
      sumBy(
        small.google.facts({ accountId, from: day, to: day, observedMs: Date.parse(at) }),
        () => "",
        (f) => f.costMicros,
      ).get("") ?? 0;
    expect(cost(europe.accountId, "2025-07-14T21:59:00Z")).toBe(0);
    expect(cost(europe.accountId, "2025-07-14T22:30:00Z")).toBeGreaterThan(0);
    expect(cost(america.accountId, "2025-07-15T03:59:00Z")).toBe(0);
    expect(cost(america.accountId, "2025-07-15T04:30:00Z")).toBeGreaterThan(0);
    const half = cost(america.accountId, "2025-07-15T16:00:00Z");
    const whole = cost(america.accountId, "2025-07-18T16:00:00Z");
    expect(half / whole).toBeCloseTo(0.5, 1);
  });

  it("costs a little more until invalid clicks are credited", () => {
    const ledger = (observedMs: number) =>
      sumBy(
        small.ledger(observedMs),
        (row) => row.platform,
        (row) => row.spendMicros,
      );
    const endMs = small.endMs;
    const fresh = ledger(endMs);
    const later = ledger(endMs + 4 * DAY_MS);
    expect(fresh.get("google_ads")).not.toBe(later.get("google_ads"));
  });
});

describe("dirty corners", () => {
  it("takes days back whole: shown once, gone later, with no conversions left", () => {
    const voided = facebook.flatMap(({ accountId }) => {
      const now = sumBy(
        small.facebook.facts(all(accountId)),
        (f) => `${f.day} ${f.campaignId}`,
        (f) => f.spendCents,
      );
      return Array.from({ length: 120 }, (_, d) => {
        const observedMs = Date.parse(`${small.firstDay}T12:00:00Z`) + (d + 1) * DAY_MS;
        const day = new Date(observedMs - DAY_MS).toISOString().slice(0, 10);
        return [...small.facebook.facts({ accountId, from: day, to: day, observedMs })].filter(
          (f) => !now.has(`${f.day} ${f.campaignId}`),
        );
      }).flat();
    });
    expect(voided.length).toBeGreaterThan(0);
  });

  it("has days without any delivery of an account, and days that reports show late", () => {
    const days = new Set(small.truth.days.map(({ day }) => day));
    const gaps = small.accounts.map(({ accountId }) => {
      const spent = new Set(small.ledger().flatMap((row) => (row.accountId === accountId ? row.day : [])));
      return [...days].filter((day) => !spent.has(day)).length;
    });
    expect(gaps.reduce((sum, n) => sum + n, 0)).toBeGreaterThan(0);
    const late = small.accounts.filter(({ accountId, platform }) =>
      [...days].some((day) => {
        // Noon of the next day: the day is over everywhere.
        const observedMs = Date.parse(`${day}T12:00:00Z`) + DAY_MS;
        const range = { accountId, from: day, to: day };
        const reader = platform === "google_ads" ? small.google : small.facebook;
        const isEmpty = (atMs: number) => [...reader.facts({ ...range, observedMs: atMs })].length === 0;
        return isEmpty(observedMs) && !isEmpty(observedMs + 2 * DAY_MS);
      }),
    );
    expect(late.length).toBeGreaterThan(0);
  });

  it("shows a new name only from the rename on", () => {
    const campaigns = google.flatMap(({ accountId }) => small.google.campaigns(accountId));
    const renamed = campaigns.flatMap(({ versions, ...campaign }) =>
      versions.flatMap((version, i) => {
        const before = versions[i - 1];
        return before && before.state.name !== version.state.name
          ? [{ campaign: { ...campaign, versions }, version, before }]
          : [];
      }),
    );
    expect(renamed.length).toBeGreaterThan(0);
    for (const { campaign, version, before } of renamed) {
      expect(stateAt(campaign, version.fromMs - 1)?.name).toBe(before.state.name);
      expect(stateAt(campaign, version.fromMs)?.name).toBe(version.state.name);
    }
  });

  it("has campaigns that are removed, and parts that are paused or deleted before their campaign ends", () => {
    const campaigns = google.flatMap(({ accountId }) => small.google.campaigns(accountId));
    expect(campaigns.some(({ versions }) => versions.at(-1)?.state.status === "REMOVED")).toBe(true);
    const ads = campaigns.flatMap(({ adGroups }) => adGroups.flatMap((group) => group.ads));
    expect(ads.some(({ versions }) => versions.at(-1)?.state.status !== "ENABLED")).toBe(true);
  });

  it("delivers only through campaigns and ads that exist and run at the day's noon", () => {
    for (const { accountId } of google) {
      const campaigns = new Map(small.google.campaigns(accountId).map((campaign) => [campaign.id, campaign]));
      for (const fact of small.google.facts(all(accountId))) {
        if (fact.costMicros === 0) continue;
        const noonMs = Date.parse(`${fact.day}T16:00:00Z`);
        const campaign = campaigns.get(fact.campaignId);
        expect(campaign && stateAt(campaign, noonMs)?.status).toBe("ENABLED");
        if (fact.part.kind !== "ad" || fact.part.adId === null) continue;
        const { adId } = fact.part;
        const ad = campaign?.adGroups.flatMap((group) => group.ads).find(({ id }) => id === adId);
        expect(ad && stateAt(ad, noonMs)?.status).toBe("ENABLED");
      }
    }
  });
});
