import type { DuckDb } from "../../../lib/duckdb.ts";
import { AppError } from "../../../lib/errors.ts";
import type { NamedFile } from "./each-record.ts";
import { headerNames } from "./header-names.ts";
import { identifier, literal } from "./sql-text.ts";
import type { LoadedTable, TableTarget } from "./text-table.ts";

/**
 * Reads a Parquet file into a table of text cells: days and times in ISO (instants with Z), nested values as JSON text, the rest
 * as DuckDB writes it (a double in the shortest form that reads back equal).
 */
export async function parquetTable(db: DuckDb, file: NamedFile, target: TableTarget): Promise<LoadedTable> {
  const reader = `read_parquet(${literal(file.path)}, hive_partitioning = false)`;
  const fail = (cause: unknown): never => {
    throw new AppError("expected a Parquet file, got one that cannot be read", {
      kind: "data",
      where: file.name,
      fix: "export the file again: it is cut off or damaged",
      cause,
    });
  };
  const columns = await db.describe(`select * from ${reader}`).catch(fail);
  const { names, findings } = headerNames(columns.map(({ name }) => name));
  const cells = columns.map(({ name, type }, i) => `nullif(${cellSql(identifier(name), type)}, '') as c${i}`);
  await db
    .run(
      `create or replace table ${target.relation} as select row_number() over () as row_number, ${cells.join(", ")} from ${reader}`,
    )
    .catch(fail);
  const [counted] = await db.rows(`select count(*) as n from ${target.relation}`);
  return { delimiter: null, headers: names, unnamed: [], preamble: [], rowsRead: Number(counted?.n), findings };
}

function cellSql(column: string, type: string): string {
  if (type === "TIMESTAMP WITH TIME ZONE") return `strftime(${column} at time zone 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')`;
  if (/^(STRUCT|MAP)\b|\]$/.test(type)) return `cast(to_json(${column}) as varchar)`;
  return `cast(${column} as varchar)`;
}
