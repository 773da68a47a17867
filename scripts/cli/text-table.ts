import type { QueryResult, Value } from "../../functions/warehouse/warehouse.ts";

const NUMBERS = new Set(["INT64", "FLOAT64", "NUMERIC"]);
const CELL_WIDTH = 40;
const FLOAT_DECIMALS = 4;

/**
 * Rows as aligned text for reading: numbers to the right, FLOAT64 with 4 decimals, NULL as a dash, cells cut at
 * `cellWidth` characters, at most `limit` rows; with `decimals`, every amount and ratio has as many. Exact values are in
 * --json and --csv.
 */
export function textTable(result: QueryResult, limit: number, cellWidth = CELL_WIDTH, decimals?: number): string {
  const shown = result.rows.slice(0, limit);
  const cells = shown.map((row) =>
    result.columns.map(({ name, type }) => cellText(row[name] ?? null, type, cellWidth, decimals)),
  );
  const widths = result.columns.map(({ name }, i) => Math.max(name.length, ...cells.map((row) => row[i]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) =>
        NUMBERS.has(result.columns[i]?.type ?? "") ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const rest = result.rows.length - shown.length;
  return [
    line(result.columns.map(({ name }) => name)),
    widths.map((width) => "─".repeat(width)).join("  "),
    ...cells.map(line),
    rest > 0 ? `… ${rest} more rows (--limit, --json or --csv shows them)` : `${result.rows.length} row(s)`,
  ].join("\n");
}

function cellText(value: Value, type: string, width: number, decimals?: number): string {
  if (value === null) return "–";
  if (decimals !== undefined && (type === "FLOAT64" || type === "NUMERIC")) return Number(value).toFixed(decimals);
  if (type === "FLOAT64" && typeof value === "number") return String(Number(value.toFixed(FLOAT_DECIMALS)));
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  const line = text.replaceAll(/\s+/g, " ");
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
