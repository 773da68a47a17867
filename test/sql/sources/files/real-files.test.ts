import { existsSync, globSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../../functions/lib/duckdb.ts";
import { readTable } from "../../../../functions/sources/files/read/read-table.ts";

const DATA = "../shared/data";
const files = existsSync(DATA) ? globSync(`${DATA}/**/*.{csv,csv.gz}`).sort() : [];

/** Rows and cells by the textbook: split at line ends and delimiters outside quotes, character by character. */
function textbook(path: string): string[][] {
  const bytes = readFileSync(path);
  const text = (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8").replace(/^\ufeff/, "");
  const head = text.slice(0, text.indexOf("\n"));
  const delimiter = head.split(";").length > head.split(",").length ? ";" : ",";
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (const letter of text) {
    if (letter === '"') quoted = !quoted;
    else if (letter === delimiter && !quoted) cells.push(cell);
    else if (letter === "\n" && !quoted) rows.push([...cells, cell]);
    else cell += letter;
    if (!quoted && (letter === delimiter || letter === "\n")) cell = "";
    if (!quoted && letter === "\n") cells = [];
  }
  if (cell !== "" || cells.length > 0) rows.push([...cells, cell]);
  return rows
    .map((row) => row.map((text) => text.replace(/\r$/, "")))
    .filter((row) => row.some((text) => text.trim() !== ""));
}

describe.skipIf(files.length === 0)("real files", () => {
  let db: DuckDb;
  beforeAll(async () => {
    db = await openDuckDb({ path: ":memory:" });
  });
  afterAll(() => db.close());

  it.each(files)("have the rows, columns and cells that the textbook finds: %s", async (path) => {
    const table = await readTable(db, path, {});
    const rows = textbook(path);
    const header = rows[table.preamble.length] ?? [];
    expect(table.rowsRead).toBe(rows.length - 1);
    expect(table.heldRows).toBe(0);
    expect(table.encoding).toBe("utf-8");
    const named = header.map((cell) => cell.trim()).filter((cell) => cell !== "");
    expect(table.headers.filter((name) => !/^column_\d+$/.test(name)).map((name) => name.replace(/_\d+$/, ""))).toEqual(
      named.map((name) => name.replace(/_\d+$/, "")),
    );
    const cells = table.headers.map((_, i) => `count(c${i}) as c${i}`);
    const [filled] = await db.rows(`select ${cells.join(", ")} from ${table.relation}`);
    const expected = header.map(
      (_, i) => rows.slice(table.preamble.length + 1).filter((row) => (row[i] ?? "") !== "").length,
    );
    expect(table.headers.map((_, i) => filled?.[`c${i}`])).toEqual(
      expected.filter((count, i) => count > 0 || (header[i] ?? "").trim() !== ""),
    );
  });
});
