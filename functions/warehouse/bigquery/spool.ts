import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Row, TableName } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import type { FieldProto } from "./rest.ts";
import { lineOf } from "./values.ts";

const CHUNK_CHARACTERS = 1_000_000;

/** Rows as a file that is ready to be uploaded, as often as it takes. */
export interface Spool {
  readonly file: string;
  readonly sourceFormat: "NEWLINE_DELIMITED_JSON" | "PARQUET";
  /** SHA-256 of the file, hex. */
  readonly sha256: string;
  remove(): Promise<void>;
}

/** Writes rows as NDJSON below `folder` (the system's temporary folder when absent). Throws `bad-rows` for a strange column. */
export async function spoolRows(
  table: TableName,
  fields: readonly FieldProto[],
  rows: AsyncIterable<Row>,
  folder: string = tmpdir(),
): Promise<Spool> {
  const own = await mkdtemp(join(folder, "bigquery-"));
  const remove = () => rm(own, { recursive: true, force: true });
  try {
    const file = join(own, "rows.ndjson");
    const sha256 = await writeLines(file, linesOf(table, fields, rows));
    return { file, sourceFormat: "NEWLINE_DELIMITED_JSON", sha256, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

export async function parquetSpool(file: string): Promise<Spool> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return { file, sourceFormat: "PARQUET", sha256: hash.digest("hex"), remove: async () => {} };
}

async function* linesOf(
  table: TableName,
  fields: readonly FieldProto[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<string> {
  const known = new Set(fields.map(({ name }) => name));
  let number = 0;
  for await (const row of rows) {
    number += 1;
    const stranger = Object.keys(row).find((name) => !known.has(name));
    if (stranger !== undefined) {
      throw new WarehouseError("bad-rows", `expected columns of ${table}, got "${stranger}"`, {
        where: `${table} row ${number}`,
      });
    }
    yield `${lineOf(row, fields)}\n`;
  }
}

async function writeLines(path: string, lines: AsyncIterable<string>): Promise<string> {
  const hash = createHash("sha256");
  const file = await open(path, "w");
  try {
    let chunk = "";
    const flush = async (): Promise<void> => {
      hash.update(chunk);
      await file.appendFile(chunk);
      chunk = "";
    };
    for await (const line of lines) {
      chunk += line;
      if (chunk.length >= CHUNK_CHARACTERS) await flush();
    }
    await flush();
  } finally {
    await file.close();
  }
  return hash.digest("hex");
}
