import { afterAll, beforeAll, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const CREATED = "2026-02-01T10:00:00Z";
const contact = (id: string, row: Row = {}): Row => ({ account_id: "portal", id, created_at: CREATED, ...row });
const property = (
  contact_id: string,
  property_name: string,
  property_kind: string,
  day: string,
  property_value: string | null,
): Row => ({ contact_id, property_name, property_kind, changed_at: `2026-02-${day}T10:00:00Z`, property_value });

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await build({
    "raw.hubspot_contacts": [
      contact("1", { merged_ids: "2" }),
      contact("2", { deleted_at: "2026-02-05T00:00:00Z" }),
      contact("3", { deleted_at: "2026-02-05T00:00:00Z" }),
    ],
    "raw.hubspot_property_history": [
      property("1", "fleet_size", "number", "01", "40"),
      property("1", "fleet_size", "number", "04", "55.5"),
      property("1", "industry", "choice", "01", "RETAIL"),
      property("1", "industry", "choice", "09", null),
      property("1", "trial_ends", "date", "01", "2026-05-01"),
      property("1", "seats", "number", "01", "many"),
      property("2", "fleet_size", "number", "02", "41"),
      property("3", "fleet_size", "number", "01", "9"),
      property("unlisted", "fleet_size", "number", "01", "9"),
    ],
    "raw.salesforce_leads": [{ account_id: "org", id: "00Q1", created_at: CREATED }],
    "raw.salesforce_property_history": [
      {
        lead_id: "00Q1",
        property_name: "Fleet_Size__c",
        property_kind: "number",
        changed_at: CREATED,
        property_value: "12",
      },
    ],
    "raw.file_lead_facts": [
      { lead_id: "hubspot:1", fact: "crm_fleet_size", value_number: 42, known_at: "2026-02-04T10:00:00Z" },
      { lead_id: "hubspot:1", fact: "call_seconds", value_number: 30, known_at: "2026-02-04T10:00:00Z" },
    ],
  });
});
afterAll(() => warehouse.close());

test("a CRM's properties are facts from when each was written, of a merged record at the lead that stayed; days and deleted leads are none", async () => {
  const facts = await rowsOf(
    warehouse,
    "select lead_id, fact, known_at, value_number, value_text from marts.int_lead_property_facts order by lead_id, fact, known_at",
  );
  expect(facts.map((row) => Object.values(row))).toEqual([
    ["hubspot:1", "crm_fleet_size", "2026-02-01T10:00:00Z", 40, null],
    ["hubspot:1", "crm_fleet_size", "2026-02-02T10:00:00Z", 41, null],
    ["hubspot:1", "crm_fleet_size", "2026-02-04T10:00:00Z", 55.5, null],
    ["hubspot:1", "crm_industry", "2026-02-01T10:00:00Z", null, "RETAIL"],
    ["hubspot:1", "crm_industry", "2026-02-09T10:00:00Z", null, null],
    ["hubspot:1", "crm_seats", "2026-02-01T10:00:00Z", null, null],
    ["salesforce:00Q1", "crm_fleet_size", "2026-02-01T10:00:00Z", 12, null],
  ]);
});

test("a file's fact stands for the CRM's of the same moment", async () => {
  const facts = await rowsOf(
    warehouse,
    "select fact, value_number from marts.fct_lead_facts where known_at = timestamp '2026-02-04 10:00:00+00' order by fact",
  );
  expect(facts).toEqual([
    { fact: "call_seconds", value_number: 30 },
    { fact: "crm_fleet_size", value_number: 42 },
  ]);
});

test("a lead is scored by what its properties were before, and by nothing once they were emptied", async () => {
  const rows = await rowsOf(
    warehouse,
    "select score_at, other_facts from marts.int_lead_features where lead_id = 'hubspot:1' order by score_at",
  );
  const seen = rows.map(({ score_at, other_facts }) => [
    score_at,
    Object.fromEntries(
      (other_facts as unknown as { fact: string; value_number: number | null; value_text: string | null }[]).map(
        ({ fact, value_number, value_text }) => [fact, value_text ?? value_number],
      ),
    ),
  ]);
  expect(seen).toEqual([
    ["2026-02-02T10:00:00Z", { crm_fleet_size: 40, crm_industry: "RETAIL", crm_seats: null }],
    ["2026-02-08T10:00:00Z", { call_seconds: 30, crm_fleet_size: 42, crm_industry: "RETAIL", crm_seats: null }],
    ["2026-03-03T10:00:00Z", { call_seconds: 30, crm_fleet_size: 42, crm_industry: null, crm_seats: null }],
    ["2026-03-31T23:59:59.999999Z", { call_seconds: 30, crm_fleet_size: 42, crm_industry: null, crm_seats: null }],
  ]);
});

test("they reconcile in every assertion", async () => {
  expect(await failing(warehouse)).toEqual([]);
});
