import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { toDuckType } from "../../functions/warehouse/duckdb-types.ts";
import type { Value } from "../../functions/warehouse/warehouse.ts";
import { ApiError } from "./api-error.ts";
import type { StoredColumn } from "./catalog.ts";
import { columnOf } from "./cells.ts";
import type { JobResult } from "./jobs.ts";
import { loadedValue } from "./loaded-value.ts";
import type { Quota } from "./quota.ts";
import type { LoadJobBody } from "./requests.ts";
import { type Engine, onStore } from "./run-statement.ts";

const STAGED = "loaded_rows";

/** Fills a table from an uploaded file; every row must fit the schema of the request. */
export async function runLoadJob(
  engine: Engine,
  quota: Quota,
  { load }: LoadJobBody["configuration"],
  file: Buffer,
): Promise<JobResult> {
  const { catalog, store, project, location } = engine;
  const { datasetId, tableId } = load.destinationTable;
  const name = `${datasetId}.${tableId}`;
  const dataset = catalog.datasets.get(datasetId);
  if (dataset === undefined)
    throw new ApiError("notFound", `Not found: Dataset ${project}:${datasetId} was not found in location ${location}`);
  quota.modify(name);
  const columns = load.schema.fields.map(columnOf);
  const before = catalog.tables.get(name);
  if (before?.kind === "VIEW") throw new ApiError("invalid", `Cannot load into the view ${project}:${name}`);
  if (before === undefined && load.createDisposition === "CREATE_NEVER")
    throw new ApiError("notFound", `Not found: Table ${project}:${name} was not found in location ${location}`);
  if (before !== undefined && load.writeDisposition === "WRITE_EMPTY")
    throw new ApiError("duplicate", `Already Exists: Table ${project}:${name}`);
  const list = columns.map((column) => `"${column.name}" ${toDuckType(column.type)}`).join(", ");
  await store.duck.run(`CREATE OR REPLACE TEMP TABLE ${STAGED} (${list})`);
  const rows =
    load.sourceFormat === "PARQUET"
      ? await stageParquet(engine, columns, file)
      : await stageLines(engine, columns, file);
  const target = `${store.schemaOf(datasetId)}."${tableId}"`;
  const isAppend = before !== undefined && load.writeDisposition === "WRITE_APPEND";
  await onStore(() =>
    store.duck.run(
      isAppend
        ? `INSERT INTO ${target} BY NAME SELECT * FROM ${STAGED}`
        : `CREATE OR REPLACE TABLE ${target} AS SELECT * FROM ${STAGED}`,
    ),
  );
  await store.duck.run(`DROP TABLE ${STAGED}`);
  if (!isAppend)
    catalog.tables.set(name, {
      kind: "TABLE",
      columns,
      partition: before?.partition ?? null,
      clusterColumns: before?.clusterColumns ?? [],
      description: null,
      labels: {},
      expirationMs:
        dataset.defaultTableExpirationMs === null ? null : engine.now().getTime() + dataset.defaultTableExpirationMs,
      reads: [],
      viewQuery: null,
    });
  return { columns: [], rows: [], affectedRows: null, statistics: { load: { outputRows: String(rows) } } };
}

async function stageLines({ store }: Engine, columns: readonly StoredColumn[], file: Buffer): Promise<number> {
  const rows = file
    .toString()
    .split("\n")
    .flatMap((line, index) => (line === "" ? [] : [rowOf(columns, line, index + 1)]));
  await onStore(() =>
    store.duck.append(
      STAGED,
      columns.map(({ type }) => toDuckType(type)),
      rows,
    ),
  );
  return rows.length;
}

function rowOf(columns: readonly StoredColumn[], line: string, number: number): readonly Value[] {
  let row: Readonly<Record<string, unknown>>;
  try {
    row = JSON.parse(line);
  } catch {
    throw new ApiError("invalid", `Error while reading data, error message: JSON parsing error in row ${number}`);
  }
  const strange = Object.keys(row).find((name) => !columns.some((column) => column.name === name));
  if (strange !== undefined)
    throw new ApiError("invalid", `Error while reading data, error message: No such field: ${strange}. row ${number}`);
  return columns.map((column) => loadedValue(row[column.name], column, number));
}

async function stageParquet({ store }: Engine, columns: readonly StoredColumn[], file: Buffer): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), "bigquery-double-"));
  try {
    const path = join(folder, "rows.parquet");
    await writeFile(path, file);
    const list = columns.map(({ name }) => `"${name}"`).join(", ");
    return await onStore(() =>
      store.duck.run(`INSERT INTO ${STAGED} BY NAME SELECT ${list} FROM read_parquet('${path.replaceAll("'", "''")}')`),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
