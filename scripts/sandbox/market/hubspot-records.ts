import type { CrmMarket, CrmObject, CrmOwner, CrmRecord } from "./crm.ts";
import { createHistory, moneyText, untilEnd, utcDay } from "./crm-history.ts";
import type { CrmLead } from "./crm-lead.ts";

export const HUBSPOT_OWNERS: readonly CrmOwner[] = ["Mara Voss", "Till Ahrens", "Selin Acar"].map((name, i) => {
  const [firstName = "", lastName = ""] = name.split(" ");
  return { id: String(71_000_001 + i), firstName, lastName, email: `${firstName}@velo-works.example`.toLowerCase() };
});

/** HubSpot keeps archived records restorable for 90 days. */
const RESTORABLE_MS = 90 * 86_400_000;
const DAY_MS = 86_400_000;
const CURRENCY = "EUR";

/** Contacts, companies and deals of the European leads. */
export function createHubspot(leads: readonly CrmLead[], endMs: number): CrmMarket {
  const byObject: Readonly<Partial<Record<CrmObject, readonly CrmRecord[]>>> = {
    contact: untilEnd(
      leads.flatMap((lead) => contacts(lead, endMs)),
      endMs,
    ),
    company: untilEnd(
      leads.map((lead) => company(lead, endMs)),
      endMs,
    ),
    deal: untilEnd(
      leads.flatMap((lead) => deals(lead, endMs)),
      endMs,
    ),
  };
  return { owners: HUBSPOT_OWNERS, records: (object) => byObject[object] ?? [] };
}

/** Id of a person's contact. */
export function hubspotContactId(person: number): string {
  return String(30_100_000_000 + person * 2);
}

const companyId = (person: number): string => String(20_400_000_000 + person);
const dealId = (person: number): string => String(40_700_000_000 + person);

function contacts(lead: CrmLead, endMs: number): CrmRecord[] {
  const { person, form, createdMs, deletedMs, duplicate } = lead;
  const { mqlMs, sqlMs, opportunityMs, closedMs } = lead.outcome.stages;
  const history = createHistory();
  history.set(createdMs, "form", { ...form, lifecycle_stage: "lead", lead_status: "NEW" });
  history.set(lead.assignedMs, "workflow", { owner_id: lead.ownerId });
  if (mqlMs !== null)
    history.set(mqlMs, "workflow", { lifecycle_stage: "marketingqualifiedlead", lead_status: "OPEN" });
  if (sqlMs !== null) history.set(sqlMs, "user", { lifecycle_stage: "salesqualifiedlead", lead_status: "IN_PROGRESS" });
  if (opportunityMs !== null)
    history.set(opportunityMs, "user", { lifecycle_stage: "opportunity", lead_status: "OPEN_DEAL" });
  if (lead.outcome.isWon) history.set(closedMs, "workflow", { lifecycle_stage: "customer" });
  else history.set(closedMs, "user", { lead_status: "UNQUALIFIED" });
  if (duplicate) history.set(duplicate.mergedMs, "user", { phone: lead.identity.phone.replaceAll(" ", "") });
  const id = hubspotContactId(person.index);
  const first: CrmRecord = {
    id,
    object: "contact",
    createdMs,
    changes: history.until(endMs),
    deletedMs,
    purgedMs: deletedMs === null ? null : deletedMs + RESTORABLE_MS,
    merged: null,
    associations: [
      { atMs: createdMs, toObject: "company", toId: companyId(person.index) },
      ...(opportunityMs === null
        ? []
        : [{ atMs: opportunityMs, toObject: "deal" as const, toId: dealId(person.index) }]),
    ],
  };
  return duplicate ? [first, duplicateContact(lead, duplicate, id, endMs)] : [first];
}

function duplicateContact(
  lead: CrmLead,
  { createdMs, mergedMs, email }: NonNullable<CrmLead["duplicate"]>,
  intoId: string,
  endMs: number,
): CrmRecord {
  const history = createHistory();
  history.set(createdMs, "form", { ...lead.form, email, lifecycle_stage: "lead", lead_status: "NEW" });
  return {
    id: String(Number(intoId) + 1),
    object: "contact",
    createdMs,
    changes: history.until(endMs),
    deletedMs: null,
    purgedMs: null,
    merged: { atMs: mergedMs, intoId },
    associations: [],
  };
}

function company({ person, identity, outcome, createdMs }: CrmLead, endMs: number): CrmRecord {
  const history = createHistory();
  const { company: name, country } = identity;
  history.set(createdMs, "workflow", { company: name, country, fleet_size: String(outcome.fleetSize) });
  const toId = hubspotContactId(person.index);
  return plain(companyId(person.index), "company", createdMs, history.until(endMs), [
    { atMs: createdMs, toObject: "contact", toId },
  ]);
}

function deals(lead: CrmLead, endMs: number): CrmRecord[] {
  const { person, outcome, identity, estimateCents } = lead;
  const { opportunityMs, closedMs } = outcome.stages;
  if (opportunityMs === null) return [];
  const history = createHistory();
  const part = (share: number): number => Math.round(opportunityMs + (closedMs - opportunityMs) * share);
  history.set(opportunityMs, "user", {
    name: `${identity.company} fleet`,
    stage: "appointmentscheduled",
    amount: moneyText(estimateCents),
    currency_code: CURRENCY,
    owner_id: lead.ownerId,
    close_day: utcDay(opportunityMs + 30 * DAY_MS),
  });
  history.set(part(0.3), "user", { stage: "presentationscheduled" });
  if (outcome.isWon || person.index % 2 === 0) history.set(part(0.7), "user", { stage: "contractsent" });
  history.set(closedMs, "user", {
    stage: outcome.isWon ? "closedwon" : "closedlost",
    close_day: utcDay(closedMs),
    ...(outcome.isWon ? { amount: moneyText(outcome.amountCents) } : { lost_reason: "Price" }),
  });
  return [
    plain(dealId(person.index), "deal", opportunityMs, history.until(endMs), [
      { atMs: opportunityMs, toObject: "contact", toId: hubspotContactId(person.index) },
      { atMs: opportunityMs, toObject: "company", toId: companyId(person.index) },
    ]),
  ];
}

/** A record that is never deleted or merged. */
function plain(
  id: string,
  object: CrmObject,
  createdMs: number,
  changes: CrmRecord["changes"],
  associations: CrmRecord["associations"],
): CrmRecord {
  return { id, object, createdMs, changes, deletedMs: null, purgedMs: null, merged: null, associations };
}
