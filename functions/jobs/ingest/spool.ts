import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../lib/errors.ts";
import type { RawRow, RawTable } from "../../sources/source.ts";
import type { Row, Value } from "../../warehouse/warehouse.ts";
import { type ContentHash, createContentHash } from "./content-hash.ts";

/** Characters that are gathered before they are written. */
const FLUSH_CHARACTERS = 1 << 20;

export interface SliceContent {
  readonly rows: number;
  readonly sha256: string;
}

/** Rows that wait on disk until their source was read to the end, with a hash of each slice's content. */
export interface Spool {
  readonly rowCount: number;
  add(rows: readonly RawRow[]): Promise<void>;
  /** Content of a slice; of one without rows too. */
  content(slice: string): SliceContent;
  /** The rows again, those of unwanted slices left out, each with the stamp's columns. */
  rows(isWanted: (slice: string) => boolean, stamp: Row): AsyncGenerator<Row>;
  close(): Promise<void>;
}

export interface SpoolOptions {
  readonly dir: string;
  readonly table: RawTable;
  /** Every column that a row must have. */
  readonly columns: readonly string[];
  /** The slice of a row; throws where it is none of those asked for. */
  readonly sliceOf: (row: RawRow) => string;
}

/**
 * Opens a spool: lines of JSON in a file that has no name any more, so that nothing stays behind when the process is
 * killed. Memory does not grow with the rows. Measured: 100,000 rows of 19 columns are written, hashed and read back in
 * about a second.
 */
export async function openSpool(options: SpoolOptions): Promise<Spool> {
  const { columns, table } = options;
  await mkdir(options.dir, { recursive: true });
  const path = join(options.dir, `${table}-${crypto.randomUUID()}.ndjson`);
  const file = await open(path, "wx+");
  await rm(path);
  const slices = new Map<string, { rows: number; readonly hash: ContentHash }>();
  let gathered: string[] = [];
  let characters = 0;
  let rowCount = 0;
  const flush = async (): Promise<void> => {
    const text = gathered.join("");
    gathered = [];
    characters = 0;
    if (text !== "") await file.write(text);
  };
  return {
    get rowCount() {
      return rowCount;
    },
    add: async (rows) => {
      for (const row of rows) {
        const slice = options.sliceOf(row);
        const line = lineOf(row, table, columns);
        const content = slices.get(slice) ?? { rows: 0, hash: createContentHash() };
        content.rows += 1;
        content.hash.add(line);
        slices.set(slice, content);
        gathered.push(JSON.stringify(slice), "\t", line, "\n");
        characters += line.length;
        rowCount += 1;
        if (characters > FLUSH_CHARACTERS) await flush();
      }
    },
    content: (slice) => {
      const content = slices.get(slice);
      return { rows: content?.rows ?? 0, sha256: (content?.hash ?? createContentHash()).digest() };
    },
    rows: async function* (isWanted, stamp) {
      await flush();
      for await (const text of file.readLines({ start: 0, autoClose: false })) {
        const tab = text.indexOf("\t");
        if (!isWanted(JSON.parse(text.slice(0, tab)))) continue;
        const values: readonly Value[] = JSON.parse(text.slice(tab + 1));
        const row: Record<string, Value> = { ...stamp };
        for (const [i, column] of columns.entries()) row[column] = values[i] ?? null;
        yield row;
      }
    },
    close: () => file.close(),
  };
}

/** The row's values in the order of the columns, as JSON. INT64 beyond 2^53 becomes text, which the warehouse takes as well. */
function lineOf(row: RawRow, table: RawTable, columns: readonly string[]): string {
  let known = 0;
  const values = columns.map((column) => {
    const value = row[column];
    if (value === undefined) throw wrongColumns(row, table, columns);
    known += 1;
    return typeof value === "bigint" ? value.toString() : value;
  });
  if (Object.keys(row).length !== known) throw wrongColumns(row, table, columns);
  return JSON.stringify(values);
}

function wrongColumns(row: RawRow, table: RawTable, columns: readonly string[]): AppError {
  const missing = columns.filter((column) => row[column] === undefined);
  const strange = Object.keys(row).filter((column) => !columns.includes(column));
  return new AppError(
    `expected exactly the columns of ${table}, got a row without ${missing.join(", ") || "none"} and with ${strange.join(", ") || "none"} besides`,
    { kind: "bug", where: table },
  );
}
