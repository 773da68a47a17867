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

/** Rows of `raw.hubspot_stage_history`: each value of the properties, and since when. Of one instant the first counts: newer ones come first. */
export function historyRows(of: HistoryOf, { id, history }: ReadRecord): readonly RawRow[] {
  return of.properties.flatMap((property) => {
    const rows = (history[property] ?? []).map(({ value, timestamp, sourceType }) => {
      const changedAt = instantText(timestamp);
      if (changedAt === undefined)
        throw new AppError(`expected an instant in the history of ${property}, got ${timestamp.length} characters`, {
          kind: "data",
          where: `${of.objectType} ${id}`,
        });
      const stage = textOrNull(value);
      return {
        account_id: of.accountId,
        object_type: of.objectType,
        record_id: id,
        property_name: property,
        changed_at: changedAt,
        stage,
        stage_label: stage === null ? null : of.labelOf(stage),
        source_type: sourceType ?? null,
      };
    });
    return rows.filter(({ changed_at: at }, i) => rows.findIndex((row) => row.changed_at === at) === i);
  });
}
