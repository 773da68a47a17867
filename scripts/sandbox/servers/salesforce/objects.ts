export type FieldType =
  | "id"
  | "reference"
  | "boolean"
  | "string"
  | "picklist"
  | "email"
  | "phone"
  | "url"
  | "int"
  | "double"
  | "currency"
  | "percent"
  | "date"
  | "datetime"
  | "anyType";

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly label: string;
  /** Object that a reference leads to; its relationship has the field's name without `Id`. */
  readonly to?: string;
  readonly picklist?: readonly string[];
  /** Exists only in an organisation with several currencies. */
  readonly isMultiCurrency?: boolean;
}

export interface SalesforceObject {
  readonly name: string;
  readonly keyPrefix: string;
  readonly fields: readonly Field[];
}

/** `SystemModstamp` to `System Modstamp`: what a person reads. */
function labelOf(name: string): string {
  return name
    .replace(/__c$/, "")
    .replaceAll("_", " ")
    .replace(/([a-z])([A-Z])/g, "$1 $2");
}

function fields(type: FieldType, ...names: readonly string[]): readonly Field[] {
  return names.map((name) => ({ name, type, label: labelOf(name) }));
}

function reference(name: string, to: string): Field {
  return { name, type: "reference", label: labelOf(name.replace(/Id$/, "")), to };
}

function picklist(name: string, ...values: readonly string[]): Field {
  return { name, type: "picklist", label: labelOf(name), picklist: values };
}

const ID = fields("id", "Id");
const CREATED = [...fields("datetime", "CreatedDate"), reference("CreatedById", "User")];
const AUDIT = [...CREATED, ...fields("datetime", "LastModifiedDate", "SystemModstamp")];
const DELETED = fields("boolean", "IsDeleted");
const OWNED = [...ID, ...DELETED, reference("OwnerId", "User")];
const CURRENCY: Field = { ...picklist("CurrencyIsoCode", "USD", "EUR"), isMultiCurrency: true };

export const LEAD_STATUSES = [
  "Open - Not Contacted",
  "Working - Contacted",
  "Qualified",
  "Closed - Converted",
  "Closed - Not Converted",
] as const;

/** Stage, probability in percent, and what it forecasts. */
export const STAGES = [
  { name: "Qualification", probability: 10, forecast: "Pipeline" },
  { name: "Proposal/Price Quote", probability: 75, forecast: "Best Case" },
  { name: "Negotiation/Review", probability: 90, forecast: "Commit" },
  { name: "Closed Won", probability: 100, forecast: "Closed" },
  { name: "Closed Lost", probability: 0, forecast: "Omitted" },
] as const;

const STAGE_NAMES = STAGES.map(({ name }) => name);
const FORECASTS = STAGES.map(({ forecast }) => forecast);

export const OBJECTS: readonly SalesforceObject[] = [
  {
    name: "Lead",
    keyPrefix: "00Q",
    fields: [
      ...OWNED,
      reference("MasterRecordId", "Lead"),
      ...fields("string", "LastName", "FirstName", "Name", "Company", "Country"),
      ...fields("phone", "Phone"),
      ...fields("email", "Email"),
      picklist("LeadSource", "Web"),
      picklist("Status", ...LEAD_STATUSES),
      ...fields("boolean", "IsConverted"),
      ...fields("date", "ConvertedDate"),
      reference("ConvertedAccountId", "Account"),
      reference("ConvertedContactId", "Contact"),
      reference("ConvertedOpportunityId", "Opportunity"),
      ...fields("string", "GCLID__c", "FBCLID__c", "UTM_Source__c", "UTM_Medium__c", "UTM_Campaign__c"),
      ...fields("url", "Landing_Page__c"),
      ...fields("double", "Fleet_Size__c"),
      CURRENCY,
      ...AUDIT,
    ],
  },
  {
    name: "Contact",
    keyPrefix: "003",
    fields: [
      ...OWNED,
      reference("MasterRecordId", "Contact"),
      reference("AccountId", "Account"),
      ...fields("string", "LastName", "FirstName", "Name", "MailingCountry"),
      ...fields("phone", "Phone"),
      ...fields("email", "Email"),
      picklist("LeadSource", "Web"),
      CURRENCY,
      ...AUDIT,
    ],
  },
  {
    name: "Account",
    keyPrefix: "001",
    fields: [
      ...OWNED,
      reference("MasterRecordId", "Account"),
      ...fields("string", "Name", "BillingCountry"),
      ...fields("double", "Fleet_Size__c"),
      CURRENCY,
      ...AUDIT,
    ],
  },
  {
    name: "Opportunity",
    keyPrefix: "006",
    fields: [
      ...OWNED,
      reference("AccountId", "Account"),
      reference("ContactId", "Contact"),
      ...fields("string", "Name"),
      picklist("StageName", ...STAGE_NAMES),
      ...fields("currency", "Amount"),
      ...fields("percent", "Probability"),
      ...fields("date", "CloseDate"),
      ...fields("boolean", "IsClosed", "IsWon"),
      picklist("ForecastCategory", ...FORECASTS),
      picklist("LeadSource", "Web"),
      picklist("Loss_Reason__c", "Price"),
      ...fields("datetime", "LastStageChangeDate"),
      CURRENCY,
      ...AUDIT,
    ],
  },
  {
    name: "OpportunityContactRole",
    keyPrefix: "00K",
    fields: [
      ...ID,
      ...DELETED,
      reference("OpportunityId", "Opportunity"),
      reference("ContactId", "Contact"),
      picklist("Role", "Decision Maker"),
      ...fields("boolean", "IsPrimary"),
      CURRENCY,
      ...AUDIT,
    ],
  },
  history("LeadHistory", "017", reference("LeadId", "Lead")),
  history("OpportunityFieldHistory", "017", reference("OpportunityId", "Opportunity")),
  {
    name: "OpportunityHistory",
    keyPrefix: "008",
    fields: [
      ...ID,
      ...DELETED,
      reference("OpportunityId", "Opportunity"),
      picklist("StageName", ...STAGE_NAMES),
      ...fields("currency", "Amount", "ExpectedRevenue"),
      ...fields("percent", "Probability"),
      ...fields("date", "CloseDate"),
      picklist("ForecastCategory", ...FORECASTS),
      CURRENCY,
      ...CREATED,
      ...fields("datetime", "SystemModstamp"),
    ],
  },
  {
    name: "User",
    keyPrefix: "005",
    fields: [
      ...ID,
      ...fields("string", "Username", "LastName", "FirstName", "Name"),
      ...fields("email", "Email"),
      ...fields("boolean", "IsActive"),
      picklist("TimeZoneSidKey", "America/New_York"),
      ...AUDIT,
    ],
  },
  {
    name: "Organization",
    keyPrefix: "00D",
    fields: [
      ...ID,
      ...fields("string", "Name", "Country", "InstanceName"),
      picklist("TimeZoneSidKey", "America/New_York"),
      picklist("DefaultLocaleSidKey", "en_US"),
      picklist("LanguageLocaleKey", "en_US"),
      picklist("OrganizationType", "Enterprise Edition"),
      ...fields("boolean", "IsSandbox"),
      ...AUDIT,
    ],
  },
];

/** What was a tracked field before and after; such objects have no SystemModstamp. */
function history(name: string, keyPrefix: string, parent: Field): SalesforceObject {
  return {
    name,
    keyPrefix,
    fields: [
      ...ID,
      ...DELETED,
      parent,
      picklist("Field"),
      ...fields("anyType", "OldValue", "NewValue"),
      picklist("DataType"),
      ...CREATED,
    ],
  };
}
