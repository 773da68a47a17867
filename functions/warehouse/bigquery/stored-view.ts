import type { ViewFile } from "../project.ts";
import type { Column, TableName } from "../warehouse.ts";
import type { ColumnDescriptions } from "./column-descriptions.ts";
import { dryRun } from "./query-job.ts";
import type { TableProto } from "./rest.ts";
import type { Session } from "./session.ts";
import { createTableAs, storageOf } from "./storage.ts";
import { columnsOf } from "./types.ts";

const STORE = /^((?:\s|--[^\n]*\n)*)create\s+or\s+replace\s+table\s+(\w+)\.(\w+)\s+as\b/i;

/** A stored view exists from the start, with its final columns: views over it can be created before its first build. */
export async function createEmpty(
  session: Session,
  { name, selectSql }: ViewFile,
  exists: boolean,
  descriptions: ColumnDescriptions,
): Promise<void> {
  const columns = await columnsOfQuery(session, selectSql);
  const before = exists ? await session.tableMetadata(name) : null;
  if (before !== null && isSame(before, columns)) return;
  if (before !== null) await session.run(`drop table if exists ${name}`);
  const select = `select * from (\n${selectSql}\n) as stored limit 0`;
  await session.run(createTableAs("create table if not exists", name, columns, select, descriptions));
}

/**
 * A statement that stores a view, with the partitions, clusters and descriptions that follow from its columns; null for any
 * other statement. Cost: one dry run, which is free.
 */
export async function storeStatement(
  session: Session,
  sql: string,
  descriptions: ColumnDescriptions,
): Promise<string | null> {
  const [head, , dataset, table] = STORE.exec(sql) ?? [];
  if (head === undefined || !["staging", "marts", "reporting"].includes(dataset ?? "")) return null;
  const select = sql.slice(head.length).trim().replace(/;$/, "");
  const columns = await columnsOfQuery(session, select);
  return createTableAs("create or replace table", `${dataset}.${table}` as TableName, columns, select, descriptions);
}

async function columnsOfQuery(session: Session, sql: string): Promise<readonly Column[]> {
  const job = await dryRun(session.calls, session.names.sql(sql), session.options());
  return columnsOf(job.statistics?.query?.schema);
}

function isSame({ schema, timePartitioning, clustering }: TableProto, columns: readonly Column[]): boolean {
  const { partitionColumn, clusterColumns } = storageOf(columns);
  return (
    JSON.stringify(columnsOf(schema)) === JSON.stringify(columns) &&
    (timePartitioning?.field ?? null) === partitionColumn &&
    (clustering?.fields ?? []).join() === clusterColumns.join()
  );
}
