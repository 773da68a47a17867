import { mkdtemp, open, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDb } from "../../lib/duckdb.ts";
import { AppError } from "../../lib/errors.ts";
import { readTable } from "./read/read-table.ts";
import { recognise } from "./recognise/recognise.ts";

/** Enough for any header and the lines above it. */
const HEAD_BYTES = 64 * 1024;

/**
 * The family of a file by its first lines, to know which of several files to load first. Null where they do not tell
 * (a compressed file, an unknown header): the file itself then says what is wrong with it.
 */
export async function peekFamily(path: string, map: Readonly<Record<string, string>>): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), "marketing-warehouse-"));
  const db = await openDuckDb({ path: ":memory:", threads: 1 });
  try {
    const head = join(folder, "head");
    await writeFile(head, await firstLines(path));
    const { headers } = await readTable(db, head, {});
    return recognise(headers, { map }).family.name;
  } catch (error) {
    if (error instanceof AppError && error.kind !== "bug") return null;
    throw error;
  } finally {
    db.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first bytes, cut after a line. */
async function firstLines(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    const head = buffer.subarray(0, bytesRead);
    const end = bytesRead < HEAD_BYTES ? bytesRead : head.lastIndexOf("\n") + 1;
    return head.subarray(0, end === 0 ? bytesRead : end);
  } finally {
    await file.close();
  }
}
