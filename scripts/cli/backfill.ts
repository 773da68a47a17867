import type { Command } from "commander";
import { runBackfill } from "../../functions/jobs/ingest/backfill.ts";
import type { BackfillDocument } from "../../functions/jobs/ingest/backfill-document.ts";
import type { JobContext } from "../../functions/jobs/job.ts";
import { stateSourceReports } from "../../functions/jobs/source-reports.ts";
import { AppError } from "../../functions/lib/errors.ts";
import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import type { ApiSource } from "../../functions/sources/source.ts";
import { backfillView, endLine } from "./backfill-progress.ts";
import { addCommonFlags, type CommonFlags, openContext } from "./common.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { prepare } from "./import.ts";
import { printJson, printMessage } from "./output.ts";

export interface BackfillFlags {
  readonly source?: string;
  readonly report?: string;
  readonly account?: string;
  readonly from?: string;
  readonly to?: string;
  readonly reset: boolean;
}

/** What is read where no day is named: 18 months of campaigns and CRM, 90 days of what is finer. */
const HISTORY_DAYS = 549;
const FINER_DAYS = 90;

export function addBackfill(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("backfill"))
    .summary("read the history of the sources that settings name; goes on where it was stopped")
    .option("--source <name>", "one source only: google_ads, facebook_ads, hubspot, salesforce, ga4")
    .option("--report <name>", "one report only, for example campaign_daily")
    .option("--account <id>", "one account only")
    .option(
      "--from <day>",
      `first day (default: ${HISTORY_DAYS} days back, ${FINER_DAYS} for reports finer than campaigns)`,
    )
    .option("--to <day>", "last day (default: yesterday)")
    .option("--reset", "read again what an earlier backfill of the same days has read", false)
    .action((flags: CommonFlags & BackfillFlags) => run(flags, () => backfill(flags)));
}

async function backfill(flags: CommonFlags & BackfillFlags): Promise<number> {
  const composed = await openContext(flags);
  try {
    await prepare(composed);
    const documents = await showBackfill(composed.context, flags, flags.json);
    if (flags.json) printJson({ status: statusOf(documents), sources: documents });
    return backfillExitCode(documents);
  } finally {
    await composed.close();
  }
}

/** Reads all sources at the same time and shows how far each is, on stderr. */
export async function showBackfill(
  context: JobContext,
  flags: BackfillFlags,
  isQuiet: boolean,
): Promise<readonly BackfillDocument[]> {
  const chosen = chosenSources(context.sources, flags);
  await stateSourceReports(context);
  const to = flags.to ?? dayText(dayNumber(context.clock.now().toISOString().slice(0, 10)) - 1);
  const back = (days: number): string => flags.from ?? dayText(dayNumber(to) - days + 1);
  const stop = (): void => {
    printMessage("stopped; the same command goes on where it was");
    process.exit(EXIT.interrupted);
  };
  process.once("SIGINT", stop);
  const view = backfillView(process.stderr.isTTY === true && !isQuiet, chosen, () => context.clock.now().getTime());
  const settled = await Promise.allSettled(
    chosen.map(async (source) => {
      const { report, account, reset } = flags;
      const options = {
        ...{ source, from: back(HISTORY_DAYS), finerFrom: back(FINER_DAYS), to, reset },
        ...(report === undefined ? {} : { report }),
        ...(account === undefined ? {} : { account }),
      };
      const document = await runBackfill(context, options, view.onProgress);
      view.onEnd(source, endLine(document), document.status === "failed");
      return document;
    }),
  );
  await view.end();
  process.off("SIGINT", stop);
  return settled.map((result) => {
    if (result.status === "rejected") throw result.reason;
    return result.value;
  });
}

/** The sources that a call means: the one it names, else all that have the report it names. */
function chosenSources(sources: readonly ApiSource[], { source, report, account }: BackfillFlags): readonly string[] {
  const all = sources.map(({ name }) => name);
  const named = sources.filter(({ name }) => name === (source ?? name));
  if (named.length === 0) {
    const got = source === undefined ? "got settings without any" : `got "${source}"`;
    throw new AppError(`expected a source to read${all.length > 0 ? `, one of ${all.join(", ")}` : ""}, ${got}`, {
      kind: "settings",
      where: source === undefined ? "sources" : "--source",
      fix: "add its section to settings.yaml, see settings.example.yaml",
    });
  }
  if (account !== undefined && named.length > 1) {
    throw new AppError(`expected the source of account ${account}, got settings with ${all.join(", ")}`, {
      kind: "settings",
      where: "--account",
      fix: "name its source with --source",
    });
  }
  const chosen = named.filter(({ reports }) => report === undefined || reports.some((each) => each.report === report));
  if (chosen.length > 0) return chosen.map(({ name }) => name);
  const known = named.map(({ name, reports }) => `${name}: ${reports.map((each) => each.report).join(", ")}`);
  throw new AppError(`expected a report that a source has, got "${report}"`, {
    kind: "settings",
    where: "--report",
    fix: `name one of ${known.join("; ")}`,
  });
}

function statusOf(documents: readonly BackfillDocument[]): BackfillDocument["status"] {
  const statuses = new Set(documents.map(({ status }) => status));
  if (statuses.size === 1) return documents[0]?.status ?? "skipped";
  return statuses.has("failed") || statuses.has("partial") ? "partial" : "done";
}

/** A source that failed decides by its kind. */
export function backfillExitCode(documents: readonly BackfillDocument[]): number {
  const failed = documents.find(({ status }) => status === "failed");
  if (failed !== undefined) return exitCodeOf(failed.error_kind ?? "bug");
  return documents.some(({ status }) => status === "partial") ? EXIT.partial : EXIT.ok;
}
