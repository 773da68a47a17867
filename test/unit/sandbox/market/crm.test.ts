import { describe, expect, it } from "vitest";
import { type CrmProperty, type CrmRecord, snapshotAt } from "../../../../scripts/sandbox/market/crm.ts";
import { salesforceId } from "../../../../scripts/sandbox/market/salesforce-id.ts";
import { DAY_MS, small } from "./markets.ts";

const { hubspot, salesforce, endMs } = small;
const contacts = hubspot.records("contact");
const sfLeads = salesforce.records("lead");
const everything: readonly CrmRecord[] = [
  ...(["contact", "company", "deal"] as const).flatMap((object) => hubspot.records(object)),
  ...(["lead", "contact", "account", "opportunity"] as const).flatMap((object) => salesforce.records(object)),
];
/** Last value of a property, also of a record that is gone. */
const lastValue = (record: CrmRecord, property: CrmProperty) =>
  record.changes.findLast((change) => change.property === property)?.value;
const latest = (record: CrmRecord) => snapshotAt(record, endMs)?.properties;

describe("salesforceId", () => {
  it("adds three characters that tell capitals apart: Q, third of its five, gives binary 100, the letter E", () => {
    expect(salesforceId("00Q", 1)).toBe("00Q5e0000000001EAA");
    expect(salesforceId("006", 10)).toMatch(/^0065e000000000A/);
  });
});

describe("records", () => {
  it("have one id each, changes in order from creation on, and nothing after the market's end", () => {
    expect(new Set(everything.map(({ object, id }) => `${object} ${id}`)).size).toBe(everything.length);
    for (const { createdMs, changes } of everything) {
      const times = changes.map(({ atMs }) => atMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBe(createdMs);
      expect(times.at(-1)).toBeLessThanOrEqual(endMs);
    }
  });

  it("keep everybody in one CRM alone", () => {
    const mails = (records: readonly CrmRecord[]) => new Set(records.map((record) => lastValue(record, "email")));
    const european = mails(contacts);
    expect([...mails(sfLeads)].filter((mail) => european.has(mail))).toEqual([]);
    expect(european.size).toBeGreaterThan(100);
    expect(sfLeads.length).toBeGreaterThan(100);
  });

  it("invent e-mails under .example and phone numbers kept for fiction", () => {
    for (const record of [...contacts, ...sfLeads]) {
      expect(lastValue(record, "email")).toMatch(/^[a-z.]+\d*(\+bikes)?@[a-z-]+\.example$/);
      expect(lastValue(record, "phone")?.replaceAll(" ", "")).toMatch(/^(\+493023125\d{3}|\+1\(\d{3}\)555-01\d\d)$/);
    }
  });
});

describe("snapshotAt", () => {
  const deal = hubspot.records("deal").find(({ changes }) => changes.some(({ value }) => value === "closedwon"));

  it("shows no record before its creation, and each stage from its change on", () => {
    expect(deal && snapshotAt(deal, deal.createdMs - 1)).toBeUndefined();
    for (const { atMs, value } of deal?.changes.filter(({ property }) => property === "stage") ?? [])
      expect(deal && snapshotAt(deal, atMs)?.properties.stage).toBe(value);
  });

  it("moves the last change along, so that a cursor meets every change", () => {
    for (const { atMs } of deal?.changes ?? []) expect(deal && snapshotAt(deal, atMs)?.updatedMs).toBe(atMs);
  });

  it("marks deleted records and forgets them when the bin is emptied", () => {
    const gone = everything.filter(({ deletedMs, purgedMs }) => deletedMs !== null && purgedMs !== null);
    expect(gone.length).toBeGreaterThan(0);
    for (const record of gone) {
      const deletedMs = record.deletedMs ?? 0;
      expect(snapshotAt(record, deletedMs - 1)?.isDeleted).toBe(false);
      expect(snapshotAt(record, deletedMs)).toMatchObject({ isDeleted: true, updatedMs: deletedMs });
      expect(snapshotAt(record, record.purgedMs ?? 0)).toBeUndefined();
    }
  });

  it("marks a merged record, while the one that stays is changed at that instant", () => {
    const merged = [...contacts, ...sfLeads].filter((record) => record.merged !== null);
    expect(merged.length).toBeGreaterThan(0);
    const byId = new Map([...contacts, ...sfLeads].map((record) => [record.id, record]));
    for (const record of merged) {
      const { atMs = 0, intoId = "" } = record.merged ?? {};
      expect(snapshotAt(record, atMs - 1)?.mergedIntoId).toBeNull();
      expect(snapshotAt(record, atMs)).toMatchObject({ isDeleted: true, mergedIntoId: intoId });
      const survivor = byId.get(intoId);
      expect(survivor && snapshotAt(survivor, atMs)?.updatedMs).toBe(atMs);
    }
  });

  it("knows associations from when they were made, to records that exist then", () => {
    const ids = new Map(everything.map((record) => [`${record.object} ${record.id}`, record]));
    const missing = everything.flatMap(({ associations }) =>
      associations.filter(({ toObject, toId, atMs }) => {
        const target = ids.get(`${toObject} ${toId}`);
        return !target || target.createdMs > atMs;
      }),
    );
    expect(missing).toEqual([]);
  });
});

describe("won revenue", () => {
  it("of both CRMs is the truth's, deal by deal", () => {
    const won = (records: readonly CrmRecord[], stage: string) =>
      records.flatMap((record) => {
        const now = latest(record);
        return now?.stage === stage ? [Number(now.amount)] : [];
      });
    const truth = (market: "eu" | "us") =>
      small.truth.people.filter(
        (p) => p.kind === "lead" && p.market === market && p.wonMs !== null && p.wonMs <= endMs,
      );
    expect(won(hubspot.records("deal"), "closedwon")).toHaveLength(truth("eu").length);
    expect(won(salesforce.records("opportunity"), "Closed Won")).toHaveLength(truth("us").length);
    const euros = won(hubspot.records("deal"), "closedwon").reduce((sum, amount) => sum + amount, 0);
    expect(euros).toBeCloseTo(
      truth("eu").reduce((sum, { revenueEur }) => sum + revenueEur, 0),
      4,
    );
  });

  it("comes weeks after the lead, so a young lead is mostly open", () => {
    const young = contacts.filter(({ createdMs, merged }) => createdMs > endMs - 5 * DAY_MS && merged === null);
    const open = young.filter((record) => !["customer"].includes(latest(record)?.lifecycle_stage ?? ""));
    expect(open.length / young.length).toBeGreaterThan(0.9);
  });
});
