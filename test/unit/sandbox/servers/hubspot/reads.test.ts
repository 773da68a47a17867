import { describe, expect, test } from "vitest";
import type { CrmRecord } from "../../../../../scripts/sandbox/market/crm.ts";
import { DAY_MS, FOREVER_MS, small } from "../../market/markets.ts";
import { hubspot, listAll, searchAll } from "./hubspot.ts";

const contacts = small.hubspot.records("contact");
const BATCH = "/crm/v3/objects/contacts/batch/read";

function first(test: (record: CrmRecord) => boolean): CrmRecord {
  const record = contacts.find(test);
  if (!record) throw new Error("expected the market to hold such a record");
  return record;
}

describe("a batch read", () => {
  test("gives the history of a property, newest first", async () => {
    const client = await hubspot();
    const won = first(({ changes }) => changes.some(({ value }) => value === "customer"));
    const { status, body } = await client.post(BATCH, {
      inputs: [{ id: won.id }],
      properties: ["email"],
      propertiesWithHistory: ["lifecyclestage"],
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ status: "COMPLETE", startedAt: expect.any(String), completedAt: expect.any(String) });
    expect(body).not.toHaveProperty("numErrors");
    const { lifecyclestage } = body.results[0].propertiesWithHistory;
    expect(lifecyclestage.map(({ value }: { value: string }) => value)).toEqual([
      "customer",
      "opportunity",
      "salesqualifiedlead",
      "marketingqualifiedlead",
      "lead",
    ]);
    expect(lifecyclestage.at(-1)).toEqual({
      value: "lead",
      timestamp: new Date(won.createdMs).toISOString().replace(".000Z", "Z"),
      sourceType: "FORM",
    });
    expect(body.results[0].properties.lifecyclestage).toBe("customer");
  });

  test("shows no history that lies ahead", async () => {
    const won = first(({ changes }) => changes.some(({ value }) => value === "customer"));
    const client = await hubspot({ nowMs: () => won.createdMs });
    const { body } = await client.post(BATCH, {
      inputs: [{ id: won.id }],
      propertiesWithHistory: ["lifecyclestage", "hubspot_owner_id"],
    });
    const { lifecyclestage, hubspot_owner_id } = body.results[0].propertiesWithHistory;
    expect(lifecyclestage).toHaveLength(1);
    expect(hubspot_owner_id).toEqual([]);
  });

  test("takes 100 ids, 50 with history", async () => {
    const client = await hubspot();
    const inputs = contacts.slice(0, 101).map(({ id }) => ({ id }));
    expect((await client.post(BATCH, { inputs })).status).toBe(400);
    expect((await client.post(BATCH, { inputs: inputs.slice(1) })).status).not.toBe(400);
    const propertiesWithHistory = ["email"];
    expect((await client.post(BATCH, { inputs: inputs.slice(0, 51), propertiesWithHistory })).status).toBe(400);
    expect((await client.post(BATCH, { inputs: inputs.slice(0, 50), propertiesWithHistory })).status).not.toBe(400);
  });

  test("counts the ids it could not read, and answers 207", async () => {
    const client = await hubspot();
    const kept = first(({ deletedMs, merged }) => deletedMs === null && merged === null);
    const { status, body } = await client.post(BATCH, { inputs: [{ id: kept.id }, { id: "1" }] });
    expect(status).toBe(207);
    expect(body.results).toHaveLength(1);
    expect(body).toMatchObject({ numErrors: 1, errors: [{ category: "OBJECT_NOT_FOUND", context: { ids: ["1"] } }] });
  });
});

describe("an archived contact", () => {
  const gone = first(({ deletedMs }) => deletedMs !== null);
  const { id, deletedMs, purgedMs } = gone;
  const at = (nowMs: number | null) => hubspot({ nowMs: () => nowMs ?? 0 });
  const filter = { filterGroups: [{ filters: [{ propertyName: "hs_object_id", operator: "EQ", value: id }] }] };

  test("is found and listed until it is deleted", async () => {
    const client = await at((deletedMs ?? 0) - 1);
    expect(await searchAll(client, "contacts", filter)).toHaveLength(1);
    expect((await listAll(client, "contacts", "archived=true")).map((record) => record.id)).not.toContain(id);
  });

  test("is hidden from search then, and listed as archived with the instant of its deletion", async () => {
    const client = await at(deletedMs);
    expect(await searchAll(client, "contacts", filter)).toEqual([]);
    expect((await listAll(client, "contacts", "archived=false")).map((record) => record.id)).not.toContain(id);
    const archived = (await listAll(client, "contacts", "archived=true")).find((record) => record.id === id);
    expect(archived).toMatchObject({
      archived: true,
      archivedAt: new Date(deletedMs ?? 0).toISOString().replace(".000Z", "Z"),
    });
    expect((await client.post(BATCH, { inputs: [{ id }] })).body.numErrors).toBe(1);
  });

  test("is gone after 90 days", async () => {
    const client = await at((deletedMs ?? 0) + 90 * DAY_MS);
    expect(purgedMs === null || purgedMs <= (deletedMs ?? 0) + 90 * DAY_MS).toBe(true);
    expect((await listAll(client, "contacts", "archived=true")).map((record) => record.id)).not.toContain(id);
  });
});

