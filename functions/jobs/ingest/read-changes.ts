import type { HeldWork } from "../../ledger/work.ts";
import { judgeRecords } from "./bad-rows.ts";
import { readCursor } from "./cursor.ts";
import type { IngestCall } from "./ingest-call.ts";
import { jobStore } from "./job-store.ts";
import { type ChangesReading, finishChanges, publishBatch } from "./publish-changes.ts";
import { fromSource } from "./read-failed.ts";
import { keepNotes, type SourceNotes, takeNotes } from "./source-notes.ts";
import { endOfUnit, type IngestUnit, type UnitEnd } from "./unit.ts";
import { isFenced } from "./when-fenced.ts";

type ChangesUnit = Extract<IngestUnit, { readonly grain: "changes" }>;

const MAX_STARTS = 3;

/**
 * Publishes the records that changed since the cursor, batch by batch and in order, the cursor with its batch: a crash,
 * or an error on the way, loses nothing and repeats at most what came after the last cursor. Where another reader moves
 * the cursor meanwhile, reading begins again from there.
 */
export async function readChanges(call: IngestCall, unit: ChangesUnit, held: HeldWork): Promise<UnitEnd> {
  const jobs = jobStore(call.context.warehouse, held.workKey);
  const notes = takeNotes(call, held, jobs, unit);
  return keepNotes(call, notes, async () => {
    for (let starts = 1; ; starts += 1) {
      try {
        return await readOnce(call, unit, held, notes, starts);
      } catch (error) {
        if (!isFenced(error) || starts >= MAX_STARTS) throw error;
      }
    }
  });
}

async function readOnce(
  call: IngestCall,
  unit: ChangesUnit,
  held: HeldWork,
  notes: SourceNotes,
  starts: number,
): Promise<UnitEnd> {
  const { context, source, deadline } = call;
  const { account, report } = unit;
  const scope = { source: source.name, report: report.report, accountId: account.accountId };
  const readStartedAt = context.clock.now();
  const goodRows = new Map(report.tables.map(({ table }) => [table, 0]));
  let cursor = await readCursor(context.warehouse, scope);
  let batches = 0;
  let rowsLoaded = 0;
  const reading = (): ChangesReading => ({ unit, scope, cursor, readStartedAt, loadName: `${starts}-${batches}` });
  const since = unit.isFromStart ? held.cursorJson : cursor.cursor;
  const request = { account, report: report.report, grain: "changes", since, signal: held.signal } as const;
  for await (const batch of fromSource(source.read(request, notes.ports))) {
    held.signal.throwIfAborted();
    goodRows.set(batch.table, (goodRows.get(batch.table) ?? 0) + batch.rows.length);
    await judge(goodRows, notes);
    // Before the cursor passes them: whatever breaks off later, nobody asks for these records again.
    await notes.saveQuarantine();
    cursor = await publishBatch(call, held, reading(), batch);
    batches += 1;
    rowsLoaded += batch.rows.length;
    call.onRows(batch.rows.length);
    await call.ledger.checkpoint("ingest: batch published");
    if (batch.cursor !== undefined && deadline !== null && context.clock.now() >= deadline) {
      await held.continueLater(batch.cursor);
      return endOfUnit(unit, { state: "continue", rowsLoaded });
    }
  }
  const state = await judge(goodRows, notes);
  await notes.saveQuarantine();
  const rowsQuarantined = notes.problems.length;
  await finishChanges(call, held, reading(), { rowsQuarantined, state });
  const bad = { reason: "bad_rows", errorKind: "data", detail: `${rowsQuarantined} rows held back` } as const;
  return endOfUnit(unit, {
    state,
    ...(state === "partial" ? bad : {}),
    swapped: rowsLoaded > 0 ? 1 : 0,
    unchanged: rowsLoaded > 0 ? 0 : 1,
    rowsLoaded,
    rowsQuarantined,
  });
}

/** The verdict; rows of a refused reading are kept in quarantine first. */
async function judge(
  goodRows: Parameters<typeof judgeRecords>[0],
  notes: SourceNotes,
): Promise<ReturnType<typeof judgeRecords>> {
  try {
    return judgeRecords(goodRows, notes.problems);
  } catch (error) {
    await notes.saveQuarantine();
    throw error;
  }
}
