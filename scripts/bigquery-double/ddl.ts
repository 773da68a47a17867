import { fromDuckType } from "../../functions/warehouse/duckdb-types.ts";
import { lex } from "../../functions/warehouse/googlesql/syntax/lexer.ts";
import { isWord } from "../../functions/warehouse/googlesql/syntax/nodes.ts";
import type { Analysis } from "./analyzer.ts";
import { ApiError } from "./api-error.ts";
import type { StoredColumn, StoredTable } from "./catalog.ts";
import { requireTable } from "./catalog.ts";
import { type CreateStatement, readCreate } from "./create-statement.ts";
import { createDataset, dropDataset } from "./datasets.ts";
import { type Engine, onStore, type StatementResult } from "./run-statement.ts";

/** Runs a statement that changes what exists, and keeps what BigQuery stores of it and DuckDB does not. */
export async function runDdl(engine: Engine, sql: string, analysis: Analysis): Promise<StatementResult> {
  const create = readCreate(sql);
  if (create !== null) {
    await createTable(engine, sql, create, analysis);
    return done(`CREATE_${create.kind}${create.query !== null && create.kind === "TABLE" ? "_AS_SELECT" : ""}`);
  }
  const words = lex(sql);
  if (isWord(words[0], "CREATE") && isWord(words[1], "SCHEMA")) {
    const name = words
      .filter(({ kind }) => kind === "name")
      .find((word) => !isWord(word, "CREATE", "SCHEMA", "IF", "NOT", "EXISTS"));
    await createDataset(
      engine,
      name?.value ?? "",
      null,
      words.some((word) => isWord(word, "EXISTS")),
    );
    return done("CREATE_SCHEMA");
  }
  if (isWord(words[0], "DROP") && isWord(words[1], "SCHEMA")) {
    const name = words.find((word) => !isWord(word, "DROP", "SCHEMA", "IF", "EXISTS"))?.value ?? "";
    await dropDataset(engine, name, {
      ifExists: words.some((word) => isWord(word, "EXISTS")),
      cascade: isWord(words.at(-1), "CASCADE"),
    });
    return done("DROP_SCHEMA");
  }
  if (isWord(words[0], "DROP")) {
    await drop(engine, sql);
    return done("DROP");
  }
  await onStore(() => engine.store.run(sql, engine.catalog.datasets.keys(), {}));
  if (isWord(words[0], "ALTER")) await refreshColumns(engine, `${words[2]?.value}.${words[4]?.value}`);
  return done(words[0]?.text.toUpperCase() ?? "");
}

function done(statementType: string): StatementResult {
  return { statementType, columns: [], rows: [], affectedRows: null };
}

async function createTable(engine: Engine, sql: string, create: CreateStatement, analysis: Analysis): Promise<void> {
  const { catalog, project, location } = engine;
  const [dataset = ""] = create.name.split(".");
  const owner = catalog.datasets.get(dataset);
  if (owner === undefined)
    throw new ApiError("notFound", `Not found: Dataset ${project}:${dataset} was not found in location ${location}`);
  const before = catalog.tables.get(create.name);
  if (before !== undefined && create.ifNotExists) return;
  if (before !== undefined && !create.orReplace)
    throw new ApiError("duplicate", `Already Exists: Table ${project}:${create.name}`);
  if (before !== undefined) requireReplaceable(project, before, create);
  await onStore(() => storeCreate(engine, sql, create));
  const columns = analysis.kind === null ? await columnsInStore(engine, create.name) : analysis.columns;
  const said = new Map(create.columns.map((column) => [column.name.toLowerCase(), column]));
  const expirationMs =
    create.kind === "TABLE" && owner.defaultTableExpirationMs !== null
      ? engine.now().getTime() + owner.defaultTableExpirationMs
      : null;
  catalog.tables.set(create.name, {
    kind: create.kind,
    columns: columns.map((column) => ({ ...column, ...said.get(column.name.toLowerCase()), name: column.name })),
    partition: create.partition,
    clusterColumns: create.clusterColumns,
    description: create.description,
    labels: create.labels,
    expirationMs: create.expirationMs ?? expirationMs,
    reads: create.kind === "VIEW" ? analysis.reads : [],
    viewQuery: create.kind === "VIEW" ? create.query : null,
  });
}

