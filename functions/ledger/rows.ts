import type { Row, SqlType, Statement, TableName } from "../warehouse/warehouse.ts";

/** Column names of a table with their types, in order. */
export type ColumnTypes = Readonly<Record<string, SqlType>>;

/**
 * The statement that appends rows to a table; a column that a row lacks becomes NULL. With `onlyIf`, a BOOL
 * expression over the same parameters, the rows are appended only while it holds: checked and written in one statement.
 */
export function insertStatement(
  table: TableName,
  types: ColumnTypes,
  rows: readonly Row[],
  onlyIf?: { readonly sql: string; readonly parameters: NonNullable<Statement["parameters"]> },
): Statement {
  const columns = Object.keys(types);
  const parameters: Record<string, { type: SqlType; value: Row[string] }> = {};
  const selects = rows.map((row, i) => {
    const values = columns.map((column) => {
      const name = `${column}_${i}`;
      parameters[name] = { type: types[column] ?? "STRING", value: row[column] ?? null };
      return `@${name} as ${column}`;
    });
    return `select ${values.join(", ")}`;
  });
  const source = selects.join(" union all ");
  return {
    sql: `insert into ${table} (${columns.join(", ")}) select ${columns.join(", ")} from (${source}) as written_rows where ${onlyIf?.sql ?? "true"}`,
    parameters: { ...parameters, ...onlyIf?.parameters },
  };
}
