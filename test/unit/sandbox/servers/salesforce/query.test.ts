import { describe, expect, test } from "vitest";
import { snapshotAt } from "../../../../../scripts/sandbox/market/crm.ts";
import { FOREVER_MS, small } from "../../market/markets.ts";
import { salesforce } from "./salesforce.ts";

const leads = small.salesforce.records("lead");
const seen = leads.flatMap((record) => snapshotAt(record, FOREVER_MS) ?? []);
const live = seen.filter(({ isDeleted }) => !isDeleted);
const ID = /^[A-Za-z0-9]{18}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000\+0000$/;
const literal = (atMs: number): string => new Date(Math.floor(atMs / 1000) * 1000).toISOString();

describe("a query", () => {
  test("answers in Salesforce's shape", async () => {
    const client = await salesforce();
    const { status, body, headers } = await client.query(
      "SELECT Id, Email, IsDeleted, SystemModstamp, Fleet_Size__c FROM Lead ORDER BY SystemModstamp, Id LIMIT 1",
    );
    expect(status).toBe(200);
    expect(headers.get("sforce-limit-info")).toMatch(/^api-usage=\d+\/15000$/);
    const [record] = body.records;
    expect(body).toEqual({
      totalSize: 1,
      done: true,
      records: [
        {
          attributes: { type: "Lead", url: `/services/data/v67.0/sobjects/Lead/${record.Id}` },
          Id: expect.stringMatching(ID),
          Email: expect.stringMatching(/@.+\.example$/),
          IsDeleted: false,
          SystemModstamp: expect.stringMatching(INSTANT),
          Fleet_Size__c: expect.any(Number),
        },
      ],
    });
  });

  test("gives every live record once over all pages, in its order", async () => {
    const client = await salesforce({ pageRows: 200 });
    const soql = "SELECT Id, SystemModstamp FROM Lead ORDER BY SystemModstamp, Id";
    const { body } = await client.query(soql);
    expect(body).toMatchObject({ totalSize: live.length, done: false });
    expect(body.nextRecordsUrl).toMatch(/^\/services\/data\/v67\.0\/query\/01g\w+-200$/);
    const records = await client.all(soql);
    expect(records.map(({ Id }) => Id).sort()).toEqual(live.map(({ id }) => id).sort());
    const keys = records.map(({ SystemModstamp, Id }) => `${SystemModstamp} ${Id}`);
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test("gives pages of 2,000 rows at most, and smaller ones where asked", async () => {
    const client = await salesforce({ pageRows: 5000 });
    expect(leads.length).toBeGreaterThan(250);
    const path = "/services/data/v67.0/query?q=SELECT+Id+FROM+Lead";
    const { body } = await client.get(path, { "sforce-query-options": "batchSize=200" });
    expect(body.records).toHaveLength(200);
    expect((await client.get(path)).body.records.length).toBeLessThanOrEqual(2000);
  });

  test("goes on over what it found at the start, whatever changes meanwhile", async () => {
    const clock = { ms: small.endMs - 40 * 86_400_000 };
    const client = await salesforce({ pageRows: 100, nowMs: () => clock.ms });
    const { body } = await client.query("SELECT Id FROM Lead ORDER BY Id");
    clock.ms = small.endMs;
    const { body: page } = await client.get(body.nextRecordsUrl);
    expect(page.totalSize).toBe(body.totalSize);
  });

  test("finds records changed since an instant, to the second", async () => {
    const client = await salesforce();
    const times = live.map(({ updatedMs }) => Math.floor(updatedMs / 1000)).toSorted((a, b) => a - b);
    const since = (times[Math.floor(times.length / 2)] ?? 0) * 1000;
    const found = await client.all(`SELECT Id FROM Lead WHERE SystemModstamp >= ${literal(since)}`);
    expect(found).toHaveLength(times.filter((at) => at * 1000 >= since).length);
    const offset = literal(since).replace("Z", "+00:00");
    expect(await client.all(`SELECT Id FROM Lead WHERE SystemModstamp >= ${offset}`)).toHaveLength(found.length);
  });

  test("leaves deleted records to queryAll, whose later pages are named query", async () => {
    const client = await salesforce({ nowMs: () => small.endMs, pageRows: 200 });
    const deleted = leads.filter((record) => snapshotAt(record, small.endMs)?.isDeleted);
    expect(deleted.length).toBeGreaterThan(0);
    const all = await client.all("SELECT Id, IsDeleted, MasterRecordId FROM Lead", "queryAll");
    expect(
      all
        .filter(({ IsDeleted }) => IsDeleted)
        .map(({ Id }) => Id)
        .sort(),
    ).toEqual(deleted.map(({ id }) => id).sort());
    expect(await client.all("SELECT Id FROM Lead WHERE IsDeleted = TRUE")).toEqual([]);
    const { body } = await client.query("SELECT Id FROM Lead", "queryAll");
    expect(body.nextRecordsUrl).toContain("/query/");
  });

  test("shows a merged lead as deleted with its master until the recycle bin is emptied", async () => {
    const merged = leads.find((record) => record.merged !== null);
    const { atMs = 0, intoId = "" } = merged?.merged ?? {};
    const clock = { ms: atMs - 1 };
    const client = await salesforce({ nowMs: () => clock.ms });
    const read = async () =>
      (
        await client.all(
          `SELECT IsDeleted, MasterRecordId, SystemModstamp FROM Lead WHERE Id = '${merged?.id}'`,
          "queryAll",
        )
      )[0];
    expect(await read()).toMatchObject({ IsDeleted: false, MasterRecordId: null });
    clock.ms = atMs;
    expect(await read()).toMatchObject({
      IsDeleted: true,
      MasterRecordId: intoId,
      SystemModstamp: literal(atMs).replace("Z", "+0000"),
    });
    clock.ms = atMs + 15 * 86_400_000;
    expect(await read()).toBeUndefined();
  });

  test("counts", async () => {
    const client = await salesforce();
    expect((await client.query("SELECT COUNT() FROM Lead")).body).toEqual({
      totalSize: live.length,
      done: true,
      records: [],
    });
  });

  test("joins conditions by AND or OR with brackets, IN, NOT and LIKE", async () => {
    const client = await salesforce();
    const count = async (where: string) =>
      (await client.query(`SELECT COUNT() FROM Lead WHERE ${where}`)).body.totalSize;
    const of = (test: (properties: (typeof live)[number]["properties"]) => boolean) =>
      live.filter(({ properties }) => test(properties)).length;
    const isOpen = (status: string | null | undefined) => status === "Qualified" || status === "Working - Contacted";
    expect(await count("Status IN ('qualified', 'Working - Contacted')")).toBe(
      of(({ lead_status }) => isOpen(lead_status)),
    );
    expect(await count("Status NOT IN ('Qualified', 'Working - Contacted')")).toBe(
      of(({ lead_status }) => !isOpen(lead_status)),
    );
    expect(await count("GCLID__c != null AND (Country = 'CA' OR Fleet_Size__c >= 20)")).toBe(
      of(({ gclid, country, fleet_size }) => Boolean(gclid) && (country === "CA" || Number(fleet_size) >= 20)),
    );
    expect(await count("NOT (IsConverted = true)")).toBe(of(({ converted_contact_id }) => !converted_contact_id));
    expect(await count("Landing_Page__c LIKE '/test%'")).toBe(
      of(({ landing_page }) => landing_page?.startsWith("/test") ?? false),
    );
  });

  test("reaches fields of related records", async () => {
    const client = await salesforce();
    const [record] = await client.all(
      "SELECT Name, Owner.Email, Account.Name FROM Opportunity WHERE Account.Name != null ORDER BY Amount DESC LIMIT 1",
    );
    expect(record).toMatchObject({
      Name: `${record.Account.Name} fleet`,
      Owner: { attributes: { type: "User" }, Email: expect.stringContaining("@velo-works.example") },
      Account: { attributes: { type: "Account", url: expect.stringContaining("/sobjects/Account/001") } },
    });
    const [alone] = await client.all("SELECT Id, ConvertedAccount.Name FROM Lead WHERE IsConverted = false LIMIT 1");
    expect(alone.ConvertedAccount).toBeNull();
  });

  test.each([
    ["SELECT Id, Foo__c FROM Lead", "INVALID_FIELD", "No such column 'Foo__c' on entity 'Lead'"],
    ["SELECT Foo.Name FROM Lead", "INVALID_FIELD", "Didn't understand relationship 'Foo'"],
    ["SELECT Id FROM Spaceship", "INVALID_TYPE", "sObject type 'Spaceship' is not supported"],
    ["SELECT Id Lead", "MALFORMED_QUERY", "unexpected token: 'Lead'"],
    ["SELECT Id FROM Lead WHERE", "MALFORMED_QUERY", "unexpected token: <EOF>"],
    ["SELECT Id FROM Lead WHERE Id = 'a' AND Name = 'b' OR Name = 'c'", "MALFORMED_QUERY", "unexpected token: 'OR'"],
    ["SELECT Id, id FROM Lead", "MALFORMED_QUERY", "duplicate field selected: Id"],
    ["SELECT Id FROM Lead WHERE SystemModstamp > '2026-01-01T00:00:00Z'", "INVALID_FIELD", "must be of type dateTime"],
    ["SELECT Id FROM Lead WHERE Name = 5", "INVALID_FIELD", "must be of type string"],
    ["SELECT Id FROM Lead WHERE Id = 'short'", "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: short"],
    ["SELECT Id FROM LeadHistory WHERE NewValue = 'x'", "INVALID_FIELD", "can not be filtered"],
    [
      "SELECT SystemModstamp FROM LeadHistory",
      "INVALID_FIELD",
      "No such column 'SystemModstamp' on entity 'LeadHistory'",
    ],
    ["", "MALFORMED_QUERY", "unexpected token: <EOF>"],
  ])("refuses %s", async (soql, errorCode, message) => {
    const client = await salesforce();
    const { status, body } = await client.query(soql);
    expect(status).toBe(400);
    expect(body).toEqual([{ errorCode, message: expect.stringContaining(message) }]);
  });

  test("points at the place of an unknown column", async () => {
    const client = await salesforce();
    const { body } = await client.query("SELECT Id, Foo FROM Lead");
    expect(body[0].message).toContain("\nSELECT Id, Foo FROM Lead\n           ^\nERROR at Row:1:Column:12\n");
  });

  test("reads a plus sign that was not encoded as a space, as servers do", async () => {
    const client = await salesforce();
    const { status } = await client.get(
      "/services/data/v67.0/query?q=SELECT+Id+FROM+Lead+WHERE+SystemModstamp+>+2026-01-01T00:00:00+00:00",
    );
    expect(status).toBe(400);
  });
});
