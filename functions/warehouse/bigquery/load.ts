import type { LoadMode, Row, Statement, TableName } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { errorOf, toWarehouseError } from "./errors.ts";
import { namedJob, settled } from "./named-job.ts";
import { idOf } from "./names.ts";
import { createPublishedLoads, notPublishedStatement, publishedRows, publishedStatement } from "./published-loads.ts";
import { answerOf, insertQuery } from "./query-job.ts";
import type { FieldProto, JobProto } from "./rest.ts";
import { withRetries } from "./retries.ts";
import { scriptOf } from "./script.ts";
import type { Session } from "./session.ts";
import { sliceCondition } from "./slices.ts";
import { parquetSpool, type Spool, spoolRows } from "./spool.ts";
import { columnsOf } from "./types.ts";

type Loaded = { readonly rows: number; readonly alreadyDone: boolean };

/**
 * Stages the rows in `scratch.<table>__<load_id>_<hash>` by one load job, then publishes them by one query job: a transaction of
 * fence, slices emptied, rows inserted, the caller's statements and the record of this load. A loadId that is recorded
 * changes nothing. Cost: bytes of the stage twice, and of the slice columns of the partitions named.
 */
export async function bigQueryLoad(
  session: Session,
  table: TableName,
  data: AsyncIterable<Row> | { readonly parquet: string },
  how: LoadMode,
): Promise<Loaded> {
  const earlier = await publishedRows(session, how.loadId);
  if (earlier === "no table") await createPublishedLoads(session);
  else if (earlier !== null) return { rows: earlier, alreadyDone: true };
  const fields = await fieldsOf(session, table);
  const swap = swapStatements(table, fields, how);
  const spool =
    "parquet" in data ? await parquetSpool(data.parquet) : await spoolRows(table, fields, data, session.spoolFolder);
  try {
    const key = stageKey(how.loadId, spool);
    const staged: TableName = `scratch.${table.split(".")[1] ?? ""}__${key}`;
    const rows = await stage(session, staged, `mw_load_${key}`, fields, spool);
    await session.checkpoint("stage loaded");
    await publish(session, table, swap(staged, rows), how.loadId);
    await session.checkpoint("swap committed");
    return { rows, alreadyDone: false };
  } finally {
    await spool.remove();
  }
}

async function fieldsOf(session: Session, table: TableName): Promise<readonly FieldProto[]> {
  const metadata = await session.tableMetadata(table);
  if (metadata === null) throw new WarehouseError("not-found", `expected the table ${table}, got none`);
  return metadata.schema?.fields ?? [];
}

const HASH_DIGITS = 12;

/** By the load and the rows: other rows under the same load id never meet these. */
function stageKey(loadId: string, { sha256 }: Spool): string {
  return `${idOf(loadId)}_${sha256.slice(0, HASH_DIGITS)}`;
}

/** Fills the stage; gives the rows that arrived. */
async function stage(
  session: Session,
  staged: TableName,
  id: string,
  fields: readonly FieldProto[],
  spool: Spool,
): Promise<number> {
  const target = session.names.table(staged);
  const subject = `load ${staged}`;
  // The client never repeats an upload: the same id makes ours safe to repeat.
  const job = await withRetries(session.calls.retries, ["unavailable", "rate-limited"], () =>
    namedJob<JobProto>(session, {
      id,
      subject,
      start: (jobId) => upload(session, { ...target, jobId, spool, fields }, subject),
      result: async (jobId) => {
        const ended = await settled(session, jobId, subject);
        if (ended.status.errorResult !== undefined) throw errorOf(ended.status.errorResult, subject);
        return ended;
      },
      // It may have expired, or gone with its dataset.
      isThere: async () => (await session.tableMetadata(staged)) !== null,
    }),
  );
  return Number(job.statistics?.load?.outputRows ?? 0);
}

interface StageUpload {
  readonly dataset: string;
  readonly table: string;
  readonly jobId: string;
  readonly spool: Spool;
  readonly fields: readonly FieldProto[];
}

async function upload(
  session: Session,
  { dataset, table, jobId, spool, fields }: StageUpload,
  subject: string,
): Promise<void> {
  const load = {
    sourceFormat: spool.sourceFormat,
    writeDisposition: "WRITE_TRUNCATE",
    createDisposition: "CREATE_IF_NEEDED",
    schema: { fields: fields.map(nullable) },
  };
  try {
    await session.calls.transport.upload({ dataset, table, jobId, load, file: spool.file });
  } catch (error) {
    throw toWarehouseError(error, subject);
  }
}

function nullable({ name, type, mode, fields }: FieldProto): FieldProto {
  return {
    name,
    type,
    mode: mode === "REPEATED" ? "REPEATED" : "NULLABLE",
    ...(fields === undefined ? {} : { fields: fields.map(nullable) }),
  };
}

/** The transaction, once the stage is known. */
function swapStatements(
  table: TableName,
  fields: readonly FieldProto[],
  how: LoadMode,
): (staged: TableName, rows: number) => readonly Statement[] {
  const names = fields.map(({ name }) => name).join(", ");
  const slices = how.kind === "replaceSlices" ? sliceCondition(table, columnsOf({ fields }), how.slices ?? []) : null;
  return (staged, rows) => [
    { sql: "begin transaction" },
    notPublishedStatement(how.loadId),
    ...(how.fence === undefined ? [] : [{ ...how.fence, sql: `assert (\n${how.fence.sql}\n) as 'mw_fenced'` }]),
    ...(slices === null
      ? []
      : [
          {
            sql: `assert not exists (select 1 from ${staged} as t where not coalesce(${slices.sql}, false)) as 'mw_outside'`,
            parameters: slices.parameters,
          },
          { sql: `delete from ${table} as t where ${slices.sql}`, parameters: slices.parameters },
        ]),
    { sql: `insert into ${table} (${names}) select ${names} from ${staged}` },
    ...(how.also ?? []),
    publishedStatement(how.loadId, rows),
    { sql: "commit transaction" },
  ];
}

async function publish(
  session: Session,
  table: TableName,
  statements: readonly Statement[],
  loadId: string,
): Promise<void> {
  const { sql, parameters } = scriptOf(statements);
  const options = session.options({ parameters });
  const text = session.names.sql(sql);
  // A writer at the same time makes BigQuery cancel one of the two transactions.
  await withRetries(session.calls.retries, ["conflict", "unavailable", "rate-limited"], async (tries) => {
    const isThere = async () => typeof (await publishedRows(session, loadId)) === "number";
    if (tries > 1 && (await isThere())) return;
    await namedJob(session, {
      id: `mw_swap_${idOf(loadId)}`,
      subject: `load ${table}`,
      start: (jobId) => insertQuery(session.calls, text, options, jobId),
      result: (jobId) => answerOf(session.calls, jobId, text),
      isThere,
    });
  }).catch((error: unknown) => {
    throw explained(error, table, loadId);
  });
}

function explained(error: unknown, table: TableName, loadId: string): unknown {
  if (!(error instanceof WarehouseError)) return error;
  if (error.reason === "fenced")
    return new WarehouseError("fenced", `a later attempt holds this work; ${table} keeps its rows`, {
      where: loadId,
      cause: error,
    });
  return /\bmw_outside\b/.test(error.message)
    ? new WarehouseError("bad-rows", "expected rows of the slices given, got rows outside them", {
        where: table,
        cause: error,
      })
    : error;
}
