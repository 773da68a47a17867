import { type DuckDb, type DuckDbOptions, openDuckDb } from "../lib/duckdb.ts";
import { toWarehouseError } from "./duckdb-errors.ts";
import { duckLoad } from "./duckdb-load.ts";
import { duckMigrate } from "./duckdb-migrate.ts";
import { fromDuckType, parametersOf } from "./duckdb-types.ts";
import { exclusively } from "./exclusively.ts";
import { macros } from "./googlesql/macros.ts";
import { translate } from "./googlesql/translate.ts";
import { requireSelect } from "./is-select.ts";
import type { Column, QueryResult, StatementOptions, TableName, Warehouse } from "./warehouse.ts";
import { WarehouseError } from "./warehouse-error.ts";

const CREATE = /create\s+or\s+replace\s+(table|view)\s+(\w+)\.(\w+)/i;

export interface DuckDbWarehouseOptions extends DuckDbOptions {
  /** A test's hook, passed at named points of a load. */
  readonly checkpoint?: (name: string) => Promise<void>;
}

/**
 * The embedded warehouse: one DuckDB file, owned by this process as long as it is open. Statements run one after
 * another, so a transaction never mixes with another caller's. Throws `locked` where another process has the file.
 */
export async function openDuckDbWarehouse(options: DuckDbWarehouseOptions): Promise<Warehouse> {
  const duck = await openDuckDb(options).catch((error: unknown) => {
    throw toWarehouseError(error, `open ${options.path}`);
  });
  for (const macro of macros) await duck.run(macro);
  return duckDbWarehouse(duck, options.checkpoint ?? (async () => {}));
}

function duckDbWarehouse(duck: DuckDb, checkpoint: (name: string) => Promise<void>): Warehouse {
  const alone = exclusively();
  let isOpen = true;
  const guarded = <T>(sql: string, work: () => Promise<T>): Promise<T> =>
    alone(async () => {
      if (!isOpen) throw new WarehouseError("closed", "the warehouse was closed before this statement");
      try {
        return await work();
      } catch (error) {
        throw toWarehouseError(error, sql);
      }
    });
  return {
    engine: "duckdb",
    query: (sql, options) => guarded(sql, () => select(duck, sql, options)),
    execute: (sql, options) =>
      guarded(sql, async () => {
        await dropOtherKind(duck, sql);
        return { affectedRows: await duck.run(translate(sql), parametersOf(options)) };
      }),
    load: (table, data, how) =>
      duckLoad({ duck, guarded, select: (s, o) => select(duck, s, o), checkpoint }, table, data, how),
    describe: (table) => guarded(`describe ${table}`, () => describeTable(duck, table)),
    check: (sql) =>
      guarded(sql, async () => ({
        columns: (await duck.describe(translate(sql))).map(({ name, type }) => ({ name, type: fromDuckType(type) })),
      })),
    migrate: (project) => guarded("migrate", () => duckMigrate(duck, project)),
    close: () =>
      alone(async () => {
        if (isOpen) duck.close();
        isOpen = false;
      }),
  };
}

async function select(duck: DuckDb, sql: string, options?: StatementOptions): Promise<QueryResult> {
  requireSelect(sql);
  const { columns, rows } = await duck.query(translate(sql), parametersOf(options));
  const names = columns.map(({ name }) => name);
  const twice = names.find((name, i) => names.some((other, j) => j < i && other.toLowerCase() === name.toLowerCase()));
  if (twice !== undefined) {
    throw new WarehouseError("bad-sql", `duplicate column name "${twice}" in the result`, {
      where: "1:1",
      fix: "give each column its own alias",
    });
  }
  return {
    columns: columns.map(({ name, type }) => ({ name, type: fromDuckType(type) })),
    rows: rows.map((row) =>
      Object.fromEntries(names.map((name, i) => [name, row[i] ?? (isArray(columns[i]?.type) ? [] : null)])),
    ),
  };
}

/** A NULL array leaves as `[]`, as BigQuery returns it. */
function isArray(type: string | undefined): boolean {
  return type?.endsWith("[]") ?? false;
}

async function describeTable(duck: DuckDb, table: TableName): Promise<readonly Column[] | null> {
  const [schema, name] = table.split(".");
  const rows = await duck.rows(
    "SELECT column_name, data_type FROM duckdb_columns() WHERE schema_name = $schema AND table_name = $name ORDER BY column_index",
    { schema: { type: "VARCHAR", value: schema ?? "" }, name: { type: "VARCHAR", value: name ?? "" } },
  );
  if (rows.length === 0) return null;
  return rows.map((row) => ({ name: String(row.column_name), type: fromDuckType(String(row.data_type)) }));
}

/** DuckDB refuses to replace a view by a table and the other way round: the other kind goes first. */
async function dropOtherKind(duck: DuckDb, sql: string): Promise<void> {
  const [, kind, schema, name] = CREATE.exec(sql) ?? [];
  if (kind === undefined) return;
  const other = kind.toLowerCase() === "table" ? "VIEW" : "TABLE";
  const [existing] = await duck.rows(
    "SELECT table_type FROM information_schema.tables WHERE table_schema = $schema AND table_name = $name",
    { schema: { type: "VARCHAR", value: schema ?? "" }, name: { type: "VARCHAR", value: name ?? "" } },
  );
  if (existing !== undefined && (existing.table_type === "VIEW") === (other === "VIEW"))
    await duck.run(`DROP ${other} ${schema}.${name}`);
}
