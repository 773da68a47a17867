import { CHUNK_ROWS, type DuckDb, type DuckValue } from "../lib/duckdb.ts";
import { parametersOf } from "./duckdb-types.ts";
import { translate } from "./googlesql/translate.ts";
import type { LoadMode, QueryResult, Row, Slice, StatementOptions, TableName } from "./warehouse.ts";
import { WarehouseError } from "./warehouse-error.ts";

interface LoadTools {
  readonly duck: DuckDb;
  /** Runs work alone on the connection, with the port's errors. */
  readonly guarded: <T>(sql: string, work: () => Promise<T>) => Promise<T>;
  readonly select: (sql: string, options?: StatementOptions) => Promise<QueryResult>;
  readonly checkpoint: (name: string) => Promise<void>;
}

interface TargetColumn {
  readonly name: string;
  readonly type: string;
}

let stages = 0;

/**
 * Stages rows in a temporary table, then, in one transaction: fence, slices emptied, rows inserted, the caller's
 * statements. The same loadId again finds its own record and changes nothing. Cost: one pass over the rows; deleting
 * reads the target's slice columns once.
 */
export async function duckLoad(
  tools: LoadTools,
  table: TableName,
  data: AsyncIterable<Row> | { readonly parquet: string },
  how: LoadMode,
): Promise<{ readonly rows: number; readonly alreadyDone: boolean }> {
  const { duck, guarded } = tools;
  const earlier = await guarded(`load ${table}`, () => publishedLoad(duck, how.loadId));
  if (earlier !== null) return { rows: earlier, alreadyDone: true };
  stages += 1;
  const stage = `stage_${stages}`;
  const columns = await guarded(`load ${table}`, () => createStage(duck, table, stage));
  try {
    if ("parquet" in data) {
      const path = data.parquet.replaceAll("'", "''");
      await guarded(`load ${table} from ${data.parquet}`, () =>
        duck.run(`INSERT INTO ${stage} BY NAME SELECT * FROM read_parquet('${path}')`),
      );
    } else {
      await appendAll(tools, table, stage, columns, data);
    }
    await tools.checkpoint("stage loaded");
    const swapped = await guarded(`load ${table}`, () => swap(tools, table, stage, columns, how));
    await tools.checkpoint("swap committed");
    return swapped;
  } finally {
    await guarded(`load ${table}`, () => duck.run(`DROP TABLE IF EXISTS ${stage}`));
  }
}

async function publishedLoad(duck: DuckDb, loadId: string): Promise<number | null> {
  await duck.run("CREATE TABLE IF NOT EXISTS bq.published_loads (load_id VARCHAR PRIMARY KEY, row_count BIGINT)");
  const [row] = await duck.rows("SELECT row_count FROM bq.published_loads WHERE load_id = $id", text({ id: loadId }));
  return row === undefined ? null : Number(row.row_count);
}

async function createStage(duck: DuckDb, table: TableName, stage: string): Promise<readonly TargetColumn[]> {
  await duck.run(`CREATE TEMP TABLE ${stage} AS SELECT * FROM ${table} LIMIT 0`);
  return duck.describe(`SELECT * FROM ${stage}`);
}

async function appendAll(
  { duck, guarded }: LoadTools,
  table: TableName,
  stage: string,
  columns: readonly TargetColumn[],
  data: AsyncIterable<Row>,
): Promise<void> {
  const known = new Set(columns.map(({ name }) => name));
  const types = columns.map(({ type }) => type);
  let buffer: DuckValue[][] = [];
  const flush = async (): Promise<void> => {
    const rows = buffer;
    buffer = [];
    if (rows.length > 0) await guarded(`load ${table}`, () => duck.append(stage, types, rows));
  };
  let number = 0;
  for await (const row of data) {
    number += 1;
    const stranger = Object.keys(row).find((name) => !known.has(name));
    if (stranger !== undefined) {
      throw new WarehouseError("bad-rows", `expected columns of ${table}, got "${stranger}"`, {
        where: `${table} row ${number}`,
      });
    }
    buffer.push(columns.map(({ name }) => row[name] ?? null));
    if (buffer.length === CHUNK_ROWS) await flush();
  }
  await flush();
}

async function swap(
  { duck, select, checkpoint }: LoadTools,
  table: TableName,
  stage: string,
  columns: readonly TargetColumn[],
  how: LoadMode,
): Promise<{ readonly rows: number; readonly alreadyDone: boolean }> {
  await duck.run("BEGIN TRANSACTION");
  try {
    if (how.fence !== undefined) {
      const { columns: shape, rows } = await select(how.fence.sql, how.fence);
      if (rows[0]?.[shape[0]?.name ?? ""] !== true) {
        throw new WarehouseError("fenced", `a later attempt holds this work; ${table} keeps its rows`, {
          where: how.loadId,
        });
      }
    }
    if (how.kind === "replaceSlices") await emptySlices(duck, table, stage, columns, how.slices ?? []);
    const rows = await duck.run(`INSERT INTO ${table} BY NAME SELECT * FROM ${stage}`);
    await duck.run("INSERT INTO bq.published_loads VALUES ($id, $rows)", {
      ...text({ id: how.loadId }),
      rows: { type: "BIGINT", value: rows },
    });
    for (const statement of how.also ?? []) await duck.run(translate(statement.sql), parametersOf(statement));
    await checkpoint("swap open");
    await duck.run("COMMIT");
    return { rows, alreadyDone: false };
  } catch (error) {
    await duck.run("ROLLBACK");
    throw error;
  }
}

async function emptySlices(
  duck: DuckDb,
  table: TableName,
  stage: string,
  columns: readonly TargetColumn[],
  slices: readonly Slice[],
): Promise<void> {
  const keys = Object.keys(slices[0] ?? {});
  if (keys.length === 0)
    throw new WarehouseError("bad-rows", "expected at least one slice with a column, got none", { where: table });
  const typed = keys.map((key) => {
    const column = columns.find(({ name }) => name === key);
    if (column === undefined)
      throw new WarehouseError("bad-rows", `expected a slice column of ${table}, got "${key}"`, { where: table });
    return column;
  });
  const wanted = `${stage}_slices`;
  await duck.run(`CREATE TEMP TABLE ${wanted} (${keys.map((key) => `${key} VARCHAR`).join(", ")})`);
  try {
    await duck.append(
      wanted,
      keys.map(() => "VARCHAR"),
      slices.map((slice) => keys.map((key) => slice[key] ?? null)),
    );
    const isSame = typed.map(({ name, type }) => `t.${name} = CAST(s.${name} AS ${type})`).join(" AND ");
    const [outside] = await duck.rows(
      `SELECT count(*) AS n FROM ${stage} AS t WHERE NOT EXISTS (SELECT 1 FROM ${wanted} AS s WHERE ${isSame})`,
    );
    if (outside?.n !== 0) {
      throw new WarehouseError(
        "bad-rows",
        `expected rows of the ${slices.length} slice(s) given, got ${outside?.n} outside them`,
        { where: table },
      );
    }
    await duck.run(`DELETE FROM ${table} AS t USING ${wanted} AS s WHERE ${isSame}`);
  } finally {
    await duck.run(`DROP TABLE IF EXISTS ${wanted}`);
  }
}

function text(values: Readonly<Record<string, string>>): Record<string, { type: string; value: string }> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { type: "VARCHAR", value }]));
}
