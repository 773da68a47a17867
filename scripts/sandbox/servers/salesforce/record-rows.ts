import type { CrmRecord, CrmSnapshot } from "../../market/crm.ts";
import { salesforceId } from "../../market/salesforce-id.ts";
import { STAGES } from "./objects.ts";
import { wholeSeconds } from "./replies.ts";
import { audit, base, INTEGRATION_USER_ID, type Row, TIME_ZONE } from "./row.ts";

const DAY_FORMAT = new Intl.DateTimeFormat("en-CA", { timeZone: TIME_ZONE });
const CURRENCY = { CurrencyIsoCode: "USD" };

export function leadRow(snapshot: CrmSnapshot, record: CrmRecord, observedMs: number): Row {
  const { properties: of } = snapshot;
  const converted = record.changes.find(
    ({ property, atMs }) => property === "converted_contact_id" && atMs <= observedMs,
  );
  return {
    ...base(snapshot, INTEGRATION_USER_ID),
    MasterRecordId: snapshot.mergedIntoId,
    LastName: of.last_name ?? null,
    FirstName: of.first_name ?? null,
    Name: fullName(of),
    Company: of.company ?? null,
    Country: of.country ?? null,
    Phone: of.phone ?? null,
    Email: of.email ?? null,
    LeadSource: "Web",
    Status: of.lead_status ?? null,
    IsConverted: converted !== undefined,
    ConvertedDate: converted === undefined ? null : localDay(converted.atMs),
    ConvertedAccountId: of.converted_account_id ?? null,
    ConvertedContactId: of.converted_contact_id ?? null,
    ConvertedOpportunityId: of.converted_opportunity_id ?? null,
    GCLID__c: of.gclid ?? null,
    FBCLID__c: of.fbclid ?? null,
    UTM_Source__c: of.utm_source ?? null,
    UTM_Medium__c: of.utm_medium ?? null,
    UTM_Campaign__c: of.utm_campaign ?? null,
    Landing_Page__c: of.landing_page ?? null,
    Fleet_Size__c: number(of.fleet_size),
    ...CURRENCY,
  };
}

export function contactRow(snapshot: CrmSnapshot): Row {
  const { properties: of } = snapshot;
  return {
    ...base(snapshot, of.owner_id ?? INTEGRATION_USER_ID),
    MasterRecordId: snapshot.mergedIntoId,
    AccountId: associated(snapshot, "account"),
    LastName: of.last_name ?? null,
    FirstName: of.first_name ?? null,
    Name: fullName(of),
    MailingCountry: of.country ?? null,
    Phone: of.phone ?? null,
    Email: of.email ?? null,
    LeadSource: "Web",
    ...CURRENCY,
  };
}

export function accountRow(snapshot: CrmSnapshot): Row {
  const { properties: of } = snapshot;
  return {
    ...base(snapshot, of.owner_id ?? INTEGRATION_USER_ID),
    MasterRecordId: snapshot.mergedIntoId,
    Name: of.company ?? null,
    BillingCountry: of.country ?? null,
    Fleet_Size__c: number(of.fleet_size),
    ...CURRENCY,
  };
}

export function opportunityRow(snapshot: CrmSnapshot, record: CrmRecord, observedMs: number): Row {
  const { properties: of } = snapshot;
  const stage = STAGES.find(({ name }) => name === of.stage);
  const staged = record.changes.findLast(({ property, atMs }) => property === "stage" && atMs <= observedMs);
  return {
    ...base(snapshot, of.owner_id ?? INTEGRATION_USER_ID),
    AccountId: associated(snapshot, "account"),
    ContactId: associated(snapshot, "contact"),
    Name: of.name ?? null,
    StageName: of.stage ?? null,
    Amount: number(of.amount),
    Probability: stage?.probability ?? null,
    CloseDate: of.close_day ?? null,
    IsClosed: of.stage?.startsWith("Closed") ?? false,
    IsWon: of.stage === "Closed Won",
    ForecastCategory: stage?.forecast ?? null,
    LeadSource: "Web",
    Loss_Reason__c: of.lost_reason ?? null,
    LastStageChangeDate: staged === undefined ? null : wholeSeconds(staged.atMs),
    CurrencyIsoCode: of.currency_code ?? null,
  };
}

export function contactRoleRow(snapshot: CrmSnapshot, index: number): readonly Row[] {
  const contactId = associated(snapshot, "contact");
  if (contactId === null) return [];
  return [
    {
      Id: salesforceId("00K", index + 1),
      IsDeleted: snapshot.isDeleted,
      OpportunityId: snapshot.id,
      ContactId: contactId,
      Role: "Decision Maker",
      IsPrimary: true,
      ...CURRENCY,
      ...audit(snapshot.createdMs, snapshot.createdMs, snapshot.properties.owner_id ?? INTEGRATION_USER_ID),
    },
  ];
}

export function userRow(id: string, firstName: string, lastName: string, email: string, startedMs: number): Row {
  return {
    Id: id,
    Username: `${email}.crm`,
    LastName: lastName,
    FirstName: firstName,
    Name: `${firstName} ${lastName}`,
    Email: email,
    IsActive: true,
    TimeZoneSidKey: TIME_ZONE,
    ...audit(startedMs, startedMs, INTEGRATION_USER_ID),
  };
}

function associated({ associations }: CrmSnapshot, object: "account" | "contact"): string | null {
  return associations.find(({ toObject }) => toObject === object)?.toId ?? null;
}

function fullName({ first_name, last_name }: CrmSnapshot["properties"]): string {
  return [first_name, last_name].filter(Boolean).join(" ");
}

function number(text: string | null | undefined): number | null {
  return text === null || text === undefined ? null : Number(text);
}

/** Day of an instant where the organisation is. */
function localDay(atMs: number): string {
  return DAY_FORMAT.format(atMs);
}
