import { loadStatement } from "../../ledger/records.ts";
import type { HeldWork } from "../../ledger/work.ts";
import type { Parameter, Row } from "../../warehouse/warehouse.ts";
import type { IngestCall } from "./ingest-call.ts";
import { jobStore } from "./job-store.ts";
import { fromSource } from "./read-failed.ts";
import { keepNotes, takeNotes } from "./source-notes.ts";
import { newStage } from "./stage.ts";
import { endOfUnit, type IngestUnit, sliceKeyOf, type UnitEnd } from "./unit.ts";
import { refuseMassDeletion } from "./vanished.ts";

/**
 * Marks the records deleted that the platform no longer lists: their changes tell of those that were archived, not of
 * those that are gone for good. Records written after the listing began are left alone, since it may lack them.
 */
export async function sweep(call: IngestCall, unit: IngestUnit, held: HeldWork): Promise<UnitEnd> {
  const { context, source, runId } = call;
  const { warehouse, clock } = context;
  const { account, report } = unit;
  const [main] = report.tables;
  const [accountColumn = "", idColumn = ""] = main?.sliceColumns ?? [];
  if (source.ids === undefined || main === undefined || idColumn === "")
    throw new RangeError(`expected report ${report.report} to list ids, and a table of account and id`);
  const readStartedAt = clock.now();
  const notes = takeNotes(call, held, jobStore(warehouse, held.workKey), unit);
  const stage = await newStage(warehouse, main.table, held);
  await warehouse.execute(`create or replace table ${stage} as select ${idColumn} from ${main.table} limit 0`);
  try {
    const request = { account, report: report.report, signal: held.signal };
    const ids = idRows(fromSource(source.ids(request, notes.ports)), idColumn, held.signal);
    const stagedAs = { kind: "append", loadId: `${held.loadId(stage)}-${crypto.randomUUID()}` } as const;
    await keepNotes(call, notes, () => warehouse.load(stage, ids, stagedAs));
    const loadId = held.loadId(main.table);
    const publishedAt = clock.now();
    const parameters = {
      account_id: { type: "STRING", value: account.accountId },
      load_id: { type: "STRING", value: loadId },
      run_id: { type: "STRING", value: runId },
      read_started_at: { type: "TIMESTAMP", value: readStartedAt.toISOString() },
      published_at: { type: "TIMESTAMP", value: publishedAt.toISOString() },
    } satisfies Readonly<Record<string, Parameter>>;
    const { account_id, read_started_at } = parameters;
    const own = `${accountColumn} = @account_id and deleted_at is null and loaded_at <= @read_started_at`;
    if (!call.believeDeletions) {
      const live = {
        sql: `select ${idColumn} from ${main.table} where ${own}`,
        parameters: { account_id, read_started_at },
      };
      await refuseMassDeletion(warehouse, { table: main.table, stage, keys: [idColumn], live }, call.step);
    }
    await warehouse.load(main.table, noRows(), {
      kind: "append",
      loadId,
      fence: held.fence,
      also: [
        {
          sql: `update ${main.table}
          set deleted_at = @read_started_at, load_id = @load_id, run_id = @run_id, loaded_at = @published_at
          where ${own}
            and not exists (select 1 from ${stage} as listed where listed.${idColumn} = ${main.table.slice("raw.".length)}.${idColumn})`,
          parameters,
        },
        loadStatement([
          {
            loadId,
            tableName: main.table,
            sliceKey: sliceKeyOf(unit),
            source: source.name,
            report: report.report,
            accountId: account.accountId,
            workKey: held.workKey,
            attempt: held.attempt,
            readStartedAt,
            rowsLoaded: 0,
            rowsQuarantined: 0,
            publishedAt,
          },
        ]),
        ...held.doneStatements({}),
      ],
    });
  } finally {
    await warehouse.execute(`drop table if exists ${stage}`);
  }
  held.release();
  const { rows } = await warehouse.query(`select count(*) as row_count from ${main.table} where load_id = @load_id`, {
    parameters: { load_id: { type: "STRING", value: held.loadId(main.table) } },
  });
  const marked = Number(rows[0]?.row_count);
  return endOfUnit(unit, {
    state: "done",
    swapped: marked > 0 ? 1 : 0,
    unchanged: marked > 0 ? 0 : 1,
    rowsLoaded: marked,
  });
}

async function* idRows(
  pages: AsyncIterable<readonly string[]>,
  column: string,
  signal: AbortSignal,
): AsyncGenerator<Row> {
  for await (const ids of pages) {
    signal.throwIfAborted();
    for (const id of ids) yield { [column]: id };
  }
}

async function* noRows(): AsyncGenerator<Row> {
  // The statements of the transaction are the effect.
}
