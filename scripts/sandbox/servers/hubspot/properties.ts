import type { CrmProperty } from "../../market/crm.ts";

export type HubspotObject = "contacts" | "companies" | "deals";

export type PropertyType = "string" | "number" | "datetime" | "enumeration" | "phone_number" | "bool";

/** A property of a record: where the market keeps it, or how it follows from the record. */
export interface Property {
  readonly name: string;
  readonly label: string;
  readonly type: PropertyType;
  /** Made by people in the account, not by HubSpot. */
  readonly isCustom?: boolean;
  readonly from: CrmProperty | "record";
  /** HubSpot's value of the market's. */
  readonly value?: (value: string) => string;
}

const SITE = "https://velo-works.example";

/** Source of the first visit in HubSpot's words, by medium of the last click. */
const SOURCES: Readonly<Record<string, string>> = {
  cpc: "PAID_SEARCH",
  paid_social: "PAID_SOCIAL",
  organic: "ORGANIC_SEARCH",
  email: "EMAIL_MARKETING",
  referral: "REFERRALS",
  social: "SOCIAL_MEDIA",
};

function own(lastModified: string): readonly Property[] {
  return [
    { name: "hs_object_id", label: "Record ID", type: "number", from: "record" },
    { name: "createdate", label: "Create Date", type: "datetime", from: "record" },
    { name: lastModified, label: "Last Modified Date", type: "datetime", from: "record" },
    { name: "hs_merged_object_ids", label: "Merged record IDs", type: "enumeration", from: "record" },
    { name: "hubspot_owner_id", label: "Owner", type: "enumeration", from: "owner_id" },
  ];
}

const text = (name: string, label: string, from: CrmProperty): Property => ({ name, label, type: "string", from });
const custom = (property: Property): Property => ({ ...property, isCustom: true });

export const PROPERTIES: Readonly<Record<HubspotObject, readonly Property[]>> = {
  contacts: [
    ...own("lastmodifieddate"),
    text("email", "Email", "email"),
    text("firstname", "First Name", "first_name"),
    text("lastname", "Last Name", "last_name"),
    { name: "phone", label: "Phone Number", type: "phone_number", from: "phone" },
    text("company", "Company Name", "company"),
    text("country", "Country/Region", "country"),
    { name: "lifecyclestage", label: "Lifecycle Stage", type: "enumeration", from: "lifecycle_stage" },
    { name: "hs_lead_status", label: "Lead Status", type: "enumeration", from: "lead_status" },
    text("hs_google_click_id", "Google ad click id", "gclid"),
    text("hs_facebook_click_id", "Facebook click id", "fbclid"),
    {
      name: "hs_analytics_source",
      label: "Original Traffic Source",
      type: "enumeration",
      from: "utm_medium",
      value: (medium) => SOURCES[medium] ?? (medium === "(none)" ? "DIRECT_TRAFFIC" : "OTHER_CAMPAIGNS"),
    },
    {
      name: "hs_analytics_first_url",
      label: "First Page Seen",
      type: "string",
      from: "landing_page",
      value: (path) => (path.startsWith("http") ? path : `${SITE}${path}`),
    },
    custom(text("utm_source", "UTM source", "utm_source")),
    custom(text("utm_medium", "UTM medium", "utm_medium")),
    custom(text("utm_campaign", "UTM campaign", "utm_campaign")),
    custom({ name: "fleet_size", label: "Fleet size", type: "number", from: "fleet_size" }),
  ],
  companies: [
    ...own("hs_lastmodifieddate"),
    text("name", "Company name", "company"),
    text("country", "Country/Region", "country"),
    custom({ name: "fleet_size", label: "Fleet size", type: "number", from: "fleet_size" }),
  ],
  deals: [
    ...own("hs_lastmodifieddate"),
    text("dealname", "Deal Name", "name"),
    { name: "dealstage", label: "Deal Stage", type: "enumeration", from: "stage" },
    { name: "pipeline", label: "Pipeline", type: "enumeration", from: "stage", value: () => "default" },
    { name: "amount", label: "Amount", type: "number", from: "amount" },
    { name: "deal_currency_code", label: "Currency", type: "enumeration", from: "currency_code" },
    {
      name: "closedate",
      label: "Close Date",
      type: "datetime",
      from: "close_day",
      value: (day) => `${day}T00:00:00Z`,
    },
    text("closed_lost_reason", "Closed Lost Reason", "lost_reason"),
    {
      name: "hs_is_closed",
      label: "Is Deal Closed?",
      type: "bool",
      from: "stage",
      value: (stage) => String(stage.startsWith("closed")),
    },
    {
      name: "hs_is_closed_won",
      label: "Is Closed Won",
      type: "bool",
      from: "stage",
      value: (stage) => String(stage === "closedwon"),
    },
  ],
};

/** Name of the property that says when a record was changed last. */
export const LAST_MODIFIED: Readonly<Record<HubspotObject, string>> = {
  contacts: "lastmodifieddate",
  companies: "hs_lastmodifieddate",
  deals: "hs_lastmodifieddate",
};

/** Given where a request names no properties. */
export const DEFAULT_PROPERTIES: Readonly<Record<HubspotObject, readonly string[]>> = {
  contacts: ["createdate", "email", "firstname", "hs_object_id", "lastmodifieddate", "lastname"],
  companies: ["name", "createdate", "hs_lastmodifieddate", "hs_object_id"],
  deals: [
    "dealname",
    "amount",
    "closedate",
    "pipeline",
    "dealstage",
    "createdate",
    "hs_lastmodifieddate",
    "hs_object_id",
  ],
};

/** Objects by what stands in paths: the name in both numbers, and the type id. */
export function objectNamed(name: string): HubspotObject | undefined {
  const names: Readonly<Record<string, HubspotObject>> = {
    contacts: "contacts",
    contact: "contacts",
    "0-1": "contacts",
    companies: "companies",
    company: "companies",
    "0-2": "companies",
    deals: "deals",
    deal: "deals",
    "0-3": "deals",
  };
  return names[name.toLowerCase()];
}
