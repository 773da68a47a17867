import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckValue, openDuckDb } from "../../../functions/lib/duckdb.ts";
import type { ParsedFile } from "../../../functions/sources/files/file-parser.ts";
import { createFileParser } from "../../../functions/sources/files/parse-file.ts";
import type { ParseOptions } from "../../../functions/sources/files/parse-options.ts";

export type RawRow = Readonly<Record<string, DuckValue>>;

export interface Parsed {
  readonly file: ParsedFile;
  /** Rows by raw table, in the order of the file. */
  readonly rows: Readonly<Record<string, readonly RawRow[]>>;
  readonly quarantined: readonly RawRow[];
}

export const PEPPER_HEX = "5e".repeat(32);

/** Parses a file that lies there, and reads back what was spooled. */
export async function parsePath(path: string, options: Partial<ParseOptions> = {}): Promise<Parsed> {
  const spoolDir = await mkdtemp(join(tmpdir(), "spool-"));
  const db = await openDuckDb({ path: ":memory:", threads: 1 });
  try {
    const file = await createFileParser({ threads: 1 }).parse(path, {
      pepperHex: PEPPER_HEX,
      stamp: { loadId: (table) => `load of ${table}`, runId: "import:test", loadedAt: "2026-01-31T00:00:00Z" },
      spoolDir,
      ...options,
    });
    const read = (parquet: string) => db.rows(`select * from read_parquet('${parquet}') order by row_number`);
    const rows: Record<string, readonly RawRow[]> = {};
    for (const { table, parquet } of file.tables) rows[table] = await read(parquet);
    return { file, rows, quarantined: await read(file.quarantineParquet) };
  } finally {
    db.close();
    await rm(spoolDir, { recursive: true, force: true });
  }
}

/** Parses a text as if it were a file of the given name. */
export async function parseText(
  text: string | Uint8Array,
  options: Partial<ParseOptions> = {},
  name = "file.csv",
): Promise<Parsed> {
  const folder = await mkdtemp(join(tmpdir(), "import-"));
  try {
    const path = join(folder, name);
    await writeFile(path, text);
    return await parsePath(path, options);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** How many rows each check of a file found, without what merely describes the header. */
export function counts({ file }: Parsed): Readonly<Record<string, number>> {
  const quiet = new Set(["alias", "unknown_column", "currency_unknown", "time_zone_assumed"]);
  const found: Record<string, number> = {};
  for (const { checkName, rowCount } of file.findings) {
    if (!quiet.has(checkName)) found[checkName] = (found[checkName] ?? 0) + rowCount;
  }
  return found;
}

export function detailOf({ file }: Parsed, checkName: string): string {
  return file.findings
    .filter((finding) => finding.checkName === checkName)
    .map(({ detail }) => detail)
    .join("\n");
}
