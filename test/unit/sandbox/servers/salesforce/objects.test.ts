import { describe, expect, test } from "vitest";
import { snapshotAt } from "../../../../../scripts/sandbox/market/crm.ts";
import { FOREVER_MS, small } from "../../market/markets.ts";
import { salesforce } from "./salesforce.ts";

const won = small.salesforce
  .records("opportunity")
  .find((record) => snapshotAt(record, FOREVER_MS)?.properties.stage === "Closed Won");
if (!won) throw new Error("expected a won opportunity");

describe("an opportunity", () => {
  test("carries money as a number, its day, and what its stage means", async () => {
    const client = await salesforce();
    const [record] = await client.all(
      `SELECT StageName, Amount, CloseDate, IsClosed, IsWon, Probability, CurrencyIsoCode FROM Opportunity WHERE Id = '${won.id}'`,
    );
    const { amount, close_day } = snapshotAt(won, FOREVER_MS)?.properties ?? {};
    expect(record).toMatchObject({
      StageName: "Closed Won",
      Amount: Number(amount),
      CloseDate: close_day,
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      CurrencyIsoCode: "USD",
    });
  });

  test("has no currency in an organisation of one currency", async () => {
    const client = await salesforce({ isMultiCurrency: false });
    expect((await client.query("SELECT CurrencyIsoCode FROM Opportunity")).body[0].errorCode).toBe("INVALID_FIELD");
  });

  test("has a history of its stages with the creation, and of its fields without", async () => {
    const client = await salesforce();
    const stages = won.changes.filter(({ property }) => property === "stage").map(({ value }) => value);
    const history = await client.all(
      `SELECT StageName, CreatedDate FROM OpportunityHistory WHERE OpportunityId = '${won.id}' ORDER BY CreatedDate, Id`,
    );
    expect([...new Set(history.map(({ StageName }) => StageName))]).toEqual(stages);
    const changes = await client.all(
      `SELECT OldValue, NewValue FROM OpportunityFieldHistory WHERE OpportunityId = '${won.id}' AND Field = 'StageName' ORDER BY CreatedDate`,
    );
    expect(changes.map(({ OldValue }) => OldValue)).toEqual(stages.slice(0, -1));
    expect(changes.map(({ NewValue }) => NewValue)).toEqual(stages.slice(1));
  });

  test("is led to by the contact role of its contact", async () => {
    const client = await salesforce();
    const [role] = await client.all(
      `SELECT ContactId, IsPrimary FROM OpportunityContactRole WHERE OpportunityId = '${won.id}'`,
    );
    expect(role).toMatchObject({
      ContactId: won.associations.find(({ toObject }) => toObject === "contact")?.toId,
      IsPrimary: true,
    });
  });

  test("came from a lead that names it", async () => {
    const client = await salesforce();
    const [lead] = await client.all(
      `SELECT Status, IsConverted, ConvertedDate, ConvertedContactId FROM Lead WHERE ConvertedOpportunityId = '${won.id}'`,
    );
    expect(lead).toMatchObject({ Status: "Closed - Converted", IsConverted: true });
    expect(lead.ConvertedDate).toMatch(/^\d{4}-\d\d-\d\d$/);
    const [contact] = await client.all(`SELECT AccountId FROM Contact WHERE Id = '${lead.ConvertedContactId}'`);
    expect(contact.AccountId).toMatch(/^001/);
  });
});

describe("a lead's history", () => {
  test("starts with its creation, tells status changes, and owners by name and by id", async () => {
    const client = await salesforce();
    const [lead] = await client.all(
      "SELECT Id FROM Lead WHERE Status = 'Closed - Converted' ORDER BY CreatedDate LIMIT 1",
    );
    const rows = await client.all(
      `SELECT Field, OldValue, NewValue, CreatedDate FROM LeadHistory WHERE LeadId = '${lead.Id}' ORDER BY CreatedDate, Id`,
    );
    expect(rows[0]).toMatchObject({ Field: "created", OldValue: null, NewValue: null });
    const statuses = rows.filter(({ Field }) => Field === "Status");
    expect(statuses[0]).toMatchObject({ OldValue: "Open - Not Contacted" });
    expect(statuses.at(-1)).toMatchObject({ NewValue: "Closed - Converted" });
    expect(rows.map(({ Field }) => Field)).toContain("leadConverted");
    const owners = rows.filter(({ Field }) => Field === "Owner");
    expect(owners.map(({ OldValue }) => OldValue)).toEqual(["Integration User", expect.stringMatching(/^005\w{15}$/)]);
  });

  test("keeps the ids of its rows as time goes on", async () => {
    const clock = { ms: small.endMs - 60 * 86_400_000 };
    const client = await salesforce({ nowMs: () => clock.ms });
    const soql = "SELECT Id, LeadId, Field, CreatedDate FROM LeadHistory ORDER BY Id";
    const before = await client.all(soql);
    clock.ms = small.endMs;
    const after = new Map((await client.all(soql)).map((row) => [row.Id, row]));
    const kept = before.filter(({ Id }) => after.has(Id));
    expect(kept.length).toBeGreaterThan(before.length * 0.9);
    for (const row of kept) expect(after.get(row.Id)).toEqual(row);
    expect(new Set(before.map(({ Id }) => Id)).size).toBe(before.length);
  });
});

describe("the organisation", () => {
  test("tells its time zone, and its users", async () => {
    const client = await salesforce();
    expect((await client.all("SELECT Name, TimeZoneSidKey, IsSandbox FROM Organization"))[0]).toMatchObject({
      TimeZoneSidKey: "America/New_York",
      IsSandbox: false,
    });
    const users = await client.all("SELECT Id, Name, Email, IsActive FROM User ORDER BY Name");
    expect(users.map(({ Name }) => Name)).toEqual(["Dana Reyes", "Integration User", "Owen Clark", "Priya Nair"]);
  });

  test("describes the fields of an object, custom ones marked", async () => {
    const client = await salesforce();
    const { body } = await client.get("/services/data/v67.0/sobjects/Lead/describe");
    const field = (name: string) => body.fields.find((each: { name: string }) => each.name === name);
    expect(body).toMatchObject({ name: "Lead", keyPrefix: "00Q", queryable: true });
    expect(field("GCLID__c")).toMatchObject({ type: "string", custom: true, calculated: false });
    expect(field("OwnerId")).toMatchObject({ type: "reference", referenceTo: ["User"], relationshipName: "Owner" });
    expect(field("Status").picklistValues.map(({ value }: { value: string }) => value)).toContain("Qualified");
    expect((await client.get("/services/data/v67.0/sobjects/Spaceship/describe")).body[0].errorCode).toBe("NOT_FOUND");
  });
});
