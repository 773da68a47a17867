import { type CrmField, type FieldKind, mayKeepField } from "../contacts/keep-field.ts";
import { type AttributionFields, resolveAttribution } from "../crm/attribution.ts";
import { checkNamedFields, namesAny } from "../crm/named-fields.ts";
import type { HubspotApi } from "./api.ts";
import { type HubspotProperty, propertyList } from "./schema.ts";
import type { HubspotSettings } from "./settings.ts";

/** What is asked for of an object: typed columns, how the person came, and further properties that hold no contact. */
export interface AskedProperties {
  readonly names: readonly string[];
  readonly attribution: AttributionFields;
  readonly kept: readonly CrmField[];
}

/**
 * HubSpot's own properties worth keeping beside the typed columns. It defines some 300 more per object, most of them counts of its own
 * tools and times per pipeline stage; what a portal defined itself is all kept, as far as `mayKeepField` allows.
 */
const HUBSPOT_DEFINED = new Set([
  "hs_analytics_source",
  "hs_analytics_num_visits",
  "hs_analytics_num_page_views",
  "hs_analytics_first_timestamp",
  "hs_latest_source",
  "hs_email_optout",
  "hs_email_open",
  "hs_email_click",
  "num_conversion_events",
  "num_associated_deals",
  "num_associated_contacts",
  "recent_conversion_date",
  "first_conversion_date",
  "hs_is_unworked",
  "numberofemployees",
  "annualrevenue",
  "industry",
  "dealtype",
  "hs_priority",
  "hs_deal_stage_probability",
  "closed_lost_reason",
  "closed_won_reason",
]);

const WORDS = {
  section: "sources.hubspot",
  expected: "the internal name of a contact or deal property",
  fix: "HubSpot shows internal names in Settings → Properties",
};

/** Asks which properties exist and picks; a property that settings name and no object has is an error of settings. */
export async function askedProperties(
  api: HubspotApi,
  settings: HubspotSettings,
  object: "contacts" | "deals",
  typed: readonly string[],
  signal: AbortSignal,
): Promise<AskedProperties> {
  const own = await existing(api, object, signal);
  if (namesAny(settings)) {
    const other = await existing(api, object === "contacts" ? "deals" : "contacts", signal);
    checkNamedFields(settings, [...own, ...other].map(toField), WORDS);
  }
  const names = own.map(({ name }) => name);
  const attribution = resolveAttribution(names, settings.fields);
  const origin = Object.values(attribution).filter((name) => name !== undefined);
  const taken = new Set([...typed, ...origin]);
  const named = new Set(settings.properties.map((name) => name.toLowerCase()));
  const kept = own
    .filter(({ name }) => !taken.has(name))
    .filter((property) => named.has(property.name.toLowerCase()) || isKept(property))
    .map(toField);
  const there = new Set(names);
  const asked = [...typed.filter((name) => there.has(name)), ...origin, ...kept.map(({ name }) => name)];
  return { names: [...new Set(asked)], attribution, kept };
}

async function existing(
  api: HubspotApi,
  object: "contacts" | "deals",
  signal: AbortSignal,
): Promise<readonly HubspotProperty[]> {
  return (await api.get(`/crm/v3/properties/${object}`, propertyList, signal)).results;
}

function isKept(property: HubspotProperty): boolean {
  const isOwn = !property.hubspotDefined || HUBSPOT_DEFINED.has(property.name);
  return isOwn && property.dataSensitivity === "non_sensitive" && mayKeepField(toField(property));
}

function toField({ name, label, type, referencedObjectType }: HubspotProperty): CrmField {
  return { name, label, kind: referencedObjectType ? "reference" : (KINDS[type] ?? "text") };
}

const KINDS: Readonly<Record<string, FieldKind>> = {
  number: "number",
  bool: "boolean",
  date: "date",
  datetime: "date",
  enumeration: "choice",
};
