import { describe, expect, test } from "vitest";
import { hubspot } from "./hubspot.ts";

const SEARCH = "/crm/v3/objects/contacts/search";

describe("HubSpot refuses", () => {
  test("a token it does not know, and says so in JSON", async () => {
    const client = await hubspot();
    const { status, body } = await client.post(SEARCH, {}, "other");
    expect(status).toBe(401);
    expect(body).toMatchObject({
      status: "error",
      category: "INVALID_AUTHENTICATION",
      correlationId: expect.any(String),
    });
  });

  test("an object and a path it does not have", async () => {
    const client = await hubspot();
    expect((await client.post("/crm/v3/objects/spaceships/search", {})).status).toBe(400);
    expect((await client.get("/crm/v3/nothing")).status).toBe(404);
  });

  test("the sixth search within a second, and takes it a second later", async () => {
    const clock = { ms: 0 };
    const client = await hubspot({ hasLimits: true, limitClockMs: () => clock.ms });
    const statuses = [];
    for (let i = 0; i < 6; i++) statuses.push((await client.post(SEARCH, { limit: 1 })).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    const { body, headers } = await client.post(SEARCH, { limit: 1 });
    expect(body).toMatchObject({
      status: "error",
      message: "You have reached your secondly limit.",
      errorType: "RATE_LIMIT",
      policyName: "SECONDLY",
    });
    expect(headers.get("retry-after")).toBeNull();
    clock.ms = 1000;
    expect((await client.post(SEARCH, { limit: 1 })).status).toBe(200);
  });

  test.each([
    ["server_error_json", 500, { message: "internal error" }],
    ["server_busy_delay", 503, {}],
    ["throttle", 429, { policyName: "SECONDLY" }],
    ["throttle_delay", 429, { policyName: "SECONDLY" }],
    ["day_quota", 429, { policyName: "DAILY" }],
    ["expired_token", 401, { category: "EXPIRED_AUTHENTICATION" }],
    ["revoked_token", 401, { category: "INVALID_AUTHENTICATION" }],
    ["forbidden_account", 403, { category: "MISSING_SCOPES" }],
  ] as const)("by the fault %s in its own words", async (fault, status, body) => {
    const client = await hubspot({ faults: () => fault });
    const answer = await client.post(SEARCH, {});
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status: "error", ...body });
    expect(answer.headers.has("retry-after")).toBe(fault.endsWith("_delay"));
  });

  test("the last id of a batch inside an answer that succeeds", async () => {
    const client = await hubspot({ faults: ({ operation }) => (operation === "batch_read" ? "embedded_error" : null) });
    const ids = (await client.post(SEARCH, { limit: 3 })).body.results.map(({ id }: { id: string }) => ({ id }));
    const { status, body } = await client.post("/crm/v3/objects/contacts/batch/read", { inputs: ids });
    expect(status).toBe(207);
    expect(body.results).toHaveLength(2);
    expect(body.errors[0].context.ids).toEqual([ids[2].id]);
  });

  test("nothing, but gives a page twice", async () => {
    let page = 0;
    const client = await hubspot({ faults: () => (++page === 2 ? "duplicate_page" : null) });
    const one = await client.post(SEARCH, { limit: 10 });
    const two = await client.post(SEARCH, { limit: 10, after: "10" });
    expect(two.body.results).toEqual(one.body.results);
    expect(two.body.paging.next.after).toBe("20");
  });

  test.each(["missing_bracket", "job_failed", "too_big"] as const)("to invent the fault %s", async (fault) => {
    const client = await hubspot({ faults: () => fault });
    const { status, body } = await client.post(SEARCH, {});
    expect(status).toBe(500);
    expect(body).toContain("expected a fault that hubspot knows for search");
    await expect(client.close()).rejects.toThrow(`"${fault}"`);
  });
});

describe("HubSpot describes", () => {
  test("the properties of an object, custom ones too", async () => {
    const client = await hubspot();
    const { body } = await client.get("/crm/v3/properties/contacts");
    const names = body.results.map(({ name }: { name: string }) => name);
    expect(names).toEqual(expect.arrayContaining(["email", "lifecyclestage", "hs_google_click_id", "utm_source"]));
    expect(body.results.find(({ name }: { name: string }) => name === "utm_source")).toMatchObject({
      label: "UTM source",
      type: "string",
      hubspotDefined: false,
      archived: false,
    });
  });

  test("the stages of the deal pipeline, those that are closed marked", async () => {
    const client = await hubspot();
    const { body } = await client.get("/crm/v3/pipelines/deals");
    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toMatchObject({ id: "default", archived: false });
    const closed = body.results[0].stages.filter(
      ({ metadata }: { metadata: { isClosed: string } }) => metadata.isClosed === "true",
    );
    expect(closed.map(({ id }: { id: string }) => id)).toEqual(["closedwon", "closedlost"]);
  });

  test("its owners and its account", async () => {
    const client = await hubspot();
    expect((await client.get("/crm/v3/owners")).body.results[0]).toMatchObject({
      id: "71000001",
      email: "mara@velo-works.example",
      firstName: "Mara",
      archived: false,
    });
    expect((await client.get("/account-info/v3/details")).body).toMatchObject({
      portalId: 24680135,
      companyCurrency: "EUR",
      timeZone: "Europe/Berlin",
    });
  });

  test("a deal in texts: money, currency, the close date as an instant", async () => {
    const client = await hubspot();
    const { body } = await client.post("/crm/v3/objects/deals/search", {
      limit: 200,
      properties: ["dealstage", "amount", "deal_currency_code", "closedate", "hs_is_closed_won"],
    });
    for (const { properties } of body.results) {
      expect(properties.amount).toMatch(/^\d+\.\d\d$/);
      expect(properties.deal_currency_code).toBe("EUR");
      expect(properties.closedate).toMatch(/^\d{4}-\d\d-\d\dT00:00:00Z$/);
      expect(properties.hs_is_closed_won).toBe(String(properties.dealstage === "closedwon"));
    }
  });
});
