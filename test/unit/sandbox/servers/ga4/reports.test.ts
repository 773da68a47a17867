import { describe, expect, it } from "vitest";
import { DAY_MS, small, sumBy, withoutZeros } from "../../market/markets.ts";
import { dataApi, LATER_MS, names, rowsOf, wholeMarket } from "./data-api.ts";

const later = await dataApi();
const DIMENSIONS = names(
  "date",
  "sessionSource",
  "sessionMedium",
  "sessionCampaignName",
  "sessionDefaultChannelGroup",
  "landingPage",
  "deviceCategory",
  "country",
);
const METRICS = names(
  "sessions",
  "totalUsers",
  "newUsers",
  "engagedSessions",
  "bounceRate",
  "averageSessionDuration",
  "screenPageViews",
  "keyEvents",
);
const facts = [...small.web.facts({ from: small.firstDay, to: small.lastDay, observedMs: LATER_MS })];

describe("a report", () => {
  it("has the shape of the Data API: headers, values as text, the whole count, and what the property counts in", async () => {
    const { status, body } = await later.report({
      dimensions: names("date"),
      metrics: names("sessions", "averageSessionDuration", "keyEvents"),
      dateRanges: [{ startDate: "2025-06-01", endDate: "2025-06-01" }],
      returnPropertyQuota: true,
    });
    const day = facts.filter((fact) => fact.day === "2025-06-01");
    const sum = (measure: "sessions" | "engagementSeconds" | "keyEvents") =>
      day.reduce((total, fact) => total + fact[measure], 0);
    expect(status).toBe(200);
    expect(body).toEqual({
      dimensionHeaders: [{ name: "date" }],
      metricHeaders: [
        { name: "sessions", type: "TYPE_INTEGER" },
        { name: "averageSessionDuration", type: "TYPE_SECONDS" },
        { name: "keyEvents", type: "TYPE_FLOAT" },
      ],
      rows: [
        {
          dimensionValues: [{ value: "20250601" }],
          metricValues: [
            { value: String(sum("sessions")) },
            { value: String(sum("engagementSeconds") / sum("sessions")) },
            { value: String(sum("keyEvents")) },
          ],
        },
      ],
      rowCount: 1,
      metadata: { currencyCode: "EUR", timeZone: "Europe/Berlin" },
      propertyQuota: {
        tokensPerDay: { consumed: 1, remaining: 199_999 },
        tokensPerHour: { consumed: 1, remaining: 39_999 },
        concurrentRequests: { remaining: 10 },
        serverErrorsPerProjectPerHour: { remaining: 10 },
        potentiallyThresholdedRequestsPerHour: { remaining: 120 },
        tokensPerProjectPerHour: { consumed: 1, remaining: 13_999 },
      },
      kind: "analyticsData#runReport",
    });
  });

  it.each([
    ["day", names("date")],
    ["all dimensions", DIMENSIONS],
  ])("by %s sums to the market's sessions, views and key events of every day", async (_, dimensions) => {
    const rows = rowsOf(await later.report({ ...wholeMarket, dimensions, metrics: METRICS, limit: "250000" }));
    expect(rows.length).toBeGreaterThanOrEqual(150);
    for (const [metric, measure] of [
      ["sessions", "sessions"],
      ["newUsers", "newUsers"],
      ["engagedSessions", "engagedSessions"],
      ["screenPageViews", "pageViews"],
      ["keyEvents", "keyEvents"],
    ] as const) {
      const reported = sumBy(
        rows,
        ({ date }) => `${date}`,
        (row) => Number(row[metric]),
      );
      const simulated = sumBy(
        facts,
        ({ day }) => day.replaceAll("-", ""),
        (fact) => fact[measure],
      );
      expect(withoutZeros(reported), metric).toEqual(withoutZeros(simulated));
    }
    const bounceErrors = rows.map(({ bounceRate, engagedSessions, sessions }) =>
      Math.abs(Number(bounceRate) - (1 - Number(engagedSessions) / Number(sessions))),
    );
    expect(bounceErrors.reduce((most, error) => Math.max(most, error), 0)).toBeLessThan(1e-12);
  });

  it("puts traffic into Analytics' channels", async () => {
    const dimensions = names("sessionDefaultChannelGroup", "sessionSourceMedium");
    const rows = rowsOf(await later.report({ ...wholeMarket, dimensions, metrics: names("sessions") }));
    expect(Object.fromEntries(rows.map((row) => [row.sessionSourceMedium, row.sessionDefaultChannelGroup]))).toEqual({
      "google / cpc": "Paid Search",
      "google / organic": "Organic Search",
      "(direct) / (none)": "Direct",
      "newsletter / email": "Email",
      "bikeforum.example / referral": "Referral",
      "facebook / paid_social": "Paid Social",
    });
  });

  it("counts users of a period once: fewer than its days have together, no fewer than any day", async () => {
    const whole = rowsOf(await later.report({ ...wholeMarket, metrics: names("totalUsers") }));
    const days = rowsOf(
      await later.report({ ...wholeMarket, dimensions: names("date"), metrics: names("totalUsers") }),
    );
    const perDay = days.map(({ totalUsers }) => Number(totalUsers));
    const users = Number(whole[0]?.totalUsers);
    expect(users).toBeLessThan(perDay.reduce((sum, value) => sum + value, 0));
    expect(users).toBeGreaterThan(Math.max(...perDay));
  });

  it("says revenue to the cent in the property's currency", async () => {
    const [row] = rowsOf(
      await later.report({ ...wholeMarket, metrics: names("purchaseRevenue", "ecommercePurchases") }),
    );
    const cents = facts.reduce((sum, { purchaseRevenue }) => sum + Math.round(purchaseRevenue * 100), 0);
    expect(row?.purchaseRevenue).toBe(String(cents / 100));
    expect(row?.ecommercePurchases).toBe(String(facts.reduce((sum, { purchases }) => sum + purchases, 0)));
  });

  it("of the last days still grows, and stands on the fourth day after", async () => {
    const endMs = Date.parse("2025-06-11T00:00:00+02:00");
    const sessionsAt = async (nowMs: number) => {
      const client = await dataApi({ nowMs: () => nowMs });
      const dateRanges = [{ startDate: "2025-06-10", endDate: "2025-06-10" }];
      return Number(rowsOf(await client.report({ dateRanges, metrics: names("sessions") }))[0]?.sessions);
    };
    const seen = [];
    for (const days of [0, 1, 3, 30]) seen.push(await sessionsAt(endMs + days * DAY_MS));
    const [first = 0, second = 0, settled = 0, after = 0] = seen;
    expect(first).toBeLessThan(second);
    expect(second).toBeLessThan(settled);
    expect(after).toBe(settled);
  });

  it("has neither rows nor a count where there is nothing", async () => {
    const { body } = await later.report({
      dimensions: names("date"),
      metrics: names("sessions"),
      dateRanges: [{ startDate: "2020-01-01", endDate: "2020-01-31" }],
    });
    expect(Object.keys(body)).toEqual(["dimensionHeaders", "metricHeaders", "metadata", "kind"]);
  });

  it("takes days by their distance from today, in the property's zone", async () => {
    // 22:30 UTC is the next day in Berlin.
    const client = await dataApi({ nowMs: () => Date.parse("2025-06-10T22:30:00Z") });
    const dates = async (startDate: string, endDate: string) =>
      rowsOf(
        await client.report({
          dimensions: names("date"),
          metrics: names("sessions"),
          dateRanges: [{ startDate, endDate }],
          orderBys: [{ dimension: { dimensionName: "date" } }],
        }),
      ).map(({ date }) => date);
    expect(await dates("yesterday", "today")).toEqual(["20250610", "20250611"]);
    expect(await dates("3daysAgo", "2daysAgo")).toEqual(["20250608", "20250609"]);
  });

  it("of several ranges says in each row which it is of", async () => {
    const { body } = await later.report({
      metrics: names("sessions"),
      dateRanges: [
        { startDate: "2025-06-01", endDate: "2025-06-01" },
        { startDate: "2025-06-01", endDate: "2025-06-07", name: "week" },
      ],
    });
    expect(body.dimensionHeaders).toEqual([{ name: "dateRange" }]);
    expect(rowsOf({ body, status: 200, headers: new Headers() }).map(({ dateRange }) => dateRange)).toEqual([
      "week",
      "date_range_0",
    ]);
  });
});

