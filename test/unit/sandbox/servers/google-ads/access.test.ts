import { createSign, generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { CANCELED_CLIENT_ID, MANAGER_ID } from "../../../../../scripts/sandbox/servers/google-ads/accounts.ts";
import { small } from "../../market/markets.ts";
import { CLIENT, codeOf, googleAds, REFRESH_GRANT } from "./google-ads.ts";

const QUERY = "SELECT customer.id FROM customer";

describe("the token endpoint", () => {
  test("grants a token for a refresh token", async () => {
    const { token } = await googleAds();
    const { status, json } = await token(REFRESH_GRANT);
    expect(status).toBe(200);
    expect(json).toEqual({
      access_token: expect.stringMatching(/^ya29\./),
      expires_in: 3599,
      scope: "https://www.googleapis.com/auth/adwords",
      token_type: "Bearer",
    });
  });

  test.each([
    ["another client", { client_id: "other" }, 401, "invalid_client"],
    ["a wrong secret", { client_secret: "wrong" }, 401, "invalid_client"],
    ["a revoked refresh token", { refresh_token: "1//revoked" }, 400, "invalid_grant"],
    ["another kind of grant", { grant_type: "password" }, 400, "unsupported_grant_type"],
  ])("refuses %s", async (_, change, status, error) => {
    const { token } = await googleAds();
    const reply = await token({ ...REFRESH_GRANT, ...change });
    expect([reply.status, reply.json.error]).toEqual([status, error]);
  });

  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const email = "reader@sandbox.iam.gserviceaccount.example";
  const serviceAccount = { email, publicKeyPem: publicKey.export({ type: "spki", format: "pem" }).toString() };
  const nowSeconds = small.endMs / 1000;
  const claims = {
    iss: email,
    scope: "https://www.googleapis.com/auth/adwords",
    aud: "https://oauth2.googleapis.com/token",
    iat: nowSeconds,
    exp: nowSeconds + 3600,
  };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const signed = (change: object, key = privateKey): string => {
    const text = `${part({ alg: "RS256", typ: "JWT" })}.${part({ ...claims, ...change })}`;
    return `${text}.${createSign("RSA-SHA256").update(text).sign(key).toString("base64url")}`;
  };
  const grantOf = (assertion: string) => ({ grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion });

  test("grants a token for an assertion that a service account signed", async () => {
    const { token, url } = await googleAds({ oauth: { serviceAccount } });
    for (const aud of [claims.aud, `${url}/token`])
      expect((await token(grantOf(signed({ aud })))).json.access_token).toMatch(/^ya29\./);
  });

  test.each([
    ["of an unknown account", signed({ iss: "other@example.com" }), "account not found"],
    ["signed by another key", signed({}, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey), "Signature"],
    ["for another audience", signed({ aud: "https://example.com/token" }), "audience"],
    ["that is good for two hours", signed({ exp: nowSeconds + 7200 }), "short-lived"],
    ["that ended yesterday", signed({ iat: nowSeconds - 86_400, exp: nowSeconds - 82_800 }), "short-lived"],
    ["that is none", "x.y.z", "Bad Request"],
  ])("refuses an assertion %s", async (_, assertion, description) => {
    const { token } = await googleAds({ oauth: { serviceAccount } });
    const { status, json } = await token(grantOf(assertion));
    expect([status, json.error]).toEqual([400, "invalid_grant"]);
    expect(json.error_description).toContain(description);
  });
});

describe("an access token", () => {
  test("expires by the sandbox's clock, and the next one works", async () => {
    let nowMs = small.endMs;
    const { ask, token } = await googleAds({ nowMs: () => nowMs, oauth: { accessTokenSeconds: 60 } });
    nowMs += 59_999;
    expect((await ask(QUERY)).status).toBe(200);
    nowMs += 1;
    const expired = await ask(QUERY);
    expect([expired.status, codeOf(expired)]).toEqual([401, "authenticationError OAUTH_TOKEN_EXPIRED"]);
    const { access_token } = (await token(REFRESH_GRANT)).json;
    expect((await ask(QUERY, { headers: { authorization: `Bearer ${access_token}` } })).status).toBe(200);
  });

  test("that nobody issued is refused without details", async () => {
    const { ask } = await googleAds();
    const { status, json } = await ask(QUERY, { headers: { authorization: "Bearer made-up" } });
    expect(status).toBe(401);
    expect(json[0].error).toEqual({ code: 401, message: expect.any(String), status: "UNAUTHENTICATED" });
  });
});

describe("accounts", () => {
  test("that the credential has a seat in are the manager and the canceled client", async () => {
    const { get } = await googleAds();
    const { json } = await get("/v25/customers:listAccessibleCustomers");
    expect(json).toEqual({ resourceNames: [`customers/${MANAGER_ID}`, `customers/${CANCELED_CLIENT_ID}`] });
  });

  test.each([
    ["a client through its manager", CLIENT, { "login-customer-id": MANAGER_ID }, 200, null],
    [
      "a client named itself as login",
      CLIENT,
      { "login-customer-id": CLIENT },
      403,
      "authorizationError USER_PERMISSION_DENIED",
    ],
    [
      "a client through an account that is not above it",
      CLIENT,
      { "login-customer-id": CANCELED_CLIENT_ID },
      403,
      "authorizationError USER_PERMISSION_DENIED",
    ],
    ["an unknown client", "1111111111", {}, 403, "authorizationError USER_PERMISSION_DENIED"],
    ["the canceled client through its manager", CANCELED_CLIENT_ID, {}, 403, "authorizationError CUSTOMER_NOT_ENABLED"],
    [
      "the canceled client directly",
      CANCELED_CLIENT_ID,
      { "login-customer-id": CANCELED_CLIENT_ID },
      403,
      "authorizationError CUSTOMER_NOT_ENABLED",
    ],
    ["an id with dashes", "123-456-7890", {}, 400, "requestError INVALID_CUSTOMER_ID"],
  ])("answer %s", async (_, customerId, headers, status, code) => {
    const { ask } = await googleAds();
    const reply = await ask(QUERY, { customerId, headers });
    expect([reply.status, reply.status === 200 ? null : codeOf(reply)]).toEqual([status, code]);
  });

  test("of a client are not reached without naming the manager", async () => {
    const { url, accessToken } = await googleAds();
    const reply = await fetch(`${url}/v25/customers/${CLIENT}/googleAds:search`, {
      method: "POST",
      headers: { authorization: `Bearer ${accessToken}` },
      body: JSON.stringify({ query: QUERY }),
    });
    expect(reply.status).toBe(403);
    expect(await reply.text()).toContain("USER_PERMISSION_DENIED");
  });
});

test("The day's operations are limited where limits are on, over a rolling day", async () => {
  let nowMs = small.endMs;
  const { ask } = await googleAds({
    nowMs: () => nowMs,
    oauth: { accessTokenSeconds: 864_000 },
    hasLimits: true,
    dailyOperations: 2,
  });
  expect((await ask(QUERY)).status).toBe(200);
  nowMs += 3_600_000;
  expect((await ask(QUERY)).status).toBe(200);
  const spent = await ask(QUERY);
  expect([spent.status, codeOf(spent)]).toEqual([429, "quotaError RESOURCE_EXHAUSTED"]);
  expect(spent.json[0].error.details[0].errors[0].details.quotaErrorDetails.retryDelay).toBe(`${23 * 3600}s`);
  nowMs += 23 * 3_600_000;
  expect((await ask(QUERY)).status).toBe(200);
});
