import { AppError } from "../../lib/errors.ts";
import { instantText, textOrNull } from "../crm/values.ts";
import type { RawRow } from "../source.ts";
import type { ReadRecord } from "./read-records.ts";

export interface HistoryOf {
  readonly accountId: string;
  readonly objectType: "contact" | "deal";
  readonly properties: readonly string[];
  /** Name of a value, where it has one. */
  readonly labelOf: (value: string) => string | null;
}

/** A value of a property and since when it holds; null where it was emptied. */
export interface ValueSince {
  readonly changedAt: string;
  readonly value: string | null;
  readonly sourceType: string | null;
}

/** Rows of `raw.hubspot_stage_history`: each value of the properties, and since when. */
export function historyRows(of: HistoryOf, record: ReadRecord): readonly RawRow[] {
  return of.properties.flatMap((property) =>
    valuesOverTime(record, property, of.objectType).map(({ changedAt, value, sourceType }) => ({
      account_id: of.accountId,
      object_type: of.objectType,
      record_id: record.id,
      property_name: property,
      changed_at: changedAt,
      stage: value,
      stage_label: value === null ? null : of.labelOf(value),
      source_type: sourceType,
    })),
  );
}

/** A property's values, newest first. Of one instant the first counts: newer ones come first. */
export function valuesOverTime(
  { id, history }: ReadRecord,
  property: string,
  objectType: HistoryOf["objectType"],
): readonly ValueSince[] {
  const values = (history[property] ?? []).map(({ value, timestamp, sourceType }) => {
    const changedAt = instantText(timestamp);
    if (changedAt === undefined)
      throw new AppError(`expected an instant in the history of ${property}, got ${timestamp.length} characters`, {
        kind: "data",
        where: `${objectType} ${id}`,
      });
    return { changedAt, value: textOrNull(value), sourceType: sourceType ?? null };
  });
  return values.filter(({ changedAt }, i) => values.findIndex((other) => other.changedAt === changedAt) === i);
}
