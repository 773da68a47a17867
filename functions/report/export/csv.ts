import { createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import type { Value } from "../../warehouse/warehouse.ts";
import type { ExportView } from "./export-source.ts";

/** What a spreadsheet would run as a formula when it opens the file. */
const FORMULA = /^[=+\-@\t\r]/;
const QUOTED = /[",\n\r]/;

/** Writes a view as CSV (RFC 4180, UTF-8, header); gives the number of rows. NULL is an empty field, an empty text `""`. */
export async function writeCsv(view: ExportView, path: string): Promise<number> {
  let rowCount = 0;
  async function* lines(): AsyncGenerator<string> {
    yield `${view.columns.map(({ name }) => field(name, false)).join(",")}\r\n`;
    for await (const rows of view.batches()) {
      rowCount += rows.length;
      const text = rows.map((row) =>
        view.columns.map(({ name, type }) => field(row[name] ?? null, type === "STRING")).join(","),
      );
      if (text.length > 0) yield `${text.join("\r\n")}\r\n`;
    }
  }
  await pipeline(lines, createWriteStream(path));
  return rowCount;
}

/** A leading apostrophe keeps a text that looks like a formula from being one; numbers stay numbers. */
function field(value: Value, isText: boolean): string {
  if (value === null) return "";
  const plain = typeof value === "object" ? JSON.stringify(value, bigintAsText) : String(value);
  const safe = isText && FORMULA.test(plain) ? `'${plain}` : plain;
  return safe === "" || QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === "bigint" ? value.toString() : value;
}
