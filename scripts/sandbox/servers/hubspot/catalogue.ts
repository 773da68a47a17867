import type { Market } from "../../market/market.ts";
import type { SandboxReply } from "../serve.ts";
import { type HubspotObject, PROPERTIES, type Property } from "./properties.ts";
import { instant, json } from "./replies.ts";

export const PORTAL_ID = 24_680_135;

const FIELD_TYPES: Readonly<Record<Property["type"], string>> = {
  string: "text",
  number: "number",
  datetime: "date",
  enumeration: "select",
  phone_number: "phonenumber",
  bool: "booleancheckbox",
};

/** `GET /crm/v3/properties/{object}`: what properties there are. */
export function properties(object: HubspotObject): SandboxReply {
  const kind = object === "companies" ? "company" : object.slice(0, -1);
  return json({
    results: PROPERTIES[object].map(({ name, label, type, isCustom = false, from }) => ({
      name,
      label,
      type,
      fieldType: FIELD_TYPES[type],
      description: "",
      groupName: `${kind}information`,
      options: [],
      displayOrder: -1,
      calculated: false,
      externalOptions: name === "hubspot_owner_id",
      hasUniqueValue: name === "hs_object_id",
      hidden: false,
      hubspotDefined: !isCustom,
      modificationMetadata: {
        archivable: isCustom,
        readOnlyDefinition: !isCustom,
        readOnlyValue: from === "record",
      },
      formField: from !== "record",
      archived: false,
    })),
  });
}

interface Stage {
  readonly id: string;
  readonly label: string;
  readonly probability: string;
  readonly isClosed: boolean;
}

const DEAL_STAGES: readonly Stage[] = [
  { id: "appointmentscheduled", label: "Appointment Scheduled", probability: "0.2", isClosed: false },
  { id: "presentationscheduled", label: "Presentation Scheduled", probability: "0.6", isClosed: false },
  { id: "contractsent", label: "Contract Sent", probability: "0.9", isClosed: false },
  { id: "closedwon", label: "Closed Won", probability: "1.0", isClosed: true },
  { id: "closedlost", label: "Closed Lost", probability: "0.0", isClosed: true },
];

/** `GET /crm/v3/pipelines/{object}`: only deals have one here. */
export function pipelines(object: HubspotObject, startedMs: number): SandboxReply {
  const at = instant(startedMs);
  const times = { createdAt: at, updatedAt: at, archived: false };
  const stages = DEAL_STAGES.map(({ id, label, probability, isClosed }, displayOrder) => ({
    id,
    label,
    displayOrder,
    metadata: { isClosed: String(isClosed), probability },
    ...times,
  }));
  return json({
    results: object === "deals" ? [{ id: "default", label: "Sales Pipeline", displayOrder: 0, stages, ...times }] : [],
  });
}

/** `GET /crm/v3/owners`: all on one page. */
export function owners(market: Market, startedMs: number): SandboxReply {
  const at = instant(startedMs);
  return json({
    results: market.hubspot.owners.map(({ id, email, firstName, lastName }, i) => ({
      id,
      email,
      type: "PERSON",
      firstName,
      lastName,
      userId: 9_100_001 + i,
      createdAt: at,
      updatedAt: at,
      archived: false,
    })),
  });
}

/** `GET /account-info/v3/details`. */
export function accountDetails(): SandboxReply {
  return json({
    portalId: PORTAL_ID,
    accountType: "STANDARD",
    timeZone: "Europe/Berlin",
    companyCurrency: "EUR",
    additionalCurrencies: [],
    utcOffset: "+01:00",
    utcOffsetMilliseconds: 3_600_000,
    uiDomain: "app-eu1.hubspot.com",
    dataHostingLocation: "eu1",
  });
}
