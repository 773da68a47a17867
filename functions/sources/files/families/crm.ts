import { added, column, type Family, type FamilyColumn } from "./family.ts";

const currency = column("currency_code", "currency", "currency");
const email = column(
  "email",
  "email",
  "e-mail",
  "email address",
  "contact email",
  "work email",
  "mail",
  "customer email",
);
const phone = column(
  "phone",
  "phone",
  "phone number",
  "mobile",
  "mobile number",
  "telephone",
  "tel",
  "cell",
  "whatsapp",
);
const lead = column("lead_id", "id", "id", "lead", "lead number", "contact id", "record id");

/** What a form's drop-down says before anyone chose. */
const placeholders = ["select", "please select", "select one", "choose one", "-- select --", "--none--", "-none-"];

/** People who asked for something; contact data become hashes. */
export const leads: Family = {
  name: "leads",
  nullTokens: placeholders,
  table: "raw.file_leads",
  title: "leads",
  columns: [
    lead,
    column("campaign_id", "id", "campaign no"),
    column("name", "private", "full name", "first name", "lead name", "contact name", "customer name"),
    column("last_name", "private", "surname", "family name"),
    email,
    phone,
    column("status", "status", "lead status", "stage", "lead stage", "lifecycle stage"),
    column("source", "text", "utm source", "lead source", "origin", "original source"),
    column("medium", "text", "utm medium"),
    column("campaign", "text", "utm campaign", "campaign name"),
    column("landing_page", "text", "landing page url", "landing page id", "form page"),
    column(
      "created_at",
      "instant",
      ...[
        "added date",
        "created",
        "created date",
        "create date",
        "date created",
        "lead date",
        "submitted at",
        "date added",
      ],
      ...["first contact date", "added at", "created time"],
    ),
    column("value", "money", "deal value", "lead value", "expected value"),
    currency,
  ],
  requires: [["lead_id", "email", "phone"], ["created_at"]],
  key: { ids: [["lead_id"]], with: [] },
  adds: added(
    "VARCHAR",
    ...["person_key", "email_sha256_google", "email_sha256_meta", "phone_sha256_google", "phone_sha256_meta"],
  ),
};

/** When a lead entered which status. */
export const leadStatusChanges: Family = {
  name: "lead_status_changes",
  nullTokens: placeholders,
  table: "raw.file_lead_status_changes",
  title: "status history of leads",
  columns: [
    column("lead_id", "id", "lead", "contact id"),
    column("status", "status", "lead status", "new status", "stage", "to status", "new stage", "lifecycle stage"),
    column(
      "changed_at",
      "instant",
      "created at",
      "changed on",
      "change date",
      "entered at",
      "updated at",
      "status date",
      "timestamp",
      "date",
    ),
  ],
  requires: [["lead_id"], ["status"], ["changed_at"]],
  key: { ids: [["lead_id", "status", "changed_at"]], with: [] },
  adds: added("VARCHAR", "status_text"),
};

const factColumns: readonly FamilyColumn[] = [
  column("lead_id", "id", "lead", "contact id"),
  column("fact", "text", "attribute", "property", "feature", "fact name"),
  column("value", "text", "fact value", "attribute value", "property value"),
  column("known_at", "instant", "known since", "recorded at", "observed at", "valid from"),
];

/** Attributes and events of leads; a file with one column a fact is turned into rows when the family is named. */
export const leadFacts: Family = {
  name: "lead_facts",
  nullTokens: placeholders,
  table: "raw.file_lead_facts",
  title: "facts about leads",
  columns: factColumns,
  requires: [["lead_id"], ["fact"], ["value"]],
  rowRequires: [["lead_id"]],
  inputs: new Set(["value"]),
  adds: [...added("DOUBLE", "value_number"), ...added("VARCHAR", "value_text")],
  key: { ids: [["lead_id", "fact"]], with: ["known_at"] },
  unpivot: "lead_facts",
};

/** Opportunities of a CRM. */
export const deals: Family = {
  name: "deals",
  nullTokens: placeholders,
  table: "raw.file_deals",
  title: "deals",
  columns: [
    column("deal_id", "id", "opportunity id", "deal", "opportunity", "opportunity no"),
    column("lead_id", "id", "contact id"),
    column("account_name", "text", "account", "company", "company name", "organisation", "organization"),
    column("product", "text", "product name", "item"),
    column("stage_text", "text", "deal stage", "stage", "opportunity stage", "pipeline stage", "status", "deal status"),
    column("owner", "text", "sales agent", "deal owner", "opportunity owner", "sales rep", "owner name"),
    column(
      "created_at",
      "instant",
      "engage date",
      "created date",
      "create date",
      "opened at",
      "open date",
      "created",
      "created on",
    ),
    column("closed_at", "instant", "close date", "closed date", "won date", "closed on", "closed"),
    column("value", "money", "close value", "amount", "deal value", "deal amount", "opportunity amount"),
    currency,
  ],
  requires: [["deal_id"], ["stage_text", "closed_at"]],
  rowRequires: [["deal_id"]],
  key: { ids: [["deal_id"]], with: [] },
};

/** Past purchases. */
export const orders: Family = {
  name: "orders",
  table: "raw.file_orders",
  title: "orders",
  columns: [
    column("order_id", "id", "order number", "order no", "invoice", "invoice no", "purchase id", "transaction id"),
    column("customer_id", "id", "customer", "user id", "client id", "buyer id"),
    email,
    column("name", "private", "customer name", "full name", "buyer name"),
    column(
      "ordered_at",
      "instant",
      "order date",
      "purchase date",
      "purchased at",
      "order time",
      "invoice date",
      "order timestamp",
    ),
    column("value", "money", "order value", "total", "order total", "amount", "revenue", "total price"),
    currency,
    column("product", "text", "product name", "item", "sku"),
    column("category", "text", "product category"),
  ],
  requires: [["order_id"], ["ordered_at"], ["value"]],
  rowRequires: [["order_id"], ["ordered_at"]],
  adds: added("VARCHAR", "person_key"),
  key: { ids: [["order_id"]], with: ["product", "category"] },
};
