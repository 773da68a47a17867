import { join } from "node:path";
import { type DuckDb, type DuckDbOptions, openDuckDb } from "../../lib/duckdb.ts";

/** Memory and threads of the engine that parses. */
export type ParserOptions = Pick<DuckDbOptions, "memoryLimit" | "threads">;

/**
 * A fresh engine in memory for one file. What does not fit spills into the spool folder, encrypted: cells hold personal
 * data until they are hashed, and a spilled block is otherwise plain text (measured). The key lives in this process
 * only. DuckDB's bundled cipher warns of its weak random numbers and wants `force_mbedtls_unsafe`; the strong one is an
 * extension that would have to be downloaded.
 */
export async function openParseEngine(options: ParserOptions, spoolDir: string): Promise<DuckDb> {
  const db = await openDuckDb({ ...options, path: ":memory:", tempDirectory: join(spoolDir, "engine") });
  await db.run("set global force_mbedtls_unsafe = true");
  await db.run("set global temp_file_encryption = true");
  return db;
}
