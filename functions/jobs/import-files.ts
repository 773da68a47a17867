import { createHash } from "node:crypto";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { openLedger } from "../ledger/ledger.ts";
import { AppError } from "../lib/errors.ts";
import type { FileIdentity } from "../sources/files/file-parser.ts";
import type { CampaignPeriod } from "../sources/files/parse-options.ts";
import { campaignPeriods } from "./import/campaign-periods.ts";
import { type ImportDocument, type ImportedFile, statusOfFiles } from "./import/import-document.ts";
import { importOne } from "./import/import-one.ts";
import type { ImportOptions } from "./import/import-options.ts";
import type { JobContext } from "./job.ts";

/** Where an import is: `file` of `files`, and what happens to it. */
export interface ImportProgress {
  readonly file: string;
  /** 1 = first. */
  readonly index: number;
  readonly files: number;
  readonly stage: "reading" | "loading" | "done";
  readonly entry?: ImportedFile;
}

interface Candidate {
  readonly path: string;
  readonly identity: FileIdentity;
  readonly isCampaigns: boolean;
}

/**
 * Loads files into the raw tables. Each file is a unit of work of its own: one that is refused leaves the others alone, the same file with the same options again changes nothing, and other options replace its rows. Lists of
 * campaigns are loaded first, so that days outside their campaign are seen. Throws `settings` where a file is missing,
 * or where no file could be read because of a flag or setting.
 */
export async function importFiles(
  context: JobContext,
  options: ImportOptions,
  onProgress: (progress: ImportProgress) => void,
): Promise<ImportDocument> {
  if (options.files.length === 0)
    throw new AppError("expected at least one file, got none", { kind: "settings", where: "import" });
  const candidates = await inOrder(options);
  const ledger = openLedger(context);
  const spoolDir = join(context.dataDir, "spool", `import-${ledger.owner}`);
  await mkdir(spoolDir, { recursive: true });
  try {
    const campaigns: CampaignPeriod[] = [...(await campaignPeriods(context))];
    const settingsErrors: AppError[] = [];
    const done = new Map<string, ImportedFile>();
    for (const [index, { path, identity }] of candidates.entries()) {
      const at = { file: identity.fileName, index: index + 1, files: candidates.length };
      const twin = done.get(identity.fileSha256);
      const entry =
        twin ??
        (await importOne({ context, ledger, options, spoolDir, campaigns, settingsErrors }, path, identity, (stage) =>
          onProgress({ ...at, stage }),
        ));
      if (twin === undefined) done.set(identity.fileSha256, entry);
      onProgress({ ...at, stage: "done", entry });
    }
    const files = [...done.values()];
    const [settingsError] = settingsErrors;
    if (settingsError !== undefined && settingsErrors.length === files.length) throw settingsError;
    return { status: statusOfFiles(files), run_id: runIdOf(candidates), files };
  } finally {
    await rm(spoolDir, { recursive: true, force: true });
  }
}

/** Campaign lists first, else as given. A single file needs no look ahead. */
async function inOrder({ files, parser, family, map }: ImportOptions): Promise<readonly Candidate[]> {
  const candidates: Candidate[] = [];
  for (const path of files) {
    const peeked =
      files.length === 1 ? null : (family ?? (await parser.peekFamily(path, map === undefined ? {} : { map })));
    candidates.push({ path, identity: await parser.identify(path), isCampaigns: peeked === "campaigns" });
  }
  return [
    ...candidates.filter(({ isCampaigns }) => isCampaigns),
    ...candidates.filter(({ isCampaigns }) => !isCampaigns),
  ];
}

/** `import:<file sha256>`; of several files, the hash of their hashes in order. */
function runIdOf(candidates: readonly Candidate[]): string {
  const hashes = candidates.map(({ identity }) => identity.fileSha256).sort();
  const [only] = hashes;
  return `import:${hashes.length === 1 ? only : createHash("sha256").update(hashes.join("\n")).digest("hex")}`;
}
