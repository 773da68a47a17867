import { describe, expect, test } from "vitest";
import { snapshotAt } from "../../../../../scripts/sandbox/market/crm.ts";
import { FOREVER_MS, small } from "../../market/markets.ts";
import { hubspot, searchAll } from "./hubspot.ts";

const contacts = small.hubspot.records("contact");
const live = contacts.filter((record) => snapshotAt(record, FOREVER_MS)?.isDeleted === false);
const PATH = "/crm/v3/objects/contacts/search";

describe("a search", () => {
  test("answers in HubSpot's shape", async () => {
    const client = await hubspot();
    const { status, body } = await client.post(PATH, { properties: ["email", "phone"], limit: 1 });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["total", "results", "paging"]);
    expect(body.total).toBe(live.length);
    expect(body.paging.next.after).toBe("1");
    expect(body.results).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        properties: {
          email: expect.stringMatching(/@.+\.example$/),
          phone: expect.stringMatching(/^\+/),
          createdate: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/),
          lastmodifieddate: expect.any(String),
          hs_object_id: body.results[0].id,
        },
        createdAt: body.results[0].properties.createdate,
        updatedAt: body.results[0].properties.lastmodifieddate,
        archived: false,
      },
    ]);
  });

  test("gives its default properties where none are asked for, and leaves unknown ones out", async () => {
    const client = await hubspot();
    const { body } = await client.post(PATH, { limit: 1 });
    expect(Object.keys(body.results[0].properties).sort()).toEqual(
      ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"].sort(),
    );
    const asked = await client.post(PATH, { limit: 1, properties: ["hs_google_click_id", "no_such_property"] });
    expect(asked.body.results[0].properties).not.toHaveProperty("no_such_property");
    expect(asked.body.results[0].properties).toHaveProperty("hs_google_click_id");
  });

  test("gives every live record once over all pages, ascending by the sort", async () => {
    const client = await hubspot();
    const found = await searchAll(client, "contacts", { sorts: ["lastmodifieddate"], properties: ["email"] });
    expect(found.map(({ id }) => id).sort()).toEqual(live.map(({ id }) => id).sort());
    const times = found.map(({ properties }) => Date.parse(properties.lastmodifieddate ?? ""));
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test("finds the records changed since an instant in milliseconds", async () => {
    const client = await hubspot();
    const changed = live.map((record) => snapshotAt(record, FOREVER_MS)?.updatedMs ?? 0).toSorted((a, b) => a - b);
    const since = changed[Math.floor(changed.length / 2)] ?? 0;
    const filter = { propertyName: "lastmodifieddate", operator: "GTE", value: String(since) };
    const found = await searchAll(client, "contacts", { filterGroups: [{ filters: [filter] }] });
    expect(found.length).toBe(changed.filter((at) => at >= since).length);
  });

  test("goes on within one millisecond by EQ and the record id, which is compared as a number", async () => {
    const client = await hubspot();
    const [record] = live;
    const atMs = record ? (snapshotAt(record, FOREVER_MS)?.updatedMs ?? 0) : 0;
    const at = (value: string) => ({
      filterGroups: [
        {
          filters: [
            { propertyName: "lastmodifieddate", operator: "EQ", value: String(atMs) },
            { propertyName: "hs_object_id", operator: "GT", value },
          ],
        },
      ],
      sorts: [{ propertyName: "hs_object_id", direction: "ASCENDING" }],
    });
    const before = await searchAll(client, "contacts", at("99"));
    expect(before.map(({ id }) => id)).toContain(record?.id);
    expect(await searchAll(client, "contacts", at(record?.id ?? ""))).toEqual([]);
  });

  test("joins groups by OR and filters by AND", async () => {
    const client = await hubspot();
    const is = (propertyName: string, value: string) => ({ propertyName, operator: "EQ", value });
    const count = async (filterGroups: unknown) => (await client.post(PATH, { filterGroups })).body.total;
    const customers = await count([{ filters: [is("lifecyclestage", "customer")] }]);
    const german = await count([{ filters: [is("lifecyclestage", "customer"), is("country", "DE")] }]);
    const other = await count([
      { filters: [is("lifecyclestage", "customer"), { ...is("country", "DE"), operator: "NEQ" }] },
    ]);
    expect(german).toBeGreaterThan(0);
    expect(german + other).toBe(customers);
    const leads = await count([{ filters: [is("lifecyclestage", "lead")] }]);
    const both = await count([
      { filters: [is("lifecyclestage", "customer")] },
      { filters: [{ propertyName: "lifecyclestage", operator: "IN", values: ["lead", "customer"] }] },
    ]);
    expect(both).toBe(customers + leads);
  });

  test("tells records with a click id from those without", async () => {
    const client = await hubspot();
    const count = async (operator: string) =>
      (await client.post(PATH, { filterGroups: [{ filters: [{ propertyName: "hs_google_click_id", operator }] }] }))
        .body.total;
    const withId = live.filter((record) => snapshotAt(record, FOREVER_MS)?.properties.gclid).length;
    expect(await count("HAS_PROPERTY")).toBe(withId);
    expect(await count("NOT_HAS_PROPERTY")).toBe(live.length - withId);
  });

  test.each([
    ["a page over 200", { limit: 201 }],
    ["a row beyond the 10,000th", { limit: 200, after: "9801" }],
    ["two sorts", { sorts: ["createdate", "email"] }],
    [
      "an unknown property in a filter",
      { filterGroups: [{ filters: [{ propertyName: "x", operator: "HAS_PROPERTY" }] }] },
    ],
    ["an unknown property in a sort", { sorts: ["x"] }],
    ["an unknown operator", { filterGroups: [{ filters: [{ propertyName: "email", operator: "LIKE", value: "a" }] }] }],
    ["a filter without its value", { filterGroups: [{ filters: [{ propertyName: "email", operator: "EQ" }] }] }],
    ["six groups", { filterGroups: Array(6).fill({ filters: [{ propertyName: "email", operator: "HAS_PROPERTY" }] }) }],
    ["a body over 3,000 characters", { properties: Array(400).fill("email") }],
    ["a body that is no JSON", "{"],
  ])("refuses %s", async (_, body) => {
    const client = await hubspot();
    const answer = await client.post(PATH, body);
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({
      status: "error",
      category: "VALIDATION_ERROR",
      correlationId: expect.any(String),
    });
  });

  test("allows the last row before the 10,000 limit", async () => {
    const client = await hubspot();
    expect((await client.post(PATH, { limit: 200, after: "9800" })).status).toBe(200);
  });

  test("can be given a lower limit, for markets of fewer records", async () => {
    const client = await hubspot({ searchRows: 300 });
    const { body } = await client.post(PATH, { limit: 150, after: "150" });
    expect(body.results).toHaveLength(150);
    expect(body).toMatchObject({ total: live.length, paging: { next: { after: "300" } } });
    expect((await client.post(PATH, { limit: 1, after: "300" })).status).toBe(400);
  });

  test("shows changes late where the index lags, each record by a delay of its own", async () => {
    const lagMs = 600_000;
    const record = live[Math.floor(live.length / 2)];
    if (!record) throw new Error("expected a record");
    const nowMs = { value: record.createdMs };
    const client = await hubspot({ nowMs: () => nowMs.value, searchLagMs: lagMs });
    const isFound = async () => {
      const filter = { propertyName: "hs_object_id", operator: "EQ", value: record.id };
      return (await client.post(PATH, { filterGroups: [{ filters: [filter] }] })).body.total === 1;
    };
    const isRead = async () =>
      (await client.post("/crm/v3/objects/contacts/batch/read", { inputs: [{ id: record.id }] })).status;
    expect(await isFound()).toBe(false);
    expect(await isRead()).toBe(200);
    nowMs.value = record.createdMs + lagMs;
    expect(await isFound()).toBe(true);
  });
});
