import { readdir, readFile } from "node:fs/promises";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

export interface Import {
  /** Importing file, below the root. */
  readonly from: string;
  /** Imported file below the root, or a package name. */
  readonly to: string;
  readonly isTypeOnly: boolean;
}

const CLAUSE = String.raw`(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?|[\w$]+)`;
const STATIC = new RegExp(
  String.raw`^\s*(?:import|export)\s+(type\s+)?(${CLAUSE}(?:\s*,\s*${CLAUSE})?)\s+from\s+"([^"]+)"`,
  "gm",
);
const BARE = /^\s*import\s+"([^"]+)"/gm;
const DYNAMIC = /\bimport\(\s*"([^"]+)"\s*\)/g;

/** Every TypeScript file below the folders, relative to the root. */
export async function sourceFiles(...folders: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
      return entries
        .filter((e) => e.isFile() && e.name.endsWith(".ts"))
        .map((e) => relative(ROOT, join(e.parentPath, e.name)));
    }),
  );
  return found.flat().sort();
}

/** What a file imports; `import type`, and braces that hold types only, count as type only. */
export function importsOf(from: string, source: string): readonly Import[] {
  const one = (target: string, isTypeOnly: boolean): Import => ({
    from,
    to: target.startsWith(".") ? normalize(join(dirname(from), target)) : packageName(target),
    isTypeOnly,
  });
  return [
    ...[...source.matchAll(STATIC)].map(([, word, names = "", to = ""]) =>
      one(to, word !== undefined || holdsTypesOnly(names)),
    ),
    ...[...source.matchAll(BARE), ...source.matchAll(DYNAMIC)].map(([, to = ""]) => one(to, false)),
  ];
}

function holdsTypesOnly(names: string): boolean {
  const parts = names
    .replace(/[{}]/g, "")
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  return names.startsWith("{") && parts.length > 0 && parts.every((name) => name.startsWith("type "));
}

export async function allImports(...folders: readonly string[]): Promise<readonly Import[]> {
  const files = await sourceFiles(...folders);
  return (
    await Promise.all(files.map(async (file) => importsOf(file, await readFile(join(ROOT, file), "utf8"))))
  ).flat();
}

function packageName(path: string): string {
  if (path.startsWith("node:")) return path;
  return path
    .split("/")
    .slice(0, path.startsWith("@") ? 2 : 1)
    .join("/");
}
