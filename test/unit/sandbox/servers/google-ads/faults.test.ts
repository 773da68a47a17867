import { describe, expect, test } from "vitest";
import type { Fault } from "../../../../../scripts/sandbox/servers/faults.ts";
import { codeOf, googleAds, REFRESH_GRANT } from "./google-ads.ts";

const QUERY = "SELECT campaign.id, campaign.name FROM campaign";
/** Only the first request of the operation meets the fault. */
const once = (fault: Fault, on: string) => {
  let isDone = false;
  return ({ operation }: { readonly operation: string }): Fault | null => {
    if (isDone || operation !== on) return null;
    isDone = true;
    return fault;
  };
};

describe("Google Ads words a fault as it does", () => {
  test.each([
    ["server_error_json", 500, "internalError INTERNAL_ERROR"],
    ["server_busy_delay", 503, "internalError TRANSIENT_ERROR"],
    ["deadline_exceeded", 503, "internalError DEADLINE_EXCEEDED"],
    ["throttle", 429, "quotaError RESOURCE_TEMPORARILY_EXHAUSTED"],
    ["throttle_delay", 429, "quotaError RESOURCE_TEMPORARILY_EXHAUSTED"],
    ["day_quota", 429, "quotaError RESOURCE_EXHAUSTED"],
    ["too_big", 429, "quotaError EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION"],
    ["expired_token", 401, "authenticationError OAUTH_TOKEN_EXPIRED"],
    ["forbidden_account", 403, "authorizationError USER_PERMISSION_DENIED"],
    ["project_not_approved", 403, "authorizationError CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION"],
  ] as const)("%s: %i %s, then answers as usual", async (fault, status, code) => {
    for (const method of ["searchStream", "search"] as const) {
      const { ask, token } = await googleAds({ faults: once(fault, method) });
      const reply = await ask(QUERY, { method });
      expect([reply.status, codeOf(reply), Array.isArray(reply.json)]).toEqual([
        status,
        code,
        method === "searchStream",
      ]);
      const { access_token } = (await token(REFRESH_GRANT)).json;
      const next = await ask(QUERY, { method, headers: { authorization: `Bearer ${access_token}` } });
      expect(next.status).toBe(200);
    }
  });

  test.each([
    ["throttle", undefined],
    ["throttle_delay", "2s"],
    ["day_quota", "18000s"],
  ] as const)("%s with retryDelay %s", async (fault, delay) => {
    const { ask } = await googleAds({ faults: once(fault, "searchStream") });
    const { details } = (await ask(QUERY)).json[0].error.details[0].errors[0];
    expect(details.quotaErrorDetails.retryDelay).toBe(delay);
  });

  test("a busy server says when to come back", async () => {
    const { ask } = await googleAds({ faults: once("server_busy_delay", "searchStream") });
    expect((await ask(QUERY)).headers.get("retry-after")).toBe("2");
  });

  test("an API that is not enabled is refused by Google's front, without a GoogleAdsFailure", async () => {
    const { get } = await googleAds({ faults: once("service_disabled", "listAccessibleCustomers") });
    const { status, json } = await get("/v25/customers:listAccessibleCustomers");
    expect(status).toBe(403);
    expect(json.error.details).toEqual([
      expect.objectContaining({ "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason: "SERVICE_DISABLED" }),
    ]);
  });

  test("an expired token stays refused until a new one is asked for", async () => {
    const { ask } = await googleAds({ faults: once("expired_token", "searchStream") });
    expect([(await ask(QUERY)).status, (await ask(QUERY)).status]).toEqual([401, 401]);
  });

  test("a revoked refresh token is an invalid grant", async () => {
    let isOn = false;
    const { token } = await googleAds({
      faults: ({ operation }) => (isOn && operation === "token" ? "revoked_token" : null),
    });
    isOn = true;
    const { status, json } = await token(REFRESH_GRANT);
    expect([status, json]).toEqual([
      400,
      { error: "invalid_grant", error_description: "Token has been expired or revoked." },
    ]);
  });

  test("an error after rows comes in an answer of 200", async () => {
    const { ask, rows } = await googleAds({ faults: once("embedded_error", "searchStream") });
    const { status, json } = await ask(QUERY);
    expect([status, json.length, json[1].error.code]).toEqual([200, 2, 500]);
    const whole = await rows(QUERY);
    expect(json[0].results).toEqual(whole.slice(0, Math.ceil(whole.length / 2)));
  });

  test("a missing bracket is all that is missing", async () => {
    const { url, accessToken, ask } = await googleAds({ faults: once("missing_bracket", "searchStream") });
    const broken = await fetch(`${url}/v25/customers/1234567890/googleAds:searchStream`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}`, "login-customer-id": "9876543210" },
      body: JSON.stringify({ query: QUERY }),
    });
    const text = await broken.text();
    expect(() => JSON.parse(text)).toThrow();
    const [{ results }] = JSON.parse(`${text}]`);
    expect(results).toEqual((await ask(QUERY)).json[0].results);
  });

  test.each([
    ["searchStream", "job_failed"],
    ["searchStream", "duplicate_page"],
    ["search", "missing_bracket"],
    ["listAccessibleCustomers", "day_quota"],
  ] as const)("and never pretends: %s knows no %s", async (on, fault) => {
    const { ask, get, close } = await googleAds({ faults: once(fault, on) });
    const reply =
      on === "listAccessibleCustomers"
        ? await get("/v25/customers:listAccessibleCustomers")
        : await ask(QUERY, { method: on });
    expect([reply.status, reply.text.startsWith("sandbox:")]).toEqual([500, true]);
    await expect(close()).rejects.toThrow(`got "${fault}"`);
  });
});
