import { hashContact } from "../contacts/hash-contact.ts";
import { withoutContacts } from "../contacts/without-contacts.ts";
import { attributionRow } from "../crm/attribution.ts";
import { propertiesJson } from "../crm/properties-json.ts";
import { buildRow, type RowResult, type Values, valuesOf } from "../crm/row.ts";
import { rowProblem } from "../crm/row-problem.ts";
import type { RawRow, RawTable, SourceAccount } from "../source.ts";
import type { DealPipelines } from "./pipelines.ts";
import type { AskedProperties } from "./properties.ts";
import { crmRecord } from "./schema.ts";

export interface RowContext {
  readonly account: SourceAccount;
  readonly asked: AskedProperties;
}

/** Typed properties of a contact; those with contact data leave as hashes only. */
export const CONTACT_PROPERTIES = [
  "email",
  "phone",
  "mobilephone",
  "hs_calculated_phone_number",
  "hs_calculated_mobile_number",
  "country",
  "hubspot_owner_id",
  "lifecyclestage",
  "hs_lead_status",
  "hs_merged_object_ids",
] as const;

export const DEAL_PROPERTIES = [
  "pipeline",
  "dealstage",
  "amount",
  "deal_currency_code",
  "closedate",
  "hubspot_owner_id",
  "hs_merged_object_ids",
] as const;

/** HubSpot works out the numbers with country code itself where it knows the country. */
const PHONES = ["phone", "hs_calculated_phone_number", "mobilephone", "hs_calculated_mobile_number"] as const;

/** A row of `raw.hubspot_contacts`. */
export function contactRow(context: RowContext, pepperHex: string, id: string, record: unknown): RowResult {
  return rowOf("raw.hubspot_contacts", context, id, record, ({ text }) => {
    const country = text("country");
    return {
      stage: text("lifecyclestage"),
      lead_status: text("hs_lead_status"),
      owner_id: text("hubspot_owner_id"),
      country: country === null ? null : withoutContacts(country),
      ...hashContact({ email: text("email"), phones: PHONES.map(text) }, pepperHex),
    };
  });
}

/** A row of `raw.hubspot_deals`. */
export function dealRow(
  context: RowContext,
  { pipelines, stages }: DealPipelines,
  id: string,
  record: unknown,
): RowResult {
  return rowOf("raw.hubspot_deals", context, id, record, ({ text, decimal, instant }) => {
    const [pipelineId, stageId] = [text("pipeline"), text("dealstage")];
    const stage = stageId === null ? undefined : stages.get(stageId);
    return {
      pipeline_id: pipelineId,
      pipeline_label: pipelineId === null ? null : (pipelines.get(pipelineId) ?? null),
      stage: stageId,
      stage_label: stage?.label ?? null,
      is_closed: stage?.isClosed ?? null,
      is_won: stage?.isWon ?? null,
      amount: decimal("amount", "amount"),
      currency_code: text("deal_currency_code") ?? context.account.currencyCode,
      closed_at: instant("closedate", "closed_at"),
      owner_id: text("hubspot_owner_id"),
    };
  });
}

function rowOf(
  table: RawTable,
  { account, asked }: RowContext,
  id: string,
  record: unknown,
  typed: (values: Values) => RawRow,
): RowResult {
  const parsed = crmRecord.safeParse(record);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const column = String(issue?.path.at(-1) ?? "id");
    return {
      kind: "problem",
      problem: rowProblem(table, id, column, "a value as HubSpot documents it", issue?.code ?? ""),
    };
  }
  const { properties, createdAt, updatedAt, archived, archivedAt } = parsed.data;
  const head: Readonly<Record<string, string>> = { createdAt, updatedAt, archivedAt: archivedAt ?? updatedAt };
  const { instant } = valuesOf((field) => head[field] ?? null);
  const values = valuesOf((field) => properties[field] ?? null);
  return buildRow(table, id, () => ({
    account_id: account.accountId,
    id,
    created_at: instant("createdAt", "created_at"),
    updated_at: instant("updatedAt", "updated_at"),
    deleted_at: archived ? instant("archivedAt", "deleted_at") : null,
    merged_ids: values.text("hs_merged_object_ids"),
    ...typed(values),
    ...attributionRow(asked.attribution, values.text),
    properties_json: propertiesJson(asked.kept, values.text),
    account_time_zone: account.timeZone,
  }));
}
