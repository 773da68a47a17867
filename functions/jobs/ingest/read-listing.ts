import { loadStatement } from "../../ledger/records.ts";
import type { HeldWork } from "../../ledger/work.ts";
import type { ReportTable } from "../../sources/source.ts";
import type { Row, Statement, TableName } from "../../warehouse/warehouse.ts";
import { judgeRows } from "./bad-rows.ts";
import type { IngestCall } from "./ingest-call.ts";
import { jobStore } from "./job-store.ts";
import { listingStatements } from "./listing-sql.ts";
import { publicationTime, publishedSlices, unchangedFence } from "./published-slices.ts";
import { fromSource } from "./read-failed.ts";
import { keepNotes, type SourceNotes, takeNotes } from "./source-notes.ts";
import type { Spool } from "./spool.ts";
import { openSpools, type Spools } from "./spools.ts";
import { newStage } from "./stage.ts";
import { endOfUnit, type IngestUnit, sliceKeyOf, type UnitEnd } from "./unit.ts";
import { refuseMassDeletion } from "./vanished.ts";
import { publishAgainWhenFenced } from "./when-fenced.ts";

type ListingUnit = Extract<IngestUnit, { readonly grain: "listing" | "sweep" }>;

interface Reading {
  readonly notes: SourceNotes;
  readonly spools: Spools;
  readonly readStartedAt: Date;
  readonly state: "done" | "partial";
}

/**
 * Reads all entities of an account, then appends those that are new or changed, and a row that says deleted for each one
 * that is no longer listed. A listing like the last one writes nothing but that it was read.
 */
export async function readListing(call: IngestCall, unit: ListingUnit, held: HeldWork): Promise<UnitEnd> {
  const { warehouse, clock } = call.context;
  const { account, report } = unit;
  const readStartedAt = clock.now();
  const notes = takeNotes(call, held, jobStore(warehouse, held.workKey), unit);
  const spools = await openSpools(call, report, () => () => "");
  try {
    const request = { account, report: report.report, grain: "listing", signal: held.signal } as const;
    await keepNotes(call, notes, async () => {
      for await (const { table, rows } of fromSource(call.source.read(request, notes.ports))) {
        held.signal.throwIfAborted();
        await spools.of(table).add(rows);
        call.onRows(rows.length);
      }
    });
    await notes.saveQuarantine();
    const state = judgeRows(spools.rowCounts(), notes.problems);
    const reading = { notes, spools, readStartedAt, state };
    let rowsLoaded = 0;
    for (const [i, table] of report.tables.entries()) {
      const isLast = i === report.tables.length - 1;
      rowsLoaded += await publishAgainWhenFenced(() => publishTable(call, unit, held, reading, table, isLast));
      await call.ledger.checkpoint(`ingest: ${table.table} published`);
    }
    held.release();
    const rowsQuarantined = notes.problems.length;
    const bad = { reason: "bad_rows", errorKind: "data", detail: `${rowsQuarantined} rows held back` } as const;
    return endOfUnit(unit, {
      state,
      ...(state === "partial" ? bad : {}),
      swapped: rowsLoaded > 0 ? 1 : 0,
      unchanged: rowsLoaded > 0 ? 0 : 1,
      rowsLoaded,
      rowsQuarantined,
    });
  } finally {
    await spools.close();
  }
}

/** Gives the rows appended. */
async function publishTable(
  call: IngestCall,
  unit: ListingUnit,
  held: HeldWork,
  { notes, spools, readStartedAt, state }: Reading,
  { table, sliceColumns }: ReportTable,
  isLast: boolean,
): Promise<number> {
  const { warehouse, clock } = call.context;
  const { accountId } = unit.account;
  const scope = { source: call.source.name, report: unit.report.report, accountId, table };
  const published = await publishedSlices(warehouse, scope);
  const last = published.latest.get(sliceKeyOf(unit));
  const spool = spools.of(table);
  const { sha256, rows } = spool.content("");
  const publishedAt = publicationTime(clock.now(), published);
  const loadId = held.loadId(table);
  const rowsQuarantined = notes.problems.filter((problem) => problem.table === table).length;
  const isNewer = last === undefined || last.readStartedAt <= readStartedAt;
  const record = {
    loadId,
    tableName: table,
    sliceKey: sliceKeyOf(unit),
    source: scope.source,
    report: scope.report,
    accountId,
    workKey: held.workKey,
    attempt: held.attempt,
    readStartedAt,
    rowsLoaded: rows,
    rowsQuarantined,
    contentSha256: sha256,
    publishedAt,
  };
  const ends: Statement[] = [
    ...(isNewer ? [loadStatement([record])] : []),
    ...(isLast ? held.doneStatements({ summaryJson: JSON.stringify({ state, rows }) }) : []),
  ];
  const publish = (statements: readonly Statement[]) =>
    warehouse.load(table, noRows(), {
      kind: "append",
      loadId,
      fence: unchangedFence(held.fence, scope, published.seen),
      also: [...statements, ...ends],
    });
  if (!isNewer || last?.contentSha256 === sha256) {
    await publish([]);
    return 0;
  }
  const stage = await newStage(warehouse, table, held);
  // A row that was held back may be any entity: nothing is called deleted for want of it.
  const isComplete = rowsQuarantined === 0;
  const statements = listingStatements({
    table,
    stage,
    columns: spools.columnsOf(table),
    keys: sliceColumns,
    accountId,
    isComplete,
    stamp: {
      observed_at: readStartedAt.toISOString(),
      load_id: loadId,
      run_id: call.runId,
      loaded_at: publishedAt.toISOString(),
    },
  });
  await warehouse.execute(statements.createStage);
  try {
    await stageRows(call, stage, spool, `${loadId}-${crypto.randomUUID()}`);
    if (isComplete && !call.believeDeletions)
      await refuseMassDeletion(warehouse, { table, stage, keys: sliceColumns, live: statements.live }, call.step);
    await publish(statements.changes);
  } finally {
    await warehouse.execute(`drop table if exists ${stage}`);
  }
  const appended = await warehouse.query(`select count(*) as row_count from ${table} where load_id = @load_id`, {
    parameters: { load_id: { type: "STRING", value: loadId } },
  });
  return Number(appended.rows[0]?.row_count);
}

async function stageRows({ context }: IngestCall, stage: TableName, spool: Spool, loadId: string): Promise<void> {
  await context.warehouse.load(stage, spool.rows([""], {}), { kind: "append", loadId });
}

async function* noRows(): AsyncGenerator<Row> {
  // The statements of the transaction write the rows.
}
