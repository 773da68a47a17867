import { sha256Of } from "../../ledger/hash.ts";
import { loadStatement } from "../../ledger/records.ts";
import type { HeldWork } from "../../ledger/work.ts";
import type { SourceBatch } from "../../sources/source.ts";
import type { Row, Slice } from "../../warehouse/warehouse.ts";
import { type Cursor, type CursorScope, cursorFence, cursorStatement } from "./cursor.ts";
import type { IngestCall } from "./ingest-call.ts";
import { type IngestUnit, sliceKeyOf } from "./unit.ts";

export interface ChangesReading {
  readonly unit: IngestUnit;
  readonly scope: CursorScope;
  /** How far the table is now. */
  readonly cursor: Cursor;
  readonly readStartedAt: Date;
  /** Tells the loads of one attempt apart. */
  readonly loadName: string;
}

/** Replaces the records of a batch; gives the cursor that stands now. Fails as `fenced` where another reader published since. */
export async function publishBatch(
  call: IngestCall,
  held: HeldWork,
  reading: ChangesReading,
  batch: SourceBatch,
): Promise<Cursor> {
  const { warehouse, clock } = call.context;
  const { unit, scope, cursor, loadName } = reading;
  const definition = unit.report.tables.find(({ table }) => table === batch.table);
  if (definition === undefined)
    throw new RangeError(`expected a table of report ${unit.report.report}, got ${batch.table}`);
  const loadId = sha256Of([held.workKey, held.attempt, batch.table, loadName]).slice(0, 40);
  const publishedAt = clock.now();
  const next = { seq: cursor.seq + 1, cursor: batch.cursor ?? cursor.cursor };
  const times = { loadId, workKey: held.workKey, readStartedAt: reading.readStartedAt, publishedAt };
  const slices = slicesOf(batch, definition.sliceColumns);
  await warehouse.load(
    batch.table,
    stamped(batch.rows, { load_id: loadId, run_id: call.runId, loaded_at: publishedAt.toISOString() }),
    {
      loadId,
      fence: cursorFence(held.fence, scope, cursor.seq),
      also: [
        loadStatement([
          loadRecord(held, reading, `${sliceKeyOf(unit)}/${loadName}`, {
            ...times,
            tableName: batch.table,
            rowsLoaded: batch.rows.length,
            rowsQuarantined: 0,
          }),
        ]),
        cursorStatement(scope, next, times),
      ],
      ...(slices.length === 0 ? { kind: "append" } : { kind: "replaceSlices", slices }),
    },
  );
  return next;
}

/** Records that the changes were read to their end, with `done` and how it ended. */
export async function finishChanges(
  call: IngestCall,
  held: HeldWork,
  reading: ChangesReading,
  { rowsQuarantined, state }: { readonly rowsQuarantined: number; readonly state: "done" | "partial" },
): Promise<void> {
  const [main] = reading.unit.report.tables;
  if (main === undefined) throw new RangeError(`expected a table of report ${reading.unit.report.report}`);
  const loadId = held.loadId(main.table);
  const times = { loadId, readStartedAt: reading.readStartedAt, publishedAt: call.context.clock.now() };
  const counts = { tableName: main.table, rowsLoaded: 0, rowsQuarantined };
  await call.context.warehouse.load(main.table, noRows(), {
    kind: "append",
    loadId,
    fence: held.fence,
    also: [
      loadStatement([loadRecord(held, reading, sliceKeyOf(reading.unit), { ...times, ...counts })]),
      ...held.doneStatements({ summaryJson: JSON.stringify({ state, cursor: reading.cursor.cursor }) }),
    ],
  });
  held.release();
}

function loadRecord(
  { workKey, attempt }: HeldWork,
  { scope }: ChangesReading,
  sliceKey: string,
  load: Pick<
    Parameters<typeof loadStatement>[0][number],
    "loadId" | "tableName" | "readStartedAt" | "publishedAt" | "rowsLoaded" | "rowsQuarantined"
  >,
) {
  return { ...scope, workKey, attempt, sliceKey, ...load };
}

function slicesOf({ rows }: SourceBatch, columns: readonly string[]): readonly Slice[] {
  const slices = new Map<string, Slice>();
  for (const row of rows) {
    const slice = Object.fromEntries(columns.map((column) => [column, String(row[column])]));
    slices.set(JSON.stringify(slice), slice);
  }
  return [...slices.values()];
}

async function* stamped(rows: SourceBatch["rows"], stamp: Row): AsyncGenerator<Row> {
  for (const row of rows) yield { ...row, ...stamp };
}

async function* noRows(): AsyncGenerator<Row> {
  // The ledger's rows alone are the effect.
}
