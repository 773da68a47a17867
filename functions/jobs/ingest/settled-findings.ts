import type { IngestCall } from "./ingest-call.ts";
import { placeOf } from "./source-notes.ts";
import type { UnitEnd } from "./unit.ts";

/**
 * Removes what earlier readings found about lists and changes that were now read to their end and found so no more: a field
 * that is visible again, an account that runs again. What was found about days stays: it is about those days.
 */
export async function dropSettledFindings(call: IngestCall, ends: readonly UnitEnd[], startedAt: Date): Promise<void> {
  const read = ends.filter(({ unit, swapped, unchanged }) => unit.grain !== "days" && swapped + unchanged > 0);
  const places = [...new Set(read.map(({ unit }) => placeOf(unit)))];
  if (places.length === 0) return;
  await call.context.warehouse.execute(
    "delete from ops.data_findings where source = @source and found_at < @started_at and example in unnest(@places)",
    {
      parameters: {
        source: { type: "STRING", value: call.source.name },
        started_at: { type: "TIMESTAMP", value: startedAt.toISOString() },
        places: { type: "ARRAY<STRING>", value: places },
      },
    },
  );
}
