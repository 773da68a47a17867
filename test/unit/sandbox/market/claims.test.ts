import { describe, expect, it } from "vitest";
import { lagBucket } from "../../../../scripts/sandbox/market/google-conversion-actions.ts";
import { accountsOf, all, FOREVER_MS, small, sumBy } from "./markets.ts";

const google = accountsOf("google_ads");
const facebook = accountsOf("facebook_ads");
const googleClaims = google.flatMap(({ accountId }) => small.google.conversions(all(accountId), "click"));
const facebookClaims = facebook.flatMap(({ accountId }) => small.facebook.actions(all(accountId)));
const leads = small.truth.people.filter(({ kind }) => kind === "lead");
const bought = (platform: "google_ads" | "facebook_ads") => {
  const ids = new Set(
    accountsOf(platform).flatMap(({ accountId }) =>
      (platform === "google_ads" ? small.google : small.facebook).campaigns(accountId).map(({ id }) => id),
    ),
  );
  return leads.filter(({ causeCampaignId }) => causeCampaignId !== null && ids.has(causeCampaignId)).length;
};

describe("lagBucket", () => {
  it.each([
    [0, "LESS_THAN_ONE_DAY"],
    [0.999, "LESS_THAN_ONE_DAY"],
    [1, "ONE_TO_TWO_DAYS"],
    [9.5, "NINE_TO_TEN_DAYS"],
    [12.1, "TWELVE_TO_THIRTEEN_DAYS"],
    [13.9, "THIRTEEN_TO_FOURTEEN_DAYS"],
    [14, "FOURTEEN_TO_TWENTY_ONE_DAYS"],
    [29, "TWENTY_ONE_TO_THIRTY_DAYS"],
    [44, "THIRTY_TO_FORTY_FIVE_DAYS"],
    [60, "SIXTY_TO_NINETY_DAYS"],
  ])("names %d days %s", (days, name) => {
    expect(lagBucket(days)).toBe(name);
  });
});

describe("platforms", () => {
  it("claim more leads together than came by any ad, though each sees only nine in ten", () => {
    const actions = new Map(
      google.flatMap(({ accountId }) => small.google.conversionActions(accountId).map((a) => [a.id, a.category])),
    );
    const byGoogle = googleClaims
      .filter((claim) => actions.get(claim.actionId) === "SUBMIT_LEAD_FORM" && !claim.isViewThrough)
      .reduce((sum, { conversions }) => sum + conversions, 0);
    const byFacebook = facebookClaims.filter(({ actionType }) => actionType === "lead").length;
    expect(byGoogle + byFacebook).toBeGreaterThan(1.1 * (bought("google_ads") + bought("facebook_ads")));
  });

  it("show Facebook's total and its pixel's own count of the same leads twice", () => {
    const count = (type: string) => facebookClaims.filter(({ actionType }) => actionType === type).length;
    expect(count("lead")).toBeGreaterThan(0);
    expect(count("offsite_conversion.fb_pixel_lead")).toBe(count("lead"));
  });

  it("claim within their windows: a Facebook view within a day, a click within 28", () => {
    expect(facebookClaims.some(({ isView }) => isView)).toBe(true);
    expect(facebookClaims.filter(({ isView, lagDays }) => lagDays <= 0 || lagDays > (isView ? 1 : 28))).toEqual([]);
    expect(facebookClaims.some(({ lagDays }) => lagDays > 7)).toBe(true);
  });

  it("share one conversion among Google's own clicks: credits of the primary actions sum to whole conversions", () => {
    const clicks = googleClaims.filter(({ isViewThrough, isPrimary }) => !isViewThrough && isPrimary);
    expect(clicks.some(({ conversions }) => conversions < 1)).toBe(true);
    const total = clicks.reduce((sum, { conversions }) => sum + Math.round(conversions * 1e6), 0);
    expect(total % 1e6).toBe(0);
  });
});

describe("conversions", () => {
  it("are the same in the day's facts and in the list, by click and by conversion day", () => {
    for (const { accountId } of google) {
      const facts = [...small.google.facts(all(accountId))];
      const key = (row: { day: string; campaignId: string }) => `${row.day} ${row.campaignId}`;
      const counted = small.google.conversions(all(accountId), "click").filter(({ isViewThrough }) => !isViewThrough);
      const compare = (a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) => {
        for (const k of new Set([...a.keys(), ...b.keys()])) expect(a.get(k) ?? 0).toBeCloseTo(b.get(k) ?? 0, 6);
      };
      compare(
        sumBy(facts, key, (f) => f.allConversions),
        sumBy(counted, key, (c) => c.conversions),
      );
      compare(
        sumBy(facts, key, (f) => f.conversions),
        sumBy(counted, key, (c) => (c.isPrimary ? c.conversions : 0)),
      );
      const converted = small.google.conversions(all(accountId), "conversion");
      compare(
        sumBy(facts, key, (f) => f.conversionsByConversionDate),
        sumBy(
          converted.filter(({ isViewThrough, isPrimary }) => !isViewThrough && isPrimary),
          (c) => `${c.conversionDay} ${c.campaignId}`,
          (c) => c.conversions,
        ),
      );
    }
  });

  it("stand on days without cost when the conversion came after the campaign", () => {
    const facts = google.flatMap(({ accountId }) => [...small.google.facts(all(accountId))]);
    expect(facts.some((f) => f.costMicros === 0 && f.conversionsByConversionDate > 0)).toBe(true);
  });

  it("happen on no earlier day than the click", () => {
    expect(googleClaims.filter(({ day, conversionDay }) => conversionDay < day)).toEqual([]);
  });
});

