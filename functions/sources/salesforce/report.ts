import type { RawTable, ReportDefinition } from "../source.ts";

export type SalesforceObjectName = "Lead" | "Contact" | "Opportunity" | "OpportunityContactRole";

/** One report: the object behind it, its table and typed fields. */
export interface SalesforceReport {
  readonly report: "leads" | "contacts" | "opportunities" | "contact_roles";
  readonly object: SalesforceObjectName;
  readonly table: RawTable;
  readonly typed: readonly string[];
}

/** Without these an object cannot be followed. */
export const SYSTEM_FIELDS = ["Id", "IsDeleted", "CreatedDate", "SystemModstamp"] as const;

const PERSON = ["OwnerId", "LeadSource", "Email", "Phone", "MobilePhone", "MasterRecordId"];

export const SALESFORCE_OBJECTS: readonly SalesforceReport[] = [
  {
    report: "leads",
    object: "Lead",
    table: "raw.salesforce_leads",
    typed: [
      ...PERSON,
      "Status",
      "IsConverted",
      "ConvertedDate",
      "ConvertedContactId",
      "ConvertedAccountId",
      "ConvertedOpportunityId",
      "Country",
    ],
  },
  {
    report: "contacts",
    object: "Contact",
    table: "raw.salesforce_contacts",
    typed: [...PERSON, "AccountId", "MailingCountry"],
  },
  {
    report: "opportunities",
    object: "Opportunity",
    table: "raw.salesforce_opportunities",
    typed: [
      "OwnerId",
      "LeadSource",
      "AccountId",
      "ContactId",
      "CampaignId",
      "StageName",
      "IsClosed",
      "IsWon",
      "Probability",
      "Amount",
      "CurrencyIsoCode",
      "CloseDate",
    ],
  },
  {
    report: "contact_roles",
    object: "OpportunityContactRole",
    table: "raw.salesforce_contact_roles",
    typed: ["OpportunityId", "ContactId", "Role", "IsPrimary"],
  },
];

const PROPERTIES = { table: "raw.salesforce_property_history", sliceColumns: ["account_id", "lead_id"] } as const;
const HISTORY = { table: "raw.salesforce_stage_history", sliceColumns: ["account_id", "id"] } as const;

/**
 * All reports follow changes; ids of all live records find those that left the recycle bin unseen. A history row is replaced by its own id,
 * so that rows which Salesforce drops after 18 months stay.
 */
export const SALESFORCE_REPORTS: readonly ReportDefinition[] = SALESFORCE_OBJECTS.map(({ report, object, table }) => ({
  report,
  grain: "changes",
  priority: 3,
  hasSweep: true,
  tables: [
    { table, sliceColumns: ["account_id", "id"] },
    ...(object === "Lead" || object === "Opportunity" ? [HISTORY] : []),
    ...(object === "Lead" ? [PROPERTIES] : []),
  ],
}));
