import { describe, expect, test } from "vitest";
import { salesforce } from "./salesforce.ts";

const SOQL = "SELECT Id FROM Lead LIMIT 1";

describe("signing in", () => {
  test("gives a token, and its own address as the instance", async () => {
    const client = await salesforce();
    const { status, body } = await client.signIn();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(/^00D\w+!/),
      instance_url: client.url,
      token_type: "Bearer",
      issued_at: expect.stringMatching(/^\d{13}$/),
    });
    expect(body).not.toHaveProperty("expires_in");
  });

  test.each([
    [{ client_secret: "wrong" }, "invalid_client"],
    [{ client_id: "wrong" }, "invalid_client_id"],
    [{ grant_type: "password" }, "unsupported_grant_type"],
  ])("is refused with %o", async (form, error) => {
    const client = await salesforce();
    const { status, body } = await client.signIn(form);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body).toEqual({ error, error_description: expect.any(String) });
  });
});

describe("Salesforce refuses", () => {
  test("a token it did not give", async () => {
    const client = await salesforce();
    const { status, body } = await client.get("/services/data/v67.0/query?q=x", { authorization: "Bearer 00Dother" });
    expect(status).toBe(401);
    expect(body).toEqual([{ errorCode: "INVALID_SESSION_ID", message: "Session expired or invalid" }]);
  });

  test("a session that has expired until the client signs in again", async () => {
    let hasExpired = false;
    const client = await salesforce({
      faults: ({ operation }) => {
        if (operation !== "query" || hasExpired) return null;
        hasExpired = true;
        return "expired_token";
      },
    });
    const token = (await client.signIn()).body.access_token;
    const read = (of: string) =>
      client.get(`/services/data/v67.0/query?q=${encodeURIComponent(SOQL)}`, { authorization: `Bearer ${of}` });
    expect((await read(token)).status).toBe(401);
    expect((await read(token)).status).toBe(401);
    expect((await read((await client.signIn()).body.access_token)).status).toBe(200);
  });

  test("requests beyond the day's, and takes them a day later", async () => {
    const clock = { ms: 0 };
    const client = await salesforce({ hasLimits: true, dailyRequests: 2, limitClockMs: () => clock.ms });
    expect((await client.query(SOQL)).headers.get("sforce-limit-info")).toBe("api-usage=1/2");
    expect((await client.query(SOQL)).status).toBe(200);
    const { status, body } = await client.query(SOQL);
    expect(status).toBe(403);
    expect(body).toEqual([{ errorCode: "REQUEST_LIMIT_EXCEEDED", message: "TotalRequests Limit exceeded." }]);
    clock.ms = 86_400_001;
    expect((await client.query(SOQL)).status).toBe(200);
  });

  test("versions, paths and locators it does not have", async () => {
    const client = await salesforce();
    expect((await client.get("/services/data/v99.0/query?q=x")).body[0].errorCode).toBe("NOT_FOUND");
    expect((await client.get("/services/data/v67.0/nothing")).status).toBe(404);
    const { status, body } = await client.get("/services/data/v67.0/query/01g0000000000000-2000");
    expect(status).toBe(400);
    expect(body[0].errorCode).toBe("INVALID_QUERY_LOCATOR");
  });

  test.each([
    ["server_error_json", 500, "UNKNOWN_EXCEPTION"],
    ["server_busy_delay", 503, "SERVER_UNAVAILABLE"],
    ["throttle", 403, "REQUEST_LIMIT_EXCEEDED"],
    ["day_quota", 403, "REQUEST_LIMIT_EXCEEDED"],
    ["expired_token", 401, "INVALID_SESSION_ID"],
    ["revoked_token", 401, "INVALID_SESSION_ID"],
    ["forbidden_account", 403, "API_DISABLED_FOR_ORG"],
    ["too_big", 400, "QUERY_TIMEOUT"],
  ] as const)("by the fault %s in its own words", async (fault, status, errorCode) => {
    const client = await salesforce({ faults: ({ operation }) => (operation === "query" ? fault : null) });
    const answer = await client.query(SOQL);
    expect(answer.status).toBe(status);
    expect(answer.body).toEqual([{ errorCode, message: expect.any(String) }]);
    expect(answer.headers.has("retry-after")).toBe(fault === "server_busy_delay");
  });

  test("to sign in where the credentials were revoked", async () => {
    const client = await salesforce({ faults: () => "revoked_token" });
    expect((await client.signIn()).body.error).toBe("invalid_client");
  });

  test("nothing, but gives a page twice", async () => {
    const client = await salesforce({
      pageRows: 200,
      faults: ({ operation }) => (operation === "query_more" ? "duplicate_page" : null),
    });
    const { body: one } = await client.query("SELECT Id FROM Lead ORDER BY Id");
    const { body: two } = await client.get(one.nextRecordsUrl);
    expect(two.records).toEqual(one.records);
  });

  test.each([
    "missing_bracket",
    "job_failed",
    "embedded_error",
    "throttle_delay",
    "duplicate_page",
  ] as const)("to invent the fault %s", async (fault) => {
    const client = await salesforce({ faults: ({ operation }) => (operation === "query" ? fault : null) });
    const { status, body } = await client.query(SOQL);
    expect(status).toBe(500);
    expect(body).toContain("expected a fault that salesforce knows for query");
    await expect(client.close()).rejects.toThrow(`"${fault}"`);
  });
});
