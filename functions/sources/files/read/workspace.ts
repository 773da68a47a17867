import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A temporary folder for what a file becomes on the way in (plain UTF-8, regular rows); gone when the work ends, well or badly. */
export async function withWorkspace<T>(work: (newPath: (suffix: string) => string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "marketing-warehouse-"));
  let count = 0;
  try {
    return await work((suffix) => join(folder, `${++count}${suffix}`));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