describe("a merged contact", () => {
  const away = first(({ merged }) => merged !== null);
  const { atMs = 0, intoId = "" } = away.merged ?? {};

  test("vanishes into the one that stays, which names it and counts as changed", async () => {
    const client = await hubspot({ nowMs: () => atMs });
    const { body } = await client.post(BATCH, { inputs: [{ id: away.id }], properties: ["hs_merged_object_ids"] });
    expect(body.results).toHaveLength(1);
    expect(body.results[0]).toMatchObject({ id: intoId, properties: { hs_merged_object_ids: away.id } });
    expect(Date.parse(body.results[0].updatedAt)).toBe(atMs);
    const all = [
      ...(await listAll(client, "contacts", "archived=false")),
      ...(await listAll(client, "contacts", "archived=true")),
    ];
    expect(all.map(({ id }) => id)).not.toContain(away.id);
  });

  test("stands on its own before", async () => {
    const client = await hubspot({ nowMs: () => atMs - 1 });
    const { body } = await client.post(BATCH, { inputs: [{ id: away.id }], properties: ["hs_merged_object_ids"] });
    expect(body.results[0]).toMatchObject({ id: away.id, properties: { hs_merged_object_ids: null } });
  });
});

describe("a list", () => {
  test("gives every live record once over all pages, by id", async () => {
    const client = await hubspot();
    const listed = (await listAll(client, "deals", "properties=dealname,amount")).map(({ id }) => Number(id));
    expect(listed).toEqual(
      small.hubspot
        .records("deal")
        .map(({ id }) => Number(id))
        .toSorted((a, b) => a - b),
    );
  });

  test("refuses more than 100 a page", async () => {
    const client = await hubspot();
    expect((await client.get("/crm/v3/objects/deals?limit=101")).status).toBe(400);
  });
});

describe("associations", () => {
  test("lead from a deal to its contact and company and back, with their types", async () => {
    const client = await hubspot();
    const [deal] = small.hubspot.records("deal");
    const contact = deal?.associations.find(({ toObject }) => toObject === "contact")?.toId ?? "";
    const to = async (from: string, id: string, object: string) =>
      (await client.post(`/crm/v4/associations/${from}/${object}/batch/read`, { inputs: [{ id }] })).body;
    expect((await to("deals", deal?.id ?? "", "contacts")).results).toEqual([
      {
        from: { id: deal?.id },
        to: [{ toObjectId: contact, associationTypes: [{ category: "HUBSPOT_DEFINED", typeId: 3, label: null }] }],
      },
    ]);
    expect((await to("contacts", contact, "deals")).results[0].to[0]).toMatchObject({ toObjectId: deal?.id });
    const companies = (await to("deals", deal?.id ?? "", "companies")).results[0].to;
    expect((await to("companies", companies[0].toObjectId, "deals")).results[0].to[0].toObjectId).toBe(deal?.id);
  });

  test("of records without any are errors in an answer of 207", async () => {
    const client = await hubspot();
    const lonely = first(({ associations }) => associations.every(({ toObject }) => toObject !== "deal"));
    const { status, body } = await client.post("/crm/v4/associations/contacts/deals/batch/read", {
      inputs: [{ id: lonely.id }],
    });
    expect(status).toBe(207);
    expect(body).toMatchObject({
      results: [],
      numErrors: 1,
      errors: [{ subCategory: "crm.associations.NO_ASSOCIATIONS_FOUND", context: { fromObjectId: [lonely.id] } }],
    });
  });

  test("take 1,000 ids", async () => {
    const client = await hubspot();
    const path = "/crm/v4/associations/contacts/companies/batch/read";
    const inputs = Array.from({ length: 1001 }, (_, i) => ({ id: String(i) }));
    expect((await client.post(path, { inputs })).status).toBe(400);
    expect((await client.post(path, { inputs: inputs.slice(1) })).status).toBe(207);
  });

  test("page by the record they lead from", async () => {
    const shared = structuredClone(contacts.slice(0, 3)) as CrmRecord[];
    const company = shared[0]?.associations.find(({ toObject }) => toObject === "company");
    if (!company) throw new Error("expected a company");
    const records = shared.map((record) => ({ ...record, deletedMs: null, associations: [company] }));
    const crm = {
      ...small.hubspot,
      records: (object: string) => (object === "contact" ? records : small.hubspot.records("company")),
    };
    const market = { ...small, hubspot: crm } as typeof small;
    const client = await hubspot({ market, associationsPerPage: 2, nowMs: () => FOREVER_MS });
    const path = "/crm/v4/associations/companies/contacts/batch/read";
    const one = (await client.post(path, { inputs: [{ id: company.toId }] })).body.results[0];
    expect(one.to).toHaveLength(2);
    const two = (await client.post(path, { inputs: [{ id: company.toId, after: one.paging.next.after }] })).body
      .results[0];
    expect(two).not.toHaveProperty("paging");
    expect([...one.to, ...two.to].map(({ toObjectId }) => toObjectId).sort()).toEqual(
      records.map(({ id }) => id).sort(),
    );
  });
});
