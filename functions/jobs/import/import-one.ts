import { sha256Of } from "../../ledger/hash.ts";
import type { Ledger } from "../../ledger/ledger.ts";
import { closeRun, openRun } from "../../ledger/runs.ts";
import { withWork } from "../../ledger/with-work.ts";
import type { HeldWork } from "../../ledger/work.ts";
import { AppError } from "../../lib/errors.ts";
import type { FileIdentity, ParsedFile } from "../../sources/files/file-parser.ts";
import type { CampaignPeriod } from "../../sources/files/parse-options.ts";
import type { JobContext } from "../job.ts";
import { judge, refusedAccount } from "./bad-share.ts";
import { type ImportedFile, readFileEntry, unreadFile } from "./import-document.ts";
import { type ImportOptions, parseOptions, resultOptions } from "./import-options.ts";
import { loadFile, recordRefused } from "./load-file.ts";
import { publishedFile } from "./published-tables.ts";

/** What the files of one call share. */
export interface ImportCall {
  readonly context: JobContext;
  readonly ledger: Ledger;
  readonly options: ImportOptions;
  readonly spoolDir: string;
  /** Periods of known campaigns; a campaigns file of the call adds its own. */
  readonly campaigns: CampaignPeriod[];
  /** Files refused because a flag or setting is wrong. */
  readonly settingsErrors: AppError[];
}

type OnStage = (stage: "reading" | "loading") => void;

/** Imports one file, or says why not. An error that another try may cure is thrown on. */
export async function importOne(
  call: ImportCall,
  path: string,
  identity: FileIdentity,
  onStage: OnStage,
): Promise<ImportedFile> {
  const { context, ledger, options } = call;
  if (options.isDryRun === true) return dryRun(call, path, identity, onStage);
  const runId = `import:${identity.fileSha256}`;
  const unit = { runId, step: "import", sliceKey: identity.fileKey, inputSha256: inputOf(call) };
  const work = await withWork(ledger, unit, {}, (held) => loadHeld(call, path, identity, held, onStage));
  switch (work.kind) {
    case "ran":
      return work.result;
    case "skipped":
      return skipped(identity, work.summaryJson);
    case "failed":
      return refused(call, identity, new AppError(work.errorMessage, { kind: work.errorKind }));
    case "busy":
      throw new AppError(`expected a free file, got one that another process imports (${context.dataDir})`, {
        kind: "transient",
        where: identity.fileName,
        fix: `ask again in ${work.retryAfterS} s`,
      });
    default:
      return work satisfies never;
  }
}

/** Everything the result depends on beside the file's bytes. A pepper is secret: only its hash counts. */
function inputOf({ context, options }: ImportCall): string {
  return sha256Of({
    code: context.codeVersion,
    pepper: sha256Of(options.pepperHex),
    maxBadShare: options.maxBadShare ?? null,
    options: resultOptions(context.settings, options),
  });
}

async function loadHeld(
  call: ImportCall,
  path: string,
  identity: FileIdentity,
  held: HeldWork,
  onStage: OnStage,
): Promise<ImportedFile> {
  const { context, ledger, campaigns } = call;
  const runId = `import:${identity.fileSha256}`;
  const readStartedAt = ledger.clock.now();
  await openRun(ledger, {
    runId,
    kind: "import",
    logicalDate: readStartedAt.toISOString().slice(0, 10),
    codeVersion: context.codeVersion,
    settingsSha256: sha256Of(context.settings),
    executionId: ledger.owner,
  });
  const close = (entry: ImportedFile) => closeRun(ledger, runId, { status: entry.status, reason: entry.reason });
  try {
    onStage("reading");
    const parsed = await parse(call, path, runId, held, readStartedAt);
    campaigns.push(...parsed.campaigns);
    onStage("loading");
    const entry = await publish(call, held, parsed, identity, readStartedAt);
    await close(entry);
    return entry;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await held.fail({
      errorKind: error.kind,
      errorMessage: [error.message, error.fix].filter(Boolean).join("; fix: "),
    });
    const entry = refused(call, identity, error);
    await close(entry);
    return entry;
  }
}

async function publish(
  call: ImportCall,
  held: HeldWork,
  parsed: ParsedFile,
  identity: FileIdentity,
  readStartedAt: Date,
): Promise<ImportedFile> {
  const { context, ledger, options } = call;
  const runId = `import:${identity.fileSha256}`;
  const judgement = judge(parsed, options.maxBadShare);
  const earlier = await publishedFile(context.warehouse, identity.fileKey);
  if (judgement.status === "refused") {
    const account = refusedAccount(parsed.account);
    // The rows, findings and account of an earlier import with other options stand.
    if (earlier === null) await recordRefused(ledger, held, parsed, account, runId);
    await held.fail({ errorKind: "data", errorMessage: `${judgement.reason}; fix: ${judgement.fix}` });
    return readFileEntry(identity.fileName, parsed, account, judgement);
  }
  const entry = readFileEntry(identity.fileName, parsed, parsed.account, judgement);
  await loadFile(ledger, held, {
    parsed,
    account: parsed.account,
    runId,
    readStartedAt,
    earlierTables: earlier?.tables ?? [],
    summaryJson: JSON.stringify(entry),
  });
  return entry;
}

function parse(
  call: ImportCall,
  path: string,
  runId: string,
  held: Pick<HeldWork, "loadId">,
  at: Date,
): Promise<ParsedFile> {
  const { context, options, spoolDir, campaigns } = call;
  const stamp = { loadId: (table: string) => held.loadId(table as `raw.${string}`), runId, loadedAt: at.toISOString() };
  return options.parser.parse(path, parseOptions(context.settings, options, { stamp, spoolDir, campaigns }));
}

/** The account a load would have; nothing is claimed and nothing is written. */
async function dryRun(call: ImportCall, path: string, identity: FileIdentity, onStage: OnStage): Promise<ImportedFile> {
  onStage("reading");
  try {
    const parsed = await parse(
      call,
      path,
      `import:${identity.fileSha256}`,
      { loadId: () => "dry-run" },
      call.ledger.clock.now(),
    );
    call.campaigns.push(...parsed.campaigns);
    const judgement = judge(parsed, call.options.maxBadShare);
    return readFileEntry(
      identity.fileName,
      parsed,
      judgement.status === "refused" ? refusedAccount(parsed.account) : parsed.account,
      judgement,
    );
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return refused(call, identity, error);
  }
}

/** The file, its settings or its flags are at fault, not the machine. */
function isRefusal(error: unknown): error is AppError {
  return error instanceof AppError && (error.kind === "data" || error.kind === "settings");
}

function refused({ options, settingsErrors }: ImportCall, identity: FileIdentity, error: AppError): ImportedFile {
  if (error.kind === "settings") settingsErrors.push(error);
  return unreadFile(identity.fileName, identity.fileKey, {
    status: "refused",
    reason: error.where === undefined ? error.message : `${error.message} (${error.where})`,
    ...(error.fix === undefined ? {} : { fix: error.fix }),
    ...(options.family === undefined ? {} : { family: options.family }),
  });
}

/** The account of the earlier import, under the name the file has now. */
function skipped(identity: FileIdentity, summaryJson: string | null): ImportedFile {
  const end = { status: "skipped" as const, reason: "imported before with the same options; nothing changed" };
  const before = summaryJson === null ? null : (JSON.parse(summaryJson) as ImportedFile);
  return before === null
    ? unreadFile(identity.fileName, identity.fileKey, end)
    : { ...before, ...end, file: identity.fileName };
}
