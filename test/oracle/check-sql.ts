import { join } from "node:path";
import { openDuckDb } from "../../functions/lib/duckdb.ts";
import { errorMessage } from "../../functions/lib/errors.ts";
import { macros } from "../../functions/warehouse/googlesql/macros.ts";
import { references } from "../../functions/warehouse/googlesql/references.ts";
import { translate } from "../../functions/warehouse/googlesql/translate.ts";
import { DATASETS, readSqlProject, type SqlFile, type SqlProject } from "../../functions/warehouse/project.ts";
import { ensureOracle } from "./ensure-oracle.ts";
import { EXPORT_COLUMNS, EXPORT_PARAMETERS, EXPORT_TABLE, readBigQueryFiles } from "./ga4-export.ts";
import { type GoogleSql, startGoogleSql } from "./google-sql.ts";
import { GoogleSqlError } from "./server.ts";

export const SQL_FOLDER = join(import.meta.dirname, "..", "..", "sql");

/** Columns that the load adds to the rows of a raw table. */
const LOAD_COLUMNS = ["load_id", "run_id", "loaded_at"];

export interface SqlCheck {
  /** `file:line:column message`. */
  readonly problems: readonly string[];
  /** Why Google's analyzer was left out; null when it ran. */
  readonly skipped: string | null;
  readonly files: number;
}

/**
 * Every file of a SQL project: Google's analyzer accepts it, the lint finds nothing, it translates, DuckDB accepts the
 * translation, and `references()` finds the tables that Google finds. Files of `bigquery/` are analyzed only, and give the
 * columns of the raw table that they fill. Without Google's engine the rest is checked.
 */
export async function checkSqlProject(folder: string = SQL_FOLDER): Promise<SqlCheck> {
  const project = await readSqlProject(folder);
  const statements: readonly Checked[] = [
    ...project.tables.map((file) => ({ file, defines: true })),
    ...project.views.map((file) => ({ file, defines: true, storeSql: file.storeSql })),
    ...project.assertions.map((file) => ({ file, defines: false })),
  ];
  const oracle = await ensureOracle();
  const google = oracle.kind === "available" ? await startGoogleSql(oracle) : undefined;
  try {
    const problems = [
      ...(google === undefined ? [] : await askGoogle(google, statements)),
      ...(google === undefined ? [] : await askGoogleOfBigQuery(google, folder, project)),
      ...(await askDuckDb(statements)),
    ];
    return { problems, skipped: oracle.kind === "available" ? null : oracle.reason, files: statements.length };
  } finally {
    google?.stop();
  }
}

interface Checked {
  readonly file: SqlFile;
  /** The statement creates what later ones read. */
  readonly defines: boolean;
  /** A materialised view is stored here too: DuckDB takes seconds to bind views 15 levels deep. */
  readonly storeSql?: string | null;
}

async function askGoogle(google: GoogleSql, statements: readonly Checked[]): Promise<readonly string[]> {
  const problems: string[] = [];
  const schema: Record<string, Record<string, string>> = {};
  for (const { file } of statements) {
    try {
      const seen = Object.fromEntries(
        references(file.sql, DATASETS).flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]])),
      );
      const analysis = await google.analyze(file.sql, seen);
      problems.push(...(await google.lint(file.sql, seen)).map((finding) => `${file.file}:${finding}`));
      problems.push(...(await differingReferences(google, file, analysis.name)));
      if (analysis.name !== undefined)
        schema[analysis.name] = Object.fromEntries(analysis.columns.map(({ name, type }) => [name, type]));
    } catch (error) {
      if (!(error instanceof GoogleSqlError)) throw error;
      problems.push(`${file.file}:${error.line ?? 1}:${error.column ?? 1} ${error.message}`);
    }
  }
  return problems;
}

/** Statements that only BigQuery runs: what they read is the export, what they give is rows of a raw table. */
async function askGoogleOfBigQuery(google: GoogleSql, folder: string, project: SqlProject): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { file, sql, table } of await readBigQueryFiles(folder)) {
    try {
      const { columns } = await google.analyze(sql, { [EXPORT_TABLE]: EXPORT_COLUMNS }, EXPORT_PARAMETERS);
      const raw = project.tables.find(({ name }) => name.replace(/^\d+_([a-z]+)_/, "$1.") === table);
      const wanted = raw === undefined ? [] : (await google.analyze(raw.sql, {})).columns;
      const own = wanted.filter(({ name }) => !LOAD_COLUMNS.includes(name));
      const text = (list: typeof columns) => list.map(({ name, type }) => `${name} ${type}`).join(", ");
      if (text(columns) !== text(own))
        problems.push(`${file}:1:1 expected the columns of ${table}: ${text(own)}; got ${text(columns)}`);
    } catch (error) {
      if (!(error instanceof GoogleSqlError)) throw error;
      problems.push(`${file}:${error.line ?? 1}:${error.column ?? 1} ${error.message}`);
    }
  }
  return problems;
}

async function differingReferences(
  google: GoogleSql,
  file: SqlFile,
  defined: string | undefined,
): Promise<readonly string[]> {
  const own = new Set(references(file.sql, DATASETS).filter((name) => name !== defined));
  const theirs = new Set((await google.tableNames(file.sql)).filter((name) => name !== defined));
  const missing = [...theirs]
    .filter((name) => !own.has(name))
    .map((name) => `${file.file}:1:1 references() misses ${name}`);
  const extra = [...own]
    .filter((name) => !theirs.has(name))
    .map((name) => `${file.file}:1:1 references() finds ${name}, which is no table here`);
  return [...missing, ...extra];
}

async function askDuckDb(statements: readonly Checked[]): Promise<readonly string[]> {
  const problems: string[] = [];
  const duck = await openDuckDb({ path: ":memory:" });
  try {
    for (const macro of macros) await duck.run(macro);
    for (const dataset of DATASETS) await duck.run(`CREATE SCHEMA IF NOT EXISTS ${dataset}`);
    for (const { file, defines, storeSql } of statements) {
      try {
        const text = translate(file.sql);
        if (defines) await duck.run(typeof storeSql === "string" ? translate(storeSql) : text);
        else await duck.describe(text);
      } catch (error) {
        const where = (error as { readonly where?: string }).where ?? "1:1";
        problems.push(`${file.file}:${where} ${errorMessage(error)}`);
      }
    }
  } finally {
    duck.close();
  }
  return problems;
}
