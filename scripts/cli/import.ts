import { type Command, InvalidArgumentError, Option } from "commander";
import { Listr } from "listr2";
import type { Composed } from "../../functions/compose.ts";
import { dataKindOf } from "../../functions/config/data-kind.ts";
import { describeImport } from "../../functions/jobs/import/describe-import.ts";
import type { ImportDocument } from "../../functions/jobs/import/import-document.ts";
import { undoImport } from "../../functions/jobs/import/undo-import.ts";
import { type ImportProgress, importFiles } from "../../functions/jobs/import-files.ts";
import { prepareWarehouse } from "../../functions/jobs/prepare-warehouse.ts";
import { AppError } from "../../functions/lib/errors.ts";
import { openRunFile } from "../../functions/nightly/run-file.ts";
import { addCommonFlags, type CommonFlags, openContext } from "./common.ts";
import { EXIT, RefusedError } from "./exit-codes.ts";
import { printData, printJson, printMessage } from "./output.ts";

export interface ImportFlags {
  readonly family?: string;
  readonly columns?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
  readonly account?: string;
  readonly platform?: string;
  readonly currency?: string;
  readonly timeZone?: string;
  readonly dateOrder?: "dmy" | "mdy" | "ymd";
  readonly strict?: boolean;
  readonly maxBadShare?: number;
  readonly dryRun?: boolean;
  readonly undo?: string;
}

export function addImport(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("import"))
    .argument("[files...]", "CSV, TSV, gzip of those, NDJSON or Parquet")
    .summary("read files into the warehouse, with an account of every row")
    .option("--family <name>", "what the file holds, where its header leaves that open")
    .option("--columns <names>", "column names of a file without a header, comma separated", list)
    .option("--map <theirs=ours>", "name one column (repeatable)", mapping, {})
    .option("--account <id>", "ad account of files that name none")
    .option("--platform <name>", "platform of files that name none")
    .option("--currency <code>", "ISO 4217 currency of files that name none")
    .option("--time-zone <zone>", "IANA zone of days in files that name none")
    .addOption(new Option("--date-order <order>", "how to read 01/02/2026").choices(["dmy", "mdy", "ymd"]))
    .option("--strict", "hold back rows whose date has two readings", false)
    .option("--max-bad-share <share>", "refuse a file above this share of bad rows, 0–1 (default 0.05)", share)
    .option("--dry-run", "print the account without loading", false)
    .option("--undo <file key>", "take a file back")
    .action((files: string[], flags: CommonFlags & ImportFlags) => run(flags, () => importVerb(files, flags)));
}

async function importVerb(files: readonly string[], flags: CommonFlags & ImportFlags): Promise<number> {
  if (flags.undo !== undefined && files.length > 0) {
    throw new AppError("expected files or --undo, got both", {
      kind: "settings",
      fix: "take the file back first, then import",
    });
  }
  if (flags.undo !== undefined && flags.dryRun === true) {
    throw new AppError("expected --undo or --dry-run, got both", {
      kind: "settings",
      fix: "leave --dry-run out: an import that was taken back can be imported again",
    });
  }
  const composed = await openContext(flags);
  const runFile = await openRunFile(composed.context.dataDir, "import");
  try {
    await runFile.update("import", 0);
    await prepare(composed);
    const document =
      flags.undo === undefined
        ? await showImport(composed, files, flags, flags.json)
        : await undoImport(composed.context, flags.undo);
    if (flags.json) printJson(document);
    else printData(describeImport(document));
    if (flags.dryRun === true && !flags.json) {
      printData("dry run: nothing was loaded; run again without --dry-run to load what the account says");
    }
    return importExitCode(document);
  } finally {
    await runFile.remove();
    await composed.close();
  }
}

/** Brings the schema up to date; a folder that holds the other kind of data is refused, exit 7. */
export async function prepare({ context }: Composed): Promise<void> {
  const preparation = await prepareWarehouse(context, dataKindOf(context.settings));
  if (preparation.kind === "refused") {
    throw new RefusedError(preparation.detail, { kind: "settings", where: context.dataDir, fix: preparation.fix });
  }
}

/** Imports and shows which file it is at: live on a terminal, a line per file elsewhere. */
export async function showImport(
  composed: Composed,
  files: readonly string[],
  flags: ImportFlags,
  isQuiet: boolean,
): Promise<ImportDocument> {
  const { context, parser, pepperHex } = composed;
  const { strict: isStrict, dryRun: isDryRun, undo: _undo, ...rest } = flags;
  const chosen = Object.fromEntries(
    Object.entries({ ...pick(rest), isStrict, isDryRun }).filter(([, value]) => value !== undefined),
  );
  const work = (onProgress: (progress: ImportProgress) => void) =>
    importFiles(context, { ...chosen, files, parser, pepperHex }, onProgress);
  if (isQuiet || process.stderr.isTTY !== true) {
    return work((progress) => {
      if (progress.stage === "done" && !isQuiet) printMessage(progressLine(progress));
    });
  }
  let document: ImportDocument | undefined;
  await new Listr([
    {
      title: `import ${files.length} file(s)`,
      task: async (_context, task) => {
        document = await work((progress) => {
          task.output = progressLine(progress);
        });
      },
    },
  ]).run();
  if (document === undefined) throw new AppError("the import ended without a document", { kind: "bug" });
  return document;
}

function pick({ family, columns, map, account, platform, currency, timeZone, dateOrder, maxBadShare }: ImportFlags) {
  return { family, columns, map, account, platform, currency, timeZone, dateOrder, maxBadShare };
}

function progressLine({ file, index, files, stage, entry }: ImportProgress): string {
  const rows = entry === undefined || entry.rows_loaded === 0 ? "" : `, ${entry.rows_loaded.toLocaleString("en")} rows`;
  return entry === undefined
    ? `${index}/${files} ${file}: ${stage}`
    : `${index}/${files} ${file}: ${entry.status}${rows}`;
}

/** 0 done, 8 some files or rows held back, 6 nothing loaded. */
export function importExitCode({ status }: ImportDocument): number {
  if (status === "refused") return EXIT.data;
  return status === "partial" ? EXIT.partial : EXIT.ok;
}

function list(text: string): readonly string[] {
  return text.split(",").map((part) => part.trim());
}

/** `theirs=ours` flags to our column ← theirs. */
function mapping(flag: string, before: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const at = flag.lastIndexOf("=");
  const [theirs, ours] = [flag.slice(0, at).trim(), flag.slice(at + 1).trim()];
  if (at < 1 || ours === "") throw new InvalidArgumentError("expected theirs=ours, for example --map Ausgaben=spend");
  return { ...before, [ours]: theirs };
}

function share(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || Number.isNaN(value) || value < 0 || value > 1)
    throw new InvalidArgumentError("expected a share from 0 to 1");
  return value;
}