describe("pages", () => {
  const ask = { ...wholeMarket, dimensions: DIMENSIONS, metrics: names("sessions") };

  it("by limit and offset are complete and without repetition", async () => {
    const fortnight = { ...ask, dateRanges: [{ startDate: "2025-06-01", endDate: "2025-06-14" }] };
    const whole = await later.report({ ...fortnight, limit: 250_000 });
    expect(whole.body.rowCount).toBeGreaterThan(1_500);
    const rows = [];
    for (let offset = 0; ; offset += 700) {
      const page = await later.report({ ...fortnight, limit: "700", offset: String(offset) });
      expect(page.body.rowCount).toBe(whole.body.rowCount);
      rows.push(...rowsOf(page));
      if (rows.length >= page.body.rowCount) break;
    }
    expect(rows).toEqual(rowsOf(whole));
  });

  it("hold 10,000 rows unless told otherwise", async () => {
    expect((await later.report(ask)).body.rows).toHaveLength(10_000);
    const beyond = await later.report({ ...ask, offset: 10_000_000 });
    expect(beyond.body.rows).toBeUndefined();
    expect(beyond.body.rowCount).toBeGreaterThan(10_000);
  });

  it("come in the order asked for, else with the most of the first metric first", async () => {
    const dimensions = names("country");
    const plain = rowsOf(await later.report({ ...wholeMarket, dimensions, metrics: names("sessions") }));
    const counts = plain.map(({ sessions }) => Number(sessions));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    const ordered = await later.report({
      ...wholeMarket,
      dimensions,
      metrics: names("sessions"),
      orderBys: [{ dimension: { dimensionName: "country" }, desc: true }],
    });
    expect(rowsOf(ordered).map(({ country }) => country)).toEqual(["United States", "Germany", "Canada", "Austria"]);
  });
});

describe("metadata", () => {
  it("say when a day of the report is sampled, thresholded or has lost rows to (other)", async () => {
    const client = await dataApi({
      inexact: (day) => (day === "2025-06-02" ? ["sampled", "thresholded", "other_row"] : []),
    });
    const metadataOf = async (endDate: string) => {
      const { body } = await client.report({
        dimensions: names("date"),
        metrics: names("sessions"),
        dateRanges: [{ startDate: "2025-06-01", endDate }],
      });
      return body.metadata;
    };
    const exact = { currencyCode: "EUR", timeZone: "Europe/Berlin" };
    expect(await metadataOf("2025-06-01")).toEqual(exact);
    expect(await metadataOf("2025-06-02")).toEqual({
      ...exact,
      dataLossFromOtherRow: true,
      subjectToThresholding: true,
      samplingMetadatas: [{ samplesReadCount: "500000", samplingSpaceSize: "1200000" }],
    });
  });
});
