import { createHash } from "node:crypto";
import type { DuckDb } from "../lib/duckdb.ts";
import { AppError } from "../lib/errors.ts";
import { macros } from "./googlesql/macros.ts";
import { translate } from "./googlesql/translate.ts";
import { DATASETS, type SqlProject, type TableFile, type ViewFile } from "./project.ts";
import type { MigrationReport } from "./warehouse.ts";

const VIEW_SCHEMAS = ["staging", "marts", "reporting"];

/**
 * Brings the file to the project's state in one transaction: schemas, new table files in order, then, when any view
 * file, macro or the translator changed, all views. A materialised view is an empty table until it is built; its rows
 * stay while its columns do. Throws `settings` where an applied table file was changed.
 */
export async function duckMigrate(duck: DuckDb, project: SqlProject): Promise<MigrationReport> {
  for (const dataset of DATASETS) await duck.run(`CREATE SCHEMA IF NOT EXISTS ${dataset}`);
  await duck.run(
    "CREATE TABLE IF NOT EXISTS ops.schema_migrations (name VARCHAR PRIMARY KEY, sha256 VARCHAR, applied_at TIMESTAMPTZ)",
  );
  await duck.run("CREATE TABLE IF NOT EXISTS bq.applied_views (sha256 VARCHAR)");
  await duck.run("BEGIN TRANSACTION");
  try {
    const tables = await applyTables(duck, project.tables);
    const views = await applyViews(duck, project.views);
    await duck.run("COMMIT");
    return { tables, views };
  } catch (error) {
    await duck.run("ROLLBACK");
    throw error;
  }
}

async function applyTables(duck: DuckDb, files: readonly TableFile[]): Promise<readonly string[]> {
  const applied = new Map(
    (await duck.rows("SELECT name, sha256 FROM ops.schema_migrations")).map((row) => [row.name, row.sha256]),
  );
  const done: string[] = [];
  for (const { name, sql, sha256, file } of files) {
    const before = applied.get(name);
    if (before === sha256) continue;
    if (before !== undefined) {
      throw new AppError(
        `expected the applied file unchanged (${String(before).slice(0, 12)}…), got ${sha256.slice(0, 12)}…`,
        {
          kind: "settings",
          where: file,
          fix: "restore the file and put the change into a new, higher-numbered one",
        },
      );
    }
    await duck.run(translate(sql));
    await duck.run("INSERT INTO ops.schema_migrations VALUES ($name, $sha256, now())", {
      name: { type: "VARCHAR", value: name },
      sha256: { type: "VARCHAR", value: sha256 },
    });
    done.push(name);
  }
  return done;
}

async function applyViews(duck: DuckDb, views: readonly ViewFile[]): Promise<readonly string[]> {
  const translated = views.map((view) => ({ view, sql: translate(view.sql) }));
  const sha256 = createHash("sha256")
    .update(JSON.stringify([macros, translated.map(({ sql }) => sql)]))
    .digest("hex");
  const [applied] = await duck.rows("SELECT sha256 FROM bq.applied_views");
  if (applied?.sha256 === sha256) return [];
  const existing = new Map(
    (
      await duck.rows(
        `SELECT table_schema || '.' || table_name AS name, table_type FROM information_schema.tables
         WHERE table_schema IN (${VIEW_SCHEMAS.map((schema) => `'${schema}'`).join(", ")})`,
      )
    ).map((row) => [String(row.name), row.table_type === "VIEW" ? "VIEW" : "TABLE"]),
  );
  for (const [name, kind] of existing) {
    const view = views.find((candidate) => candidate.name === name);
    if (view === undefined || kind === "VIEW") await duck.run(`DROP ${kind} ${name}`);
  }
  for (const { view, sql } of translated) {
    if (view.isMaterialized) await createEmpty(duck, view.name, sql, existing.get(view.name) === "TABLE");
    else {
      if (existing.get(view.name) === "TABLE") await duck.run(`DROP TABLE ${view.name}`);
      await duck.run(sql);
    }
  }
  await duck.run("DELETE FROM bq.applied_views");
  await duck.run("INSERT INTO bq.applied_views VALUES ($sha256)", { sha256: { type: "VARCHAR", value: sha256 } });
  return views.map(({ name }) => name);
}

/** DuckDB refuses a view over a missing table, so a materialised one exists from the start, with its final columns. */
async function createEmpty(duck: DuckDb, name: string, sql: string, exists: boolean): Promise<void> {
  const select = sql.replace(/^[\s\S]*?\bcreate\s+or\s+replace\s+view\s+\S+\s+as\b/i, "");
  const columns = JSON.stringify(await duck.describe(select));
  if (exists && JSON.stringify(await duck.describe(`SELECT * FROM ${name}`)) === columns) return;
  if (exists) await duck.run(`DROP TABLE ${name}`);
  await duck.run(`CREATE TABLE ${name} AS SELECT * FROM (${select.trim().replace(/;$/, "")}) LIMIT 0`);
}
