import type { QueryResult, Value } from "../../functions/warehouse/warehouse.ts";

/** Rows as CSV (RFC 4180): arrays and structs as JSON text, NULL as nothing. */
export function csvText({ columns, rows }: QueryResult): string {
  const lines = rows.map((row) => columns.map(({ name }) => field(row[name] ?? null)).join(","));
  return [columns.map(({ name }) => field(name)).join(","), ...lines].join("\r\n");
}

function field(value: Value): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
