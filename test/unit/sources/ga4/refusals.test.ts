import { describe, expect, test } from "vitest";
import { open, PROPERTY_ID, page, type Reply, refusal } from "./double.ts";

const exhausted = (message: string, details: readonly unknown[] = []) =>
  refusal(429, "RESOURCE_EXHAUSTED", message, details);
const HOUR_MS = 3_600_000;

describe("a refusal", () => {
  test.each<[string, Reply, string, string]>([
    [
      "no access to the property",
      refusal(403, "PERMISSION_DENIED", "User does not have sufficient permissions"),
      "auth",
      "Viewer",
    ],
    [
      "the API not enabled",
      refusal(403, "PERMISSION_DENIED", "not used before", [{ reason: "SERVICE_DISABLED" }]),
      "auth",
      "enable the Google Analytics Data API",
    ],
    [
      "a token without the scope",
      refusal(403, "PERMISSION_DENIED", "insufficient scopes", [{ reason: "ACCESS_TOKEN_SCOPE_INSUFFICIENT" }]),
      "auth",
      "analytics.readonly",
    ],
    ["a field that is not there", refusal(400, "INVALID_ARGUMENT", "Did you mean sessions?"), "settings", "update"],
    ["a token refused twice", refusal(401, "UNAUTHENTICATED", "invalid credentials"), "auth", "sign in again"],
  ])("for %s is not tried again and says what to do", async (_, reply, kind, fix) => {
    const { read, bodies } = await open(() => reply);
    await expect(read()).rejects.toMatchObject({ kind, fix: expect.stringContaining(fix) });
    expect(bodies.length).toBeLessThanOrEqual(2);
  });

  test("of the day's tokens waits for midnight in California", async () => {
    const message = "Exhausted property tokens per day. These quota tokens will return in under 24 hours.";
    const { read, bodies, sleeps } = await open(() => exhausted(message), { now: "2026-11-10T12:00:00Z" });
    await expect(read()).rejects.toMatchObject({ kind: "quota", retryAfterMs: 20 * HOUR_MS });
    expect(bodies).toHaveLength(1);
    expect(sleeps).toEqual([]);
  });

  test.each([
    ["2026-11-10T07:59:59Z", 1000],
    ["2026-11-10T08:00:00Z", 24 * HOUR_MS],
    ["2026-10-31T07:00:00Z", 24 * HOUR_MS],
    ["2026-11-01T07:00:00Z", 25 * HOUR_MS],
    ["2027-03-14T08:00:00Z", 23 * HOUR_MS],
  ])("at %s counts the hours of that day", async (now, retryAfterMs) => {
    const { read } = await open(() => exhausted("Exhausted property tokens per day."), { now });
    await expect(read()).rejects.toMatchObject({ kind: "quota", retryAfterMs });
  });

  test.each([
    "Exhausted property tokens per hour. These quota tokens will return in under an hour.",
    "Exhausted property tokens for a project per hour. These quota tokens will return in under an hour.",
    "Exhausted potentially thresholded requests quota.",
    "Exhausted server errors quota.",
  ])("in the words %s waits an hour", async (message) => {
    const { read, bodies } = await open(() => exhausted(message));
    await expect(read()).rejects.toMatchObject({ kind: "quota", retryAfterMs: HOUR_MS });
    expect(bodies).toHaveLength(1);
  });

  test("of the Cloud project's day is told by its limit's name", async () => {
    const details = [{ reason: "RATE_LIMIT_EXCEEDED", metadata: { quota_limit: "CoreRequestsPerDayPerProject" } }];
    const { read } = await open(() => exhausted("Quota exceeded for quota metric", details));
    await expect(read()).rejects.toMatchObject({ kind: "quota", retryAfterMs: 20 * HOUR_MS });
  });

  test("for too many requests at once is tried again, and waits as told", async () => {
    const { read, sleeps } = await open((body, i) =>
      i === 0 ? exhausted("Exhausted concurrent requests quota.", [{ retryDelay: "3s" }]) : page(body, [{}]),
    );
    expect(await read()).toHaveLength(1);
    expect(sleeps).toContain(3000);
  });

  test.each<[string, Reply]>([
    ["JSON", refusal(500, "INTERNAL", "Internal error encountered.")],
    ["HTML", { status: 502, body: "<html><h1>502</h1></html>", headers: { "content-type": "text/html" } }],
    ["nothing", { status: 503, body: "" }],
  ])("by a failing server that says %s is tried five times", async (_, reply) => {
    const { read, bodies } = await open(() => reply);
    await expect(read()).rejects.toMatchObject({ kind: "transient" });
    expect(bodies).toHaveLength(5);
  });

  test("in the middle leaves the rest for the next time, and still tells what was spent", async () => {
    const { read, rows, usages } = await open((body, i) =>
      i < 2 ? page(body, [{}]) : exhausted("Exhausted property tokens per hour."),
    );
    await expect(read("2026-11-01", "2026-11-05")).rejects.toMatchObject({ kind: "quota" });
    expect(rows).toHaveLength(2);
    expect(usages).toMatchObject([{ limitName: "tokensPerDay", calls: 14 }]);
  });

  test("never repeats a secret", async () => {
    const { read } = await open(() => refusal(403, "PERMISSION_DENIED", "Bearer planted-TOKEN-abcdefgh was refused"));
    const error = await read().catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain("planted");
    expect(JSON.stringify(error)).not.toContain("planted");
  });
});

