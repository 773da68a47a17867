import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, join, relative } from "node:path";
import { AppError } from "../lib/errors.ts";
import { references } from "./googlesql/references.ts";
import type { TableName } from "./warehouse.ts";

/** Datasets of the project: the first part of every table name in its SQL. */
export const DATASETS = ["raw", "staging", "marts", "reporting", "models", "ops", "scratch"] as const;

const VIEW_FOLDERS = ["staging", "marts", "reporting"] as const;

export interface SqlFile {
  /** Path below the repository root, for messages. */
  readonly file: string;
  readonly sql: string;
  readonly sha256: string;
}

export interface TableFile extends SqlFile {
  /** `0001_raw_file_campaigns`: the order and the key in `ops.schema_migrations`. */
  readonly name: string;
}

export interface ViewFile extends SqlFile {
  readonly name: TableName;
  /** Tables and views read, `dataset.name`. */
  readonly reads: readonly TableName[];
  /** True for a view whose header says `-- materialize: table`. */
  readonly isMaterialized: boolean;
  /** The view's own query. */
  readonly selectSql: string;
  /** The statement that stores the rows of a materialised view as a table; null for a plain view. */
  readonly storeSql: string | null;
}

export interface AssertionFile extends SqlFile {
  readonly name: string;
  /** The nightly step that runs it: `assertions`, or `publish` for `-- step: publish`. */
  readonly step: "assertions" | "publish";
}

/** Everything under `sql/` that both engines run. */
export interface SqlProject {
  readonly tables: readonly TableFile[];
  /** In dependency order: each view after all that it reads. */
  readonly views: readonly ViewFile[];
  readonly assertions: readonly AssertionFile[];
}

/**
 * Reads a project folder. Throws `settings` where a file does not define what its path says, where views read each
 * other in a circle, or where a header key is unknown.
 */
export async function readSqlProject(root: string): Promise<SqlProject> {
  const tables = (await readFolder(root, "tables")).map((file) => ({ ...file, name: basename(file.file, ".sql") }));
  const views = (await Promise.all(VIEW_FOLDERS.map((folder) => readFolder(root, folder)))).flat().map(readView);
  const assertions = (await readFolder(root, "assertions")).map(readAssertion);
  return { tables, views: inOrder(views), assertions };
}

async function readFolder(root: string, folder: string): Promise<SqlFile[]> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const path = join(root, folder, name);
      const sql = await readFile(path, "utf8");
      return { file: relative(join(root, ".."), path), sql, sha256: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

function readView(file: SqlFile): ViewFile {
  const [defined, ...reads] = references(file.sql, DATASETS) as TableName[];
  const name = file.file
    .replace(/\.sql$/, "")
    .split("/")
    .slice(-2)
    .join(".") as TableName;
  if (defined !== name) {
    throw new AppError(`expected a view named ${name}, as its path says, got ${defined ?? "no name"}`, {
      kind: "settings",
      where: file.file,
      fix: `begin the statement with: create or replace view ${name} as`,
    });
  }
  const materialize = headerValue(file, "materialize");
  if (materialize !== undefined && materialize !== "table") {
    throw new AppError(`expected "materialize: table", got "${materialize}"`, { kind: "settings", where: file.file });
  }
  return {
    ...file,
    name,
    reads: [...new Set(reads)].filter((read) => read !== name),
    isMaterialized: materialize === "table",
    selectSql: file.sql
      .replace(/^[\s\S]*?\bcreate\s+or\s+replace\s+view\s+\S+\s+as\b/i, "")
      .trim()
      .replace(/;$/, ""),
    storeSql:
      materialize === "table" ? file.sql.replace(/\bcreate\s+or\s+replace\s+view\b/i, "create or replace table") : null,
  };
}

function readAssertion(file: SqlFile): AssertionFile {
  const step = headerValue(file, "step") ?? "assertions";
  if (step !== "assertions" && step !== "publish") {
    throw new AppError(`expected "step: publish" or no step, got "${step}"`, { kind: "settings", where: file.file });
  }
  return { ...file, name: basename(file.file, ".sql"), step };
}

function headerValue(file: SqlFile, key: string): string | undefined {
  return new RegExp(`^-- ${key}: *(\\S+) *$`, "m").exec(file.sql)?.[1];
}

function inOrder(views: readonly ViewFile[]): readonly ViewFile[] {
  const byName = new Map(views.map((view) => [view.name, view]));
  const ordered = new Set<ViewFile>();
  const visit = (view: ViewFile, path: readonly TableName[]): void => {
    if (ordered.has(view)) return;
    if (path.includes(view.name)) {
      throw new AppError(`views read each other in a circle: ${[...path, view.name].join(" → ")}`, {
        kind: "settings",
        where: view.file,
      });
    }
    for (const read of view.reads) {
      const next = byName.get(read);
      if (next !== undefined) visit(next, [...path, view.name]);
    }
    ordered.add(view);
  };
  for (const view of views) visit(view, []);
  return [...ordered];
}
