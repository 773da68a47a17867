import type { CrmField } from "../contacts/keep-field.ts";
import { propertyValue } from "../crm/property-value.ts";
import type { RawRow } from "../source.ts";
import { valuesOverTime } from "./history-rows.ts";
import type { ReadRecord } from "./read-records.ts";

/** Rows of `raw.hubspot_property_history`: each value of a contact's kept properties, and since when. */
export function propertyRows(
  accountId: string,
  properties: readonly CrmField[],
  record: ReadRecord,
): readonly RawRow[] {
  return properties.flatMap(({ name, kind }) =>
    valuesOverTime(record, name, "contact").map(({ changedAt, value }) => ({
      account_id: accountId,
      contact_id: record.id,
      property_name: name,
      changed_at: changedAt,
      property_kind: kind,
      property_value: propertyValue(kind, value),
    })),
  );
}
