import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobContext } from "../../functions/jobs/job.ts";
import { AppError } from "../../functions/lib/errors.ts";
import type { QueryResult, Row, TableName } from "../../functions/warehouse/warehouse.ts";
import { ROOT } from "./common.ts";

const TEXT = (name: string) => ({ name, type: "STRING" });

/** Tables and views of the project, of one dataset or all, with the first line of what each holds. */
export async function tableList({ project }: JobContext, dataset: string | null): Promise<QueryResult> {
  const views = project.views.map(({ name, sql, isMaterialized }) => ({
    name,
    kind: isMaterialized ? "materialised view" : "view",
    sql,
  }));
  const tables = project.tables.map(({ name, sql }) => ({ name: tableName(name), kind: "table", sql }));
  const rows = [...tables, ...views]
    .filter(({ name }) => dataset === null || name.startsWith(`${dataset}.`))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, kind, sql }) => ({
      table_name: name,
      kind,
      purpose:
        header(sql)
          .find((line) => line.startsWith("Purpose:"))
          ?.slice(9) ?? "",
    }));
  return { columns: ["table_name", "kind", "purpose"].map(TEXT), rows };
}

/** Purpose, grain, upstream and columns of one table or view, from its file's header and columns.csv. */
export async function describeTable({ project, warehouse }: JobContext, name: string): Promise<QueryResult> {
  const view = project.views.find((candidate) => candidate.name === name);
  const table = project.tables.find((candidate) => tableName(candidate.name) === name);
  const columns = await warehouse.describe(name as TableName);
  if (columns === null) {
    throw new AppError(`expected a table or view of the warehouse, got "${name}"`, {
      kind: "settings",
      where: "--describe",
      fix: "`query --tables` lists them",
    });
  }
  const sql = view?.sql ?? table?.sql ?? "";
  const descriptions = await columnDescriptions(name);
  const lines: Row[] = header(sql).map((line) => ({ item: "", type: "", description: line }));
  if (view !== undefined) lines.push({ item: "reads", type: "", description: view.reads.join(", ") });
  const described = columns.map(({ name: column, type }) => ({
    item: column,
    type,
    description: descriptions.get(column) ?? "",
  }));
  return { columns: ["item", "type", "description"].map(TEXT), rows: [...lines, ...described] };
}

function header(sql: string): readonly string[] {
  const lines = sql.split("\n");
  const end = lines.findIndex((line) => !line.startsWith("--"));
  return lines.slice(0, end === -1 ? lines.length : end).map((line) => line.replace(/^-- ?/, ""));
}

/** `0001_raw_file_campaigns` → `raw.file_campaigns`. */
function tableName(migration: string): string {
  return migration.replace(/^\d+_/, "").replace("_", ".");
}

async function columnDescriptions(table: string): Promise<ReadonlyMap<string, string>> {
  const [, ...lines] = (await readFile(join(ROOT, "sql", "columns.csv"), "utf8")).trim().split("\n");
  const cells = lines.map((line) => line.split(","));
  const wanted = [...cells.filter((row) => row[1] === ""), ...cells.filter((row) => row[1] === table)];
  return new Map(
    wanted.map(([column = "", , , unit = "", , ...rest]) => [
      column,
      [rest.join(",").replace(/^"|"$/g, ""), unit && `[${unit}]`].filter(Boolean).join(" "),
    ]),
  );
}
