import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/** Folders whose content decides a number. */
const FOLDERS = ["functions", "sql"];

/**
 * Package version + `+` + 8 hex of SHA-256 over every file of functions/ and sql/: two runs with equal versions ran
 * equal code. Cost: reads a few hundred small files once per process.
 */
export async function codeVersion(root: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { readonly version: string };
  const hash = createHash("sha256");
  for (const folder of FOLDERS) {
    const names = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    for (const file of files.sort()) {
      hash
        .update(file.slice(root.length))
        .update("\0")
        .update(await readFile(file))
        .update("\0");
    }
  }
  return `${version}+${hash.digest("hex").slice(0, 8)}`;
}