function requireReplaceable(project: string, before: StoredTable, create: CreateStatement): void {
  const name = `${project}:${create.name}`;
  if (before.kind !== create.kind)
    throw new ApiError(
      "invalidQuery",
      `${name} is not allowed for this operation because it is currently a ${before.kind}.`,
    );
  const spec = (partition: StoredTable["partition"]) => JSON.stringify(partition);
  if (create.kind === "TABLE" && spec(before.partition) !== spec(create.partition))
    throw new ApiError(
      "invalidQuery",
      `Cannot replace a table with a different partitioning spec. Instead, DROP the table, and then recreate it: ${name}`,
    );
  if (create.kind === "TABLE" && before.clusterColumns.join() !== create.clusterColumns.join())
    throw new ApiError(
      "invalidQuery",
      `Cannot replace a table with a different clustering spec. Instead, DROP the table, and then recreate it: ${name}`,
    );
}

/** DuckDB takes no column list before AS: the query says the columns. */
async function storeCreate({ store, catalog }: Engine, sql: string, create: CreateStatement): Promise<void> {
  const datasets = [...catalog.datasets.keys()];
  if (create.query === null || create.kind === "VIEW") {
    await store.run(sql, datasets, {});
    return;
  }
  await store.run(`create or replace table ${create.name} as ${create.query}`, datasets, {});
  await requireNoNullElements({ store, catalog } as Engine, create.name);
}

async function requireNoNullElements({ store }: Engine, name: string): Promise<void> {
  const [dataset = "", table = ""] = name.split(".");
  const target = `${store.schemaOf(dataset)}.${table}`;
  for (const column of await store.duck.describe(`SELECT * FROM ${target}`)) {
    if (!column.type.endsWith("[]")) continue;
    const [row] = await store.duck.rows(
      `SELECT 1 AS found FROM ${target} WHERE len(list_filter("${column.name}", lambda x: x IS NULL)) > 0 LIMIT 1`,
    );
    if (row === undefined) continue;
    await store.duck.run(`DROP TABLE ${target}`);
    throw new ApiError("invalidQuery", `Array cannot have a null element; error in writing field ${column.name}`);
  }
}

async function columnsInStore({ store }: Engine, name: string): Promise<readonly StoredColumn[]> {
  const [dataset = "", table = ""] = name.split(".");
  const columns = await store.duck.describe(`SELECT * FROM ${store.schemaOf(dataset)}.${table}`);
  return columns.map((column) => ({
    name: column.name,
    type: fromDuckType(column.type),
    isRequired: false,
    description: null,
  }));
}

async function refreshColumns(engine: Engine, name: string): Promise<void> {
  const table = requireTable(engine.catalog, engine.project, engine.location, name);
  const before = new Map(table.columns.map((column) => [column.name, column]));
  const columns = (await columnsInStore(engine, name)).map((column) => before.get(column.name) ?? column);
  engine.catalog.tables.set(name, { ...table, columns });
}

async function drop(engine: Engine, sql: string): Promise<void> {
  const words = lex(sql);
  const kind = isWord(words[1], "VIEW") ? "VIEW" : "TABLE";
  const ifExists = isWord(words[2], "IF");
  const name = `${words[ifExists ? 4 : 2]?.value}.${words[ifExists ? 6 : 4]?.value}`;
  const table = engine.catalog.tables.get(name);
  if (table === undefined) {
    if (ifExists) return;
    throw new ApiError(
      "notFound",
      `Not found: Table ${engine.project}:${name} was not found in location ${engine.location}`,
    );
  }
  if (table.kind !== kind)
    throw new ApiError("invalidQuery", `Cannot drop ${engine.project}:${name}: it is a ${table.kind}`);
  await onStore(() => engine.store.run(sql, engine.catalog.datasets.keys(), {}));
  engine.catalog.tables.delete(name);
}