describe("an answer", () => {
  test("that hangs is tried again", async () => {
    const { read } = await open((body, i) => (i === 0 ? undefined : page(body, [{}])));
    expect(await read()).toHaveLength(1);
  });

  test.each([
    ["half of one", '{"kind":"analyticsData#runReport","rows":[{"dimens'],
    ["something else", { hello: "world" }],
    ["a page of HTML", "<html></html>"],
  ])("that is %s is no empty day, and is asked for again", async (_, broken) => {
    const { read, bodies } = await open(() => ({ body: broken }));
    await expect(read()).rejects.toMatchObject({ kind: "transient" });
    expect(bodies).toHaveLength(5);
    const healed = await open((body, i) => (i === 0 ? { body: broken } : page(body, [{}])));
    expect(await healed.read()).toHaveLength(1);
  });

  test("to an expired token is asked for again with a new one", async () => {
    const { read, paths } = await open((body, i) =>
      i === 0 ? refusal(401, "UNAUTHENTICATED", "expired") : page(body, [{}]),
    );
    expect(await read()).toHaveLength(1);
    expect(paths.map((path) => path.split(" ").at(-1))).toEqual(["token-1", "token-2"]);
  });
});

describe("discovery", () => {
  const discover = async (answer: () => Reply) => {
    const { source } = await open(answer);
    return source.discover(AbortSignal.timeout(10_000));
  };

  test("learns currency and zone from a report of yesterday", async () => {
    const { source, bodies } = await open((body) => page(body, []));
    expect(await source.discover(AbortSignal.timeout(10_000))).toEqual([
      { accountId: PROPERTY_ID, name: null, currencyCode: "EUR", timeZone: "Europe/Berlin", via: null, problem: null },
    ]);
    expect(bodies[0]).toMatchObject({
      dateRanges: [{ startDate: "2026-11-09", endDate: "2026-11-09" }],
      dimensions: [],
    });
  });

  test("lists a property without access with its problem", async () => {
    const [account] = await discover(() => refusal(403, "PERMISSION_DENIED", "no"));
    expect(account).toMatchObject({
      timeZone: null,
      problem: { kind: "auth", fix: expect.stringContaining("Viewer") },
    });
  });

  test("throws where the credential itself is refused", async () => {
    await expect(discover(() => refusal(401, "UNAUTHENTICATED", "no"))).rejects.toMatchObject({ kind: "auth" });
  });
});
