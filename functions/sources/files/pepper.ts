import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Bytes of a pepper that is made here: as many as the hash gives. */
const BYTES = 32;

/**
 * The secret under which e-mails become `person_key`, as hex: the one that settings name, else one made by chance once
 * and kept in the data folder (`pepper`, readable by its owner only). Losing it means that persons of later imports no
 * longer meet those of earlier ones; whoever has it can find out whether an e-mail is in the warehouse.
 */
export async function loadPepper(dataDir: string, configured: string | undefined): Promise<string> {
  if (configured !== undefined) return Buffer.from(configured, "utf8").toString("hex");
  const path = join(dataDir, "pepper");
  await mkdir(dataDir, { recursive: true });
  try {
    await writeFile(path, `${randomBytes(BYTES).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  }
  return (await readFile(path, "utf8")).trim();
}