describe("web analytics", () => {
  const facts = [...small.web.facts({ from: small.firstDay, to: small.lastDay, observedMs: FOREVER_MS })];

  it("tracks some of the leads and purchases, never more", () => {
    for (const [kind, measure] of [
      ["lead", "leads"],
      ["purchase", "purchases"],
    ] as const) {
      const tracked = facts.reduce((sum, fact) => sum + fact[measure], 0);
      const all = small.truth.people.filter((person) => person.kind === kind).length;
      expect(tracked / all).toBeGreaterThan(0.65);
      expect(tracked / all).toBeLessThan(0.85);
    }
  });

  it("has each combination once a day, with no more engaged than all sessions", () => {
    const keys = facts.map((f) =>
      [f.day, f.source, f.medium, f.campaign, f.deviceCategory, f.country, f.landingPage].join("|"),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(facts.filter((f) => f.engagedSessions > f.sessions || f.sessions === 0)).toEqual([]);
  });

  it("knows the gclid that the click view lists on that day", () => {
    const visit = small.web
      .visits(FOREVER_MS)
      .find(({ gclid, startMs }) => gclid !== null && startMs > Date.parse("2025-06-01"));
    const day = new Date(visit?.startMs ?? 0).toISOString().slice(0, 10);
    const before = new Date((visit?.startMs ?? 0) - 86_400_000).toISOString().slice(0, 10);
    const ids = google.flatMap(({ accountId }) =>
      [...small.google.clicks({ accountId, from: before, to: day, observedMs: FOREVER_MS })].map(({ gclid }) => gclid),
    );
    expect(ids).toContain(visit?.gclid);
  });

  it("gives each visitor the address that the CRM or the shop has, and nobody else's", () => {
    const ofLeads = [small.hubspot.records("contact"), small.salesforce.records("lead")].flatMap((records) =>
      records.flatMap(({ changes }) =>
        changes.filter(({ property }) => property === "email").map(({ value }) => value),
      ),
    );
    const known = new Set([...ofLeads, ...small.orders(FOREVER_MS).map(({ email }) => email)]);
    const visits = small.web.visits(FOREVER_MS);
    expect(visits.filter(({ email }) => !known.has(email))).toEqual([]);
    const addresses = new Map(visits.map(({ userId, email }) => [userId, email]));
    expect(visits.filter(({ userId, email }) => addresses.get(userId) !== email)).toEqual([]);
  });

  it("names the visit of somebody who came without an ad as the CRM's form does", () => {
    const visits = new Map(
      small.web
        .visits(FOREVER_MS)
        .filter(({ gclid, fbclid }) => gclid === null && fbclid === null)
        .map(({ email, source, medium }) => [email, `${source} / ${medium}`]),
    );
    const forms = [small.hubspot.records("contact"), small.salesforce.records("lead")].flatMap((records) =>
      records.flatMap(({ changes }) => {
        const form = Object.fromEntries(changes.filter(({ by }) => by === "form").map((c) => [c.property, c.value]));
        const visit = visits.get(form.email ?? "");
        const isClick = form.gclid !== null || form.fbclid !== null;
        return isClick || visit === undefined ? [] : [[`${form.utm_source} / ${form.utm_medium}`, visit]];
      }),
    );
    expect(forms.length).toBeGreaterThan(100);
    expect(forms.filter(([form, visit]) => form !== visit)).toEqual([]);
  });
});

describe("shop orders", () => {
  it("are one for each true purchase, of people who refused tracking too, worth what the truth says", () => {
    const orders = small.orders(FOREVER_MS);
    const buyers = small.truth.people.filter(({ kind }) => kind === "purchase");
    expect(orders.length).toBe(buyers.length);
    expect(new Set(orders.map(({ orderId }) => orderId)).size).toBe(orders.length);
  });

  it("show nothing that was not ordered yet", () => {
    const middle = Date.parse("2025-07-01T12:00:00Z");
    const seen = small.orders(middle);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThan(small.orders(FOREVER_MS).length);
    expect(Math.max(...seen.map(({ orderedMs }) => orderedMs))).toBeLessThanOrEqual(middle);
  });
});
