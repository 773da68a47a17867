import type { CrmMarket, CrmObject, CrmOwner, CrmRecord } from "./crm.ts";
import { createHistory, moneyText, untilEnd, utcDay } from "./crm-history.ts";
import type { CrmLead } from "./crm-lead.ts";
import { salesforceId } from "./salesforce-id.ts";

export const SALESFORCE_OWNERS: readonly CrmOwner[] = ["Dana Reyes", "Owen Clark", "Priya Nair"].map((name, i) => {
  const [firstName = "", lastName = ""] = name.split(" ");
  return {
    id: salesforceId("005", i + 1),
    firstName,
    lastName,
    email: `${firstName}@velo-works.example`.toLowerCase(),
  };
});

/** The recycle bin is emptied after 15 days. */
const RECYCLE_MS = 15 * 86_400_000;
const DAY_MS = 86_400_000;
const CURRENCY = "USD";

/** Leads, and the contacts, accounts and opportunities they are converted to, of the American market. */
export function createSalesforce(leads: readonly CrmLead[], endMs: number): CrmMarket {
  const of = (make: (lead: CrmLead) => readonly CrmRecord[]): readonly CrmRecord[] =>
    untilEnd(leads.flatMap(make), endMs);
  const byObject: Readonly<Partial<Record<CrmObject, readonly CrmRecord[]>>> = {
    lead: of((lead) => leadRecords(lead, endMs)),
    contact: of((lead) => contact(lead, endMs)),
    account: of((lead) => account(lead, endMs)),
    opportunity: of((lead) => opportunity(lead, endMs)),
  };
  return { owners: SALESFORCE_OWNERS, records: (object) => byObject[object] ?? [] };
}

/** Id of a person's lead. */
export function salesforceLeadId(person: number): string {
  return salesforceId("00Q", person * 2 + 1);
}

const contactId = (person: number): string => salesforceId("003", person + 1);
const accountId = (person: number): string => salesforceId("001", person + 1);
const opportunityId = (person: number): string => salesforceId("006", person + 1);

function leadRecords(lead: CrmLead, endMs: number): CrmRecord[] {
  const { person, form, createdMs, deletedMs, duplicate, outcome } = lead;
  const { mqlMs, sqlMs, opportunityMs, closedMs } = outcome.stages;
  const history = createHistory();
  history.set(createdMs, "form", { ...form, lead_status: "Open - Not Contacted" });
  history.set(lead.assignedMs, "workflow", { owner_id: lead.ownerId });
  if (mqlMs !== null) history.set(mqlMs, "user", { lead_status: "Working - Contacted" });
  if (sqlMs !== null) history.set(sqlMs, "user", { lead_status: "Qualified" });
  if (opportunityMs === null) history.set(closedMs, "user", { lead_status: "Closed - Not Converted" });
  else
    history.set(opportunityMs, "user", {
      lead_status: "Closed - Converted",
      converted_contact_id: contactId(person.index),
      converted_account_id: accountId(person.index),
      converted_opportunity_id: opportunityId(person.index),
    });
  if (duplicate) history.set(duplicate.mergedMs, "user", { phone: lead.identity.phone.replaceAll(" ", "") });
  const id = salesforceLeadId(person.index);
  const record = { object: "lead" as const, associations: [] };
  const first: CrmRecord = {
    ...record,
    id,
    createdMs,
    changes: history.until(endMs),
    deletedMs,
    purgedMs: deletedMs === null ? null : deletedMs + RECYCLE_MS,
    merged: null,
  };
  if (!duplicate) return [first];
  const again = createHistory();
  again.set(duplicate.createdMs, "form", { ...form, email: duplicate.email, lead_status: "Open - Not Contacted" });
  const second: CrmRecord = {
    ...record,
    id: salesforceId("00Q", person.index * 2 + 2),
    createdMs: duplicate.createdMs,
    changes: again.until(endMs),
    deletedMs: null,
    purgedMs: duplicate.mergedMs + RECYCLE_MS,
    merged: { atMs: duplicate.mergedMs, intoId: id },
  };
  return [first, second];
}

function contact(lead: CrmLead, endMs: number): CrmRecord[] {
  const { person, identity } = lead;
  const { opportunityMs } = lead.outcome.stages;
  if (opportunityMs === null) return [];
  const history = createHistory();
  history.set(opportunityMs, "user", {
    first_name: identity.firstName,
    last_name: identity.lastName,
    email: identity.email,
    phone: identity.phone,
    country: identity.country,
    owner_id: lead.ownerId,
  });
  const associations = [{ atMs: opportunityMs, toObject: "account" as const, toId: accountId(person.index) }];
  return [plain(contactId(person.index), "contact", opportunityMs, history.until(endMs), associations)];
}

function account({ person, identity, outcome, ownerId }: CrmLead, endMs: number): CrmRecord[] {
  const { opportunityMs } = outcome.stages;
  if (opportunityMs === null) return [];
  const history = createHistory();
  history.set(opportunityMs, "user", {
    company: identity.company,
    country: identity.country,
    fleet_size: String(outcome.fleetSize),
    owner_id: ownerId,
  });
  return [plain(accountId(person.index), "account", opportunityMs, history.until(endMs), [])];
}

function opportunity(lead: CrmLead, endMs: number): CrmRecord[] {
  const { person, outcome, identity, ownerId } = lead;
  const { opportunityMs, closedMs } = outcome.stages;
  if (opportunityMs === null) return [];
  const history = createHistory();
  const part = (share: number): number => Math.round(opportunityMs + (closedMs - opportunityMs) * share);
  history.set(opportunityMs, "user", {
    name: `${identity.company} fleet`,
    stage: "Qualification",
    amount: moneyText(lead.estimateCents),
    currency_code: CURRENCY,
    owner_id: ownerId,
    close_day: utcDay(opportunityMs + 30 * DAY_MS),
  });
  history.set(part(0.3), "user", { stage: "Proposal/Price Quote" });
  if (outcome.isWon || person.index % 2 === 0) history.set(part(0.7), "user", { stage: "Negotiation/Review" });
  history.set(closedMs, "user", {
    stage: outcome.isWon ? "Closed Won" : "Closed Lost",
    close_day: utcDay(closedMs),
    ...(outcome.isWon ? { amount: moneyText(outcome.amountCents) } : { lost_reason: "Price" }),
  });
  return [
    plain(opportunityId(person.index), "opportunity", opportunityMs, history.until(endMs), [
      { atMs: opportunityMs, toObject: "account", toId: accountId(person.index) },
      { atMs: opportunityMs, toObject: "contact", toId: contactId(person.index) },
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
