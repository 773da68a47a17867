/**
 * Customer records as both CRMs keep them, in neutral names; a server writes its vendor's. People of the European market are in HubSpot,
 * of the American one in Salesforce: nobody is in both. E-mails are at example domains, phone numbers from ranges kept for fiction.
 */
export interface CrmRecord {
  /** HubSpot: digits. Salesforce: 18 characters with the object's key prefix (Lead 00Q, Contact 003, Account 001, Opportunity 006). */
  readonly id: string;
  readonly object: CrmObject;
  readonly createdMs: number;
  /** Every property's history, ascending by time, the creation's values included. */
  readonly changes: readonly CrmChange[];
  /** When somebody deleted it (archived, to the recycle bin); null never. */
  readonly deletedMs: number | null;
  /** When it left the recycle bin: gone without a trace; null never. */
  readonly purgedMs: number | null;
  /** When it was merged into another record of its kind, and which. The other record is changed at that instant. */
  readonly merged: { readonly atMs: number; readonly intoId: string } | null;
  readonly associations: readonly CrmAssociation[];
}

/** HubSpot holds contact, company, deal; Salesforce lead, contact, account, opportunity. */
export type CrmObject = "contact" | "company" | "deal" | "lead" | "account" | "opportunity";

export interface CrmChange {
  readonly atMs: number;
  readonly property: CrmProperty;
  /** Text as a CRM sends it: money `"1250.00"`, instants as ISO text, null when emptied. */
  readonly value: string | null;
  readonly by: "form" | "user" | "workflow";
}

/**
 * Person (contact, lead): first_name … landing_page, fleet_size, lifecycle_stage (HubSpot: lead, marketingqualifiedlead, salesqualifiedlead,
 * opportunity, customer), lead_status (both), converted_contact_id … (Salesforce lead). Business (company, account): company, country, fleet_size.
 * Sale (deal, opportunity): name, stage, amount, currency_code, close_day, lost_reason.
 */
export type CrmProperty =
  | "first_name"
  | "last_name"
  | "email"
  | "phone"
  | "company"
  | "country"
  | "owner_id"
  | "utm_source"
  | "utm_medium"
  | "utm_campaign"
  | "gclid"
  | "fbclid"
  | "landing_page"
  | "fleet_size"
  | "lifecycle_stage"
  | "lead_status"
  | "converted_contact_id"
  | "converted_account_id"
  | "converted_opportunity_id"
  | "name"
  | "stage"
  | "amount"
  | "currency_code"
  | "close_day"
  | "lost_reason";

export interface CrmAssociation {
  readonly atMs: number;
  readonly toObject: CrmObject;
  readonly toId: string;
}

export interface CrmOwner {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
}

/** A record as seen at an instant. */
export interface CrmSnapshot {
  readonly id: string;
  readonly createdMs: number;
  /** Last change, deletion and merge into it included. */
  readonly updatedMs: number;
  /** Deleted or merged away: HubSpot hides such a record from search, Salesforce keeps it in the recycle bin. */
  readonly isDeleted: boolean;
  readonly mergedIntoId: string | null;
  readonly properties: Readonly<Partial<Record<CrmProperty, string | null>>>;
  readonly associations: readonly CrmAssociation[];
}

export interface CrmMarket {
  readonly owners: readonly CrmOwner[];
  /** Ascending by creation, then id; also those not yet created at the instant you look from: judge by `snapshotAt`. */
  records(object: CrmObject): readonly CrmRecord[];
}

/** The record as seen at an instant; undefined before its creation and after the recycle bin was emptied. */
export function snapshotAt(record: CrmRecord, observedMs: number): CrmSnapshot | undefined {
  if (record.createdMs > observedMs) return undefined;
  if (record.purgedMs !== null && record.purgedMs <= observedMs) return undefined;
  const properties: Partial<Record<CrmProperty, string | null>> = {};
  let updatedMs = record.createdMs;
  for (const { atMs, property, value } of record.changes) {
    if (atMs > observedMs) break;
    properties[property] = value;
    updatedMs = atMs;
  }
  const merged = record.merged && record.merged.atMs <= observedMs ? record.merged : null;
  const goneMs = merged?.atMs ?? record.deletedMs;
  const isDeleted = goneMs !== null && goneMs <= observedMs;
  return {
    id: record.id,
    createdMs: record.createdMs,
    updatedMs: isDeleted ? Math.max(updatedMs, goneMs) : updatedMs,
    isDeleted,
    mergedIntoId: merged?.intoId ?? null,
    properties,
    associations: record.associations.filter(({ atMs }) => atMs <= observedMs),
  };
}
