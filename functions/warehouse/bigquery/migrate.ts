import { createHash } from "node:crypto";
import { AppError } from "../../lib/errors.ts";
import { DATASETS, type SqlProject, type TableFile, type ViewFile } from "../project.ts";
import type { MigrationReport } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import type { ColumnDescriptions } from "./column-descriptions.ts";
import { ensureDataset } from "./datasets.ts";
import { describeColumns } from "./describe-columns.ts";
import { dropStrangers, existingKinds } from "./existing.ts";
import { createPublishedLoads } from "./published-loads.ts";
import { scriptOf } from "./script.ts";
import type { Session } from "./session.ts";
import { createEmpty } from "./stored-view.ts";

/** Of an applied state; a higher one is applied to every warehouse again. */
const LAYOUT = 1;

/**
 * Brings the datasets to the project's state: table files that are new, then, when any view, description or the layout
 * changed, all views, and what `columns.csv` says of their columns. DDL is no transaction in BigQuery: every statement can
 * run again, and what is recorded was done. Throws `settings` where an applied table file was changed.
 */
export async function bigQueryMigrate(
  session: Session,
  project: SqlProject,
  descriptions: ColumnDescriptions,
): Promise<MigrationReport> {
  const applied = await appliedFiles(session);
  if (applied === "no table") await createState(session);
  const files = applied === "no table" ? new Map<string, string>() : applied;
  const tables = newTables(project.tables, files);
  await applyTables(session, tables);
  const state = stateOf(project, descriptions);
  if (files.get(VIEWS) === state) return { tables: tables.map(({ name }) => name), views: [] };
  await applyViews(session, project.views, descriptions);
  await describeColumns(session, project, descriptions);
  await record(session, [{ name: VIEWS, sha256: state }]);
  return { tables: tables.map(({ name }) => name), views: project.views.map(({ name }) => name) };
}

/** The record of all views together, beside those of table files. */
const VIEWS = "views";

async function createState(session: Session): Promise<void> {
  for (const dataset of DATASETS) await ensureDataset(session, dataset);
  await session.run(
    "create table if not exists ops.schema_migrations (name string, sha256 string, applied_at timestamp)",
  );
  await createPublishedLoads(session);
}

async function appliedFiles(session: Session): Promise<ReadonlyMap<string, string> | "no table"> {
  try {
    const { rows } = await session.run("select m.name, m.sha256 from ops.schema_migrations as m order by m.applied_at");
    return new Map(rows.map((row) => [String(row.name), String(row.sha256)]));
  } catch (error) {
    if (error instanceof WarehouseError && error.reason === "not-found") return "no table";
    throw error;
  }
}

function newTables(files: readonly TableFile[], applied: ReadonlyMap<string, string>): readonly TableFile[] {
  return files.filter(({ name, sha256, file }) => {
    const before = applied.get(name);
    if (before === undefined || before === sha256) return before === undefined;
    throw new AppError(`expected the applied file unchanged (${before.slice(0, 12)}…), got ${sha256.slice(0, 12)}…`, {
      kind: "settings",
      where: file,
      fix: "restore the file and put the change into a new, higher-numbered one",
    });
  });
}

async function applyTables(session: Session, files: readonly TableFile[]): Promise<void> {
  if (files.length === 0) return;
  await session.run(scriptOf(files).sql);
  await record(session, files);
}

async function record(
  session: Session,
  files: readonly { readonly name: string; readonly sha256: string }[],
): Promise<void> {
  await session.run(
    `insert into ops.schema_migrations (name, sha256, applied_at)
     select name, @sha256[safe_offset(position)], current_timestamp() from unnest(@names) as name with offset as position`,
    {
      parameters: {
        names: { type: "ARRAY<STRING>", value: files.map(({ name }) => name) },
        sha256: { type: "ARRAY<STRING>", value: files.map(({ sha256 }) => sha256) },
      },
    },
  );
}

function stateOf(project: SqlProject, descriptions: ColumnDescriptions): string {
  const texts = [
    LAYOUT,
    project.views.map(({ sql }) => sql),
    project.tables.map(({ sql }) => sql),
    descriptions.sha256,
  ];
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex");
}

/** Views in order, as few jobs as their stored ones allow: a stored view's columns are known only when all it reads is there. */
async function applyViews(
  session: Session,
  views: readonly ViewFile[],
  descriptions: ColumnDescriptions,
): Promise<void> {
  const kinds = await existingKinds(session);
  await dropStrangers(session, views, kinds);
  let waiting: ViewFile[] = [];
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    if (batch.length > 0) await session.run(scriptOf(batch).sql);
  };
  for (const view of views) {
    if (!view.isMaterialized) {
      waiting.push(view);
      continue;
    }
    await flush();
    await createEmpty(session, view, kinds.get(view.name) === "TABLE", descriptions);
  }
  await flush();
}
