import { type FileHandle, mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../../lib/errors.ts";
import type { RawRow, RawTable } from "../../sources/source.ts";
import type { Row, Value } from "../../warehouse/warehouse.ts";
import { type ContentHash, createContentHash } from "./content-hash.ts";

/** Characters that are gathered before they are written. */
const FLUSH_CHARACTERS = 1 << 18;

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
  /** The rows of slices again, each with the stamp's columns. */
  rows(slices: readonly string[], stamp: Row): AsyncGenerator<Row>;
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

interface Slice {
  readonly hash: ContentHash;
  rows: number;
  gathered: string[];
  file: FileHandle | null;
}

/**
 * Opens a spool: lines of JSON, a file for each slice, none of which has a name any more, so that nothing stays behind
 * when the process is killed. Memory does not grow with the rows.
 */
export function openSpool(options: SpoolOptions): Spool {
  const { columns, table } = options;
  const slices = new Map<string, Slice>();
  let gathered = 0;
  let rowCount = 0;
  const sliceAt = (name: string): Slice => {
    const slice = slices.get(name) ?? { hash: createContentHash(), rows: 0, gathered: [], file: null };
    slices.set(name, slice);
    return slice;
  };
  const flush = async (): Promise<void> => {
    gathered = 0;
    for (const slice of slices.values()) {
      if (slice.gathered.length === 0) continue;
      const text = slice.gathered.join("");
      slice.gathered = [];
      slice.file ??= await namelessFile(options.dir, table);
      await slice.file.write(text);
    }
  };
  return {
    get rowCount() {
      return rowCount;
    },
    add: async (rows) => {
      for (const row of rows) {
        const slice = sliceAt(options.sliceOf(row));
        const line = lineOf(row, table, columns);
        slice.hash.add(line);
        slice.rows += 1;
        slice.gathered.push(line, "\n");
        rowCount += 1;
        gathered += line.length;
        if (gathered > FLUSH_CHARACTERS) await flush();
      }
    },
    content: (name) => {
      const slice = slices.get(name);
      return { rows: slice?.rows ?? 0, sha256: (slice?.hash ?? createContentHash()).digest() };
    },
    rows: async function* (names, stamp) {
      await flush();
      for (const name of names) {
        const file = slices.get(name)?.file;
        if (file === null || file === undefined) continue;
        for await (const line of linesOf(file)) {
          const values: readonly Value[] = JSON.parse(line);
          const row: Record<string, Value> = { ...stamp };
          for (const [i, column] of columns.entries()) row[column] = values[i] ?? null;
          yield row;
        }
      }
    },
    close: async () => {
      for (const { file } of slices.values()) await file?.close();
    },
  };
}

/** Lines end with a line feed only: `readLines` also ends them at U+2028, which JSON leaves as it is. */
async function* linesOf(file: FileHandle): AsyncGenerator<string> {
  let rest = "";
  for await (const text of file.createReadStream({ start: 0, autoClose: false, encoding: "utf8" })) {
    const lines = (rest + text).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}

async function namelessFile(dir: string, table: RawTable): Promise<FileHandle> {
  await mkdir(dir, { recursive: true });
  const path = join(dir, `${table}-${crypto.randomUUID()}.ndjson`);
  const file = await open(path, "wx+");
  await rm(path);
  return file;
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
