import type { DuckParameters } from "../lib/duckdb.ts";
import type { SqlType, StatementOptions } from "./warehouse.ts";

const TO_DUCK: Readonly<Record<string, string>> = {
  INT64: "BIGINT",
  FLOAT64: "DOUBLE",
  STRING: "VARCHAR",
  BOOL: "BOOLEAN",
  BYTES: "BLOB",
  DATE: "DATE",
  DATETIME: "TIMESTAMP",
  TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
  NUMERIC: "DECIMAL(38,9)",
};

const FROM_DUCK: Readonly<Record<string, SqlType>> = {
  ...Object.fromEntries(Object.entries(TO_DUCK).map(([google, duck]) => [duck, google])),
  INTEGER: "INT64",
  SMALLINT: "INT64",
  TINYINT: "INT64",
  HUGEINT: "INT64",
  UBIGINT: "INT64",
  UINTEGER: "INT64",
  FLOAT: "FLOAT64",
};

/** GoogleSQL type text → DuckDB's. Scalars and arrays of them: what parameters and loaded tables may hold. */
export function toDuckType(type: SqlType): string {
  const array = /^ARRAY<(.+)>$/i.exec(type.trim());
  if (array?.[1] !== undefined) return `${toDuckType(array[1])}[]`;
  const duck = TO_DUCK[type.trim().toUpperCase()];
  if (duck === undefined)
    throw new RangeError(`expected a GoogleSQL type of ${Object.keys(TO_DUCK).join(", ")}, got ${type}`);
  return duck;
}

/** DuckDB's type text → GoogleSQL's; one that GoogleSQL lacks stays as it is. */
export function fromDuckType(type: string): SqlType {
  if (type.endsWith("[]")) return `ARRAY<${fromDuckType(type.slice(0, -2))}>`;
  if (type.startsWith("DECIMAL")) return "NUMERIC";
  return FROM_DUCK[type] ?? type;
}

/** The port's typed parameters as DuckDB's. */
export function parametersOf(options: StatementOptions | undefined): DuckParameters {
  return Object.fromEntries(
    Object.entries(options?.parameters ?? {}).map(([name, { type, value }]) => [
      name,
      { type: toDuckType(type), value },
    ]),
  );
}
