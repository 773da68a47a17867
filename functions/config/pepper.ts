import { createHash, randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError } from "../lib/errors.ts";
import { resolveSecret } from "./load-settings.ts";
import type { Settings } from "./settings.ts";

/**
 * The secret of `person_key`, 64 hex digits: from `privacy.pepper`, else one that is made once and kept in the data
 * folder (mode 0600). Losing it breaks the link between people of earlier and later imports, so a team names its own.
 */
export async function readPepper(
  settings: Settings,
  environment: Readonly<Record<string, string | undefined>>,
  dataDir: string,
): Promise<string> {
  const { pepper } = settings.privacy;
  if (pepper !== undefined) return createHash("sha256").update(resolveSecret(pepper, environment)).digest("hex");
  const file = join(dataDir, "pepper");
  await mkdir(dataDir, { recursive: true });
  await writeFile(file, randomBytes(32).toString("hex"), { flag: "wx", mode: 0o600 }).catch(keepExisting);
  const text = (await readFile(file, "utf8")).trim();
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new AppError(`expected 64 hex digits, got ${text.length} other characters`, {
    kind: "settings",
    where: file,
    fix: "restore the file from a backup, or set privacy.pepper",
  });
}

function keepExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== "EEXIST") throw error;
}
