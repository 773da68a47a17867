import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Fault, FaultPlan } from "../../../../../scripts/sandbox/servers/faults.ts";
import { TOKENS } from "../../../../../scripts/sandbox/servers/ga4/property-quota.ts";
import { serveGa4 } from "../../../../../scripts/sandbox/servers/ga4/server.ts";
import { small } from "../../market/markets.ts";
import { dataApi, LATER_MS, names, PROPERTY_ID, wholeMarket } from "./data-api.ts";

const later = await dataApi();
const ask = { ...wholeMarket, dimensions: names("date"), metrics: names("sessions") };

describe("access", () => {
  it("is given for the refresh token and good for an hour", async () => {
    let nowMs = LATER_MS;
    const client = await dataApi({ nowMs: () => nowMs });
    const { status, body } = await client.token();
    expect([status, body.token_type, body.expires_in, body.scope]).toEqual([
      200,
      "Bearer",
      3599,
      "https://www.googleapis.com/auth/analytics.readonly",
    ]);
    expect((await client.report(ask)).status).toBe(200);
    nowMs += 3_600_000;
    const expired = await client.report(ask);
    expect(expired.status).toBe(401);
    expect(expired.body.error).toMatchObject({
      code: 401,
      status: "UNAUTHENTICATED",
      details: [{ reason: "ACCESS_TOKEN_EXPIRED" }],
    });
  });

  it("is given for an assertion that a service account signed for this scope", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const email = "reader@sandbox.iam.gserviceaccount.com";
    const publicKeyPem = publicKey.export({ type: "spki", format: "pem" }).toString();
    const client = await dataApi({ oauth: { serviceAccount: { email, publicKeyPem } } });
    const assertion = (scope: string): string => {
      const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
      const seconds = LATER_MS / 1000;
      const claims = {
        iss: email,
        scope,
        aud: "https://oauth2.googleapis.com/token",
        iat: seconds,
        exp: seconds + 3600,
      };
      const signed = `${part({ alg: "RS256", typ: "JWT" })}.${part(claims)}`;
      return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
    };
    const grant_type = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    const scope = "https://www.googleapis.com/auth/analytics.readonly";
    expect((await client.token({ grant_type, assertion: assertion(scope) })).status).toBe(200);
    const other = await client.token({ grant_type, assertion: assertion("https://www.googleapis.com/auth/adwords") });
    expect([other.status, other.body.error]).toEqual([400, "invalid_scope"]);
  });

  it("is refused with a wrong refresh token, without a token and with one never given", async () => {
    const wrong = await later.token({ refresh_token: "1//other" });
    expect([wrong.status, wrong.body.error]).toEqual([400, "invalid_grant"]);
    const url = `${later.url}/v1beta/properties/${PROPERTY_ID}:runReport`;
    const without = await fetch(url, { method: "POST", body: JSON.stringify(ask) });
    expect([without.status, (await without.json()).error.details[0].reason]).toEqual([401, "CREDENTIALS_MISSING"]);
    expect((await later.report(ask, { token: "ya29.other" })).status).toBe(401);
  });

  it("to another property is forbidden, whether there is one or not", async () => {
    const { status, body } = await later.report(ask, { propertyId: "999" });
    expect([status, body.error.status]).toEqual([403, "PERMISSION_DENIED"]);
    expect(body.error.message).toContain("sufficient permissions for this property");
  });
});

describe("a report is refused with INVALID_ARGUMENT for", () => {
  it.each([
    [
      "a dimension that is none",
      { dimensions: names("sessionSauce") },
      /^Field sessionSauce is not a valid dimension\./,
    ],
    ["a metric that is none", { metrics: names("session") }, /^Field session is not a valid metric\./],
    [
      "ten dimensions",
      { dimensions: names(...Array.from({ length: 10 }, (_, i) => `d${i}`)) },
      "Requests are limited to 9 dimensions within a nested request. This request is for 10 dimensions.",
    ],
    ["eleven metrics", { metrics: names(...Array.from({ length: 11 }, (_, i) => `m${i}`)) }, /limited to 10 metrics/],
    [
      "five ranges",
      { dateRanges: Array.from({ length: 5 }, () => wholeMarket.dateRanges[0]) },
      /limited to 4 dateRanges/,
    ],
    ["no range", { dateRanges: [] }, /dateRange/],
    ["a day that is none", { dateRanges: [{ startDate: "2025-02-30", endDate: "today" }] }, /^Invalid startDate/],
    ["an end before the start", { dateRanges: [{ startDate: "today", endDate: "yesterday" }] }, /after endDate/],
    ["nothing to show", { dimensions: [], metrics: [] }, /at least one dimension or metric/],
    ["a field twice", { metrics: names("sessions", "sessions") }, /more than once/],
    ["a limit of none", { limit: "0" }, /limit/],
    ["an offset that is no number", { offset: "next" }, /offset/],
    ["an order by what is not asked for", { orderBys: [{ metric: { metricName: "newUsers" } }] }, /newUsers/],
    ["a key that is none", { dimension: names("date") }, /Unknown name "dimension": Cannot find field/],
  ])("%s", async (_, change, message) => {
    const { status, body } = await later.report({ ...ask, ...change });
    expect([status, body.error.code, body.error.status]).toEqual([400, 400, "INVALID_ARGUMENT"]);
    expect(body.error.message).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
  });

  it("a body that is no object", async () => {
    expect((await later.report("[")).body.error.status).toBe("INVALID_ARGUMENT");
  });
});

