import { type DuckDb, openDuckDb } from "../../functions/lib/duckdb.ts";
import { fromDuckType } from "../../functions/warehouse/duckdb-types.ts";
import { macros } from "../../functions/warehouse/googlesql/macros.ts";
import { translate } from "../../functions/warehouse/googlesql/translate.ts";
import type { Row, Value } from "../../functions/warehouse/warehouse.ts";
import type { Answer } from "./compare.ts";
import type { OracleParameters, OracleTable } from "./google-sql.ts";
import { type GoogleType, parseType } from "./google-types.ts";

const DUCK_TYPES: Readonly<Record<string, string>> = {
  INT64: "BIGINT",
  FLOAT64: "DOUBLE",
  BOOL: "BOOLEAN",
  STRING: "VARCHAR",
  BYTES: "BLOB",
  DATE: "DATE",
  DATETIME: "TIMESTAMP",
  TIMESTAMP: "TIMESTAMPTZ",
  NUMERIC: "DECIMAL(38,9)",
  JSON: "JSON",
};

/** DuckDB with our macros, for rows that are written as text, structs and arrays included. */
export interface DuckEngine {
  /** Creates or replaces the tables and fills them. */
  load(tables: Readonly<Record<string, OracleTable>>): Promise<void>;
  /** Runs one GoogleSQL query; `change` may alter the translation before it runs. */
  evaluate(sql: string, parameters?: OracleParameters, change?: (text: string) => string): Promise<Answer>;
  /** Runs one GoogleSQL statement for its effect. */
  run(sql: string): Promise<void>;
  readonly duck: DuckDb;
}

export async function openDuckEngine(): Promise<DuckEngine> {
  const duck = await openDuckDb({ path: ":memory:", threads: 1 });
  for (const macro of macros) await duck.run(macro);
  return {
    duck,
    load: async (tables) => {
      for (const [name, table] of Object.entries(tables)) await loadTable(duck, name, table);
    },
    run: async (sql) => {
      await duck.run(translate(sql));
    },
    evaluate: async (sql, parameters = {}, change = (text) => text) => {
      const text = change(translate(sql));
      const typed = Object.fromEntries(
        Object.entries(parameters).map(([name, { type, value }]) => [name, { type: duckType(parseType(type)), value }]),
      );
      const { columns, rows } = await duck.query(text, typed);
      return {
        columns: columns.map(({ name, type }) => ({ name, type: fromDuckType(type) })),
        rows: rows.map((row): Row => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null]))),
      };
    },
  };
}

async function loadTable(duck: DuckDb, path: string, table: OracleTable): Promise<void> {
  const columns = Object.entries(table.columns).map(([name, type]) => ({ name, type: parseType(type) }));
  const [dataset] = path.split(".");
  await duck.run(`CREATE SCHEMA IF NOT EXISTS ${dataset}`);
  await duck.run(
    `CREATE OR REPLACE TABLE ${path} (${columns.map(({ name, type }) => `"${name}" ${duckType(type)}`).join(", ")})`,
  );
  if (table.rows.length === 0) return;
  const rows = table.rows.map(
    (row) => `(${columns.map(({ name, type }) => literal(row[name] ?? null, type)).join(", ")})`,
  );
  await duck.run(`INSERT INTO ${path} VALUES ${rows.join(", ")}`);
}

function duckType(type: GoogleType): string {
  if (type.kind === "ARRAY") return `${duckType(type.element)}[]`;
  if (type.kind === "STRUCT")
    return `STRUCT(${type.fields.map((field) => `"${field.name}" ${duckType(field.type)}`).join(", ")})`;
  return DUCK_TYPES[type.kind] ?? type.kind;
}

function literal(value: Value, type: GoogleType): string {
  if (value === null) return "NULL";
  if (type.kind === "ARRAY")
    return `[${(value as readonly Value[]).map((item) => literal(item, type.element)).join(", ")}]::${duckType(type)}`;
  if (type.kind === "STRUCT") {
    const fields = value as Readonly<Record<string, Value>>;
    return `{${type.fields.map((field) => `'${field.name}': ${literal(fields[field.name] ?? null, field.type)}`).join(", ")}}::${duckType(type)}`;
  }
  if (type.kind === "BYTES") return `unhex('${String(value)}')`;
  return `CAST('${String(value).replaceAll("'", "''")}' AS ${duckType(type)})`;
}
