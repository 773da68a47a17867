import type { SqlProject } from "../project.ts";
import type { TableName } from "../warehouse.ts";
import type { ColumnDescriptions } from "./column-descriptions.ts";
import type { FieldProto } from "./rest.ts";
import type { Session } from "./session.ts";

const TABLE_FILE = /^\d+_([a-z]+)_(\w+)$/;

/** Writes what is known of the columns of the project's tables and views, where it is not there yet: one request a table. */
export async function describeColumns(
  session: Session,
  project: SqlProject,
  descriptions: ColumnDescriptions,
): Promise<void> {
  const tables = project.tables.map(({ name }) => name.replace(TABLE_FILE, "$1.$2") as TableName);
  for (const name of new Set([...tables, ...project.views.map((view) => view.name)])) {
    const metadata = await session.tableMetadata(name);
    const fields = metadata?.schema?.fields ?? [];
    const described = fields.map((field): FieldProto => {
      const description = descriptions.textOf(name, field.name);
      return description === null ? field : { ...field, description };
    });
    if (described.every(({ description }, index) => description === fields[index]?.description)) continue;
    const { dataset, table } = session.names.table(name);
    await session.calls.call(
      { method: "PATCH", path: `/datasets/${dataset}/tables/${table}`, body: { schema: { fields: described } } },
      `describe the columns of ${name}`,
    );
  }
}