describe("quota", () => {
  it("shrinks with every report, more for a longer one, and is renewed at midnight Pacific", async () => {
    let nowMs = Date.parse("2025-11-30T07:10:00Z");
    const client = await dataApi({ nowMs: () => nowMs });
    const quota = async (startDate: string) =>
      (
        await client.report({
          ...ask,
          dateRanges: [{ startDate, endDate: "2025-06-30" }],
          returnPropertyQuota: true,
        })
      ).body.propertyQuota.tokensPerDay;
    const first = await quota("2025-06-30");
    const second = await quota("2025-05-01");
    expect(second.consumed).toBeGreaterThan(first.consumed);
    expect(second.remaining).toBe(first.remaining - second.consumed);
    nowMs += 55 * 60_000;
    expect((await quota("2025-06-30")).remaining).toBe(TOKENS.day - first.consumed);
  });

  it("with limits is refused once it is spent, by the hour first, and let in with the next", async () => {
    let nowMs = LATER_MS + 30 * 60_000;
    const client = await dataApi({ nowMs: () => nowMs, hasLimits: true });
    const big = {
      dimensions: names("date", "sessionSource", "sessionMedium", "sessionCampaignName", "landingPage", "country"),
      metrics: names("sessions"),
      dateRanges: [{ startDate: "1900-01-01", endDate: "1999-12-31" }],
    };
    let answer = await client.report(big);
    while (answer.status === 200) answer = await client.report(big);
    expect([answer.status, answer.body.error.status]).toEqual([429, "RESOURCE_EXHAUSTED"]);
    expect(answer.body.error.message).toContain("per hour");
    nowMs += 31 * 60_000;
    expect((await client.report(big)).status).toBe(200);
  });
});

describe("faults", () => {
  const when =
    (operation: string, fault: Fault): FaultPlan =>
    (context) =>
      context.operation === operation ? fault : null;

  it.each([
    ["server_error_json", 500, "INTERNAL"],
    ["server_busy_delay", 503, "UNAVAILABLE"],
    ["deadline_exceeded", 504, "DEADLINE_EXCEEDED"],
    ["throttle", 429, "RESOURCE_EXHAUSTED"],
    ["day_quota", 429, "RESOURCE_EXHAUSTED"],
    ["expired_token", 401, "UNAUTHENTICATED"],
    ["forbidden_account", 403, "PERMISSION_DENIED"],
    ["service_disabled", 403, "PERMISSION_DENIED"],
  ] as const)("%s is %i %s", async (fault, status, word) => {
    const client = await dataApi({ faults: when("runReport", fault) });
    const answer = await client.report(ask);
    expect([answer.status, answer.body.error.status]).toEqual([status, word]);
    expect(answer.headers.get("retry-after")).toBe(fault === "server_busy_delay" ? "2" : null);
  });

  it("an expired token stays expired, a new one is good", async () => {
    let isFaulty = true;
    const client = await dataApi({
      faults: ({ operation }) => (operation === "runReport" && isFaulty ? "expired_token" : null),
    });
    const first = String((await client.token()).body.access_token);
    expect((await client.report(ask, { token: first })).status).toBe(401);
    isFaulty = false;
    expect((await client.report(ask, { token: first })).status).toBe(401);
    const second = String((await client.token()).body.access_token);
    expect((await client.report(ask, { token: second })).status).toBe(200);
  });

  it("a revoked refresh token gives no access", async () => {
    const client = await dataApi({ faults: when("token", "revoked_token") });
    expect((await client.token()).body.error).toBe("invalid_grant");
  });

  it("the plan sees operation and property, and may plan nothing that the API does not do", async () => {
    const seen: unknown[] = [];
    const faults: FaultPlan = ({ operation, accountId }) => {
      seen.push([operation, accountId]);
      return operation === "runReport" ? "duplicate_page" : null;
    };
    const server = await serveGa4({ market: small, nowMs: () => LATER_MS, faults });
    const post = (path: string) => fetch(server.url + path, { method: "POST", body: "{}" });
    await post("/token");
    expect((await post(`/v1beta/properties/${PROPERTY_ID}:runReport`)).status).toBe(500);
    expect(seen).toEqual([
      ["token", null],
      ["runReport", PROPERTY_ID],
    ]);
    await expect(server.close()).rejects.toThrow("ga4 knows for runReport");
  });
});
