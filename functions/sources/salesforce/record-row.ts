import { hashContact } from "../contacts/hash-contact.ts";
import { withoutContacts } from "../contacts/without-contacts.ts";
import { attributionRow } from "../crm/attribution.ts";
import { propertiesJson } from "../crm/properties-json.ts";
import { buildRow, type RowResult, type Values, valuesOf } from "../crm/row.ts";
import type { RawRow, SourceAccount } from "../source.ts";
import type { AskedFields } from "./asked-fields.ts";
import type { SalesforceReport } from "./report.ts";
import type { SalesforceRecord } from "./schema.ts";

export interface RowContext {
  readonly report: SalesforceReport;
  readonly account: SourceAccount;
  readonly asked: AskedFields;
  readonly pepperHex: string;
}

/** A row of the report's table. */
export function salesforceRow(context: RowContext, id: string, record: SalesforceRecord): RowResult {
  return buildRow(context.report.table, id, () => {
    const values = valuesOf((field) => textOf(record[field]));
    return {
      ...headOf(context.account, id, values),
      ...TYPED[context.report.object](values, context),
      ...tailOf(context, values),
    };
  });
}

/** A field's value as text; objects (the type and address of a record) are none. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" || typeof value === "boolean" ? String(value) : null;
}

function headOf({ accountId }: SourceAccount, id: string, values: Values): RawRow {
  const updatedAt = values.instant("SystemModstamp", "updated_at");
  return {
    account_id: accountId,
    id,
    created_at: values.instant("CreatedDate", "created_at"),
    updated_at: updatedAt,
    deleted_at: values.flag("IsDeleted") === true ? updatedAt : null,
  };
}

function tailOf({ report, account, asked }: RowContext, { text }: Values): RawRow {
  if (report.object === "OpportunityContactRole") return {};
  return {
    ...attributionRow(asked.attribution, text),
    properties_json: propertiesJson(asked.kept, text),
    account_time_zone: account.timeZone,
  };
}

function personOf({ text }: Values, country: string, pepperHex: string): RawRow {
  const where = text(country);
  return {
    lead_source: text("LeadSource"),
    owner_id: text("OwnerId"),
    country: where === null ? null : withoutContacts(where),
    ...hashContact({ email: text("Email"), phones: [text("Phone"), text("MobilePhone")] }, pepperHex),
  };
}

const TYPED: Readonly<Record<SalesforceReport["object"], (values: Values, context: RowContext) => RawRow>> = {
  Lead: (values, { pepperHex }) => ({
    merged_into_id: values.text("MasterRecordId"),
    stage: values.text("Status"),
    is_converted: values.flag("IsConverted"),
    converted_on: values.day("ConvertedDate", "converted_on"),
    converted_contact_id: values.text("ConvertedContactId"),
    converted_company_id: values.text("ConvertedAccountId"),
    converted_opportunity_id: values.text("ConvertedOpportunityId"),
    ...personOf(values, "Country", pepperHex),
  }),
  Contact: (values, { pepperHex }) => ({
    merged_into_id: values.text("MasterRecordId"),
    company_id: values.text("AccountId"),
    ...personOf(values, "MailingCountry", pepperHex),
  }),
  Opportunity: (values, { account }) => ({
    company_id: values.text("AccountId"),
    contact_id: values.text("ContactId"),
    primary_campaign_id: values.text("CampaignId"),
    stage: values.text("StageName"),
    is_closed: values.flag("IsClosed"),
    is_won: values.flag("IsWon"),
    probability: values.share("Probability", "probability"),
    amount: values.decimal("Amount", "amount"),
    currency_code: values.text("CurrencyIsoCode") ?? account.currencyCode,
    closed_on: values.day("CloseDate", "closed_on"),
    lead_source: values.text("LeadSource"),
    owner_id: values.text("OwnerId"),
  }),
  OpportunityContactRole: (values) => ({
    opportunity_id: values.text("OpportunityId"),
    contact_id: values.text("ContactId"),
    role: values.text("Role"),
    is_primary: values.flag("IsPrimary"),
  }),
};
