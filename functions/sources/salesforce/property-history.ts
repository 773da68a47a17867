import type { CrmField } from "../contacts/keep-field.ts";
import { propertyValue } from "../crm/property-value.ts";
import type { RawRow } from "../source.ts";
import { textOf } from "./record-row.ts";
import type { SalesforceRecord } from "./schema.ts";
import type { Tracked } from "./stage-history.ts";

/** The lead's country has a column of its own and is no kept field. */
const COUNTRY: CrmField = { name: "Country", label: "Country", kind: "text" };

/**
 * Rows of `raw.salesforce_property_history` of a lead: the fields that settings say it was created with, as known since its creation.
 */
export function propertyRows(
  accountId: string,
  kept: readonly CrmField[],
  knownAtCreation: readonly string[],
  { id, createdAt }: Pick<Tracked, "id" | "createdAt">,
  record: SalesforceRecord,
): readonly RawRow[] {
  if (createdAt === null) return [];
  const named = new Set(knownAtCreation.map((name) => name.toLowerCase()));
  return [...kept, COUNTRY]
    .filter(({ name }) => named.has(name.toLowerCase()))
    .map(({ name, kind }) => ({
      account_id: accountId,
      lead_id: id,
      property_name: name,
      changed_at: createdAt,
      property_kind: kind,
      property_value: propertyValue(kind, textOf(record[name])),
    }));
}
