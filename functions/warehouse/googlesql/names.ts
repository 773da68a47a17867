import { DUCKDB_KEYWORDS } from "./duckdb-keywords.ts";

const PLAIN = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/** A column, table or alias for DuckDB: quoted where DuckDB has a keyword of that name or the name is not plain. */
export function quoteName(name: string): string {
  const isPlain = PLAIN.test(name) && !DUCKDB_KEYWORDS.has(name.toLowerCase());
  return isPlain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A text literal for DuckDB. A NUL would end DuckDB's text early: it goes in as `chr(0)`. */
export function quoteText(text: string): string {
  const parts = text.split("\0").map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(" || chr(0) || ")})`;
}
