import type { Command } from "commander";
import { dataKindOf } from "../../functions/config/data-kind.ts";
import { environment } from "../../functions/config/environment.ts";
import { loadSettings } from "../../functions/config/load-settings.ts";
import type { JobContext } from "../../functions/jobs/job.ts";
import type { NightlyDocument } from "../../functions/nightly/document.ts";
import { configuredGraph, nightlyGraph } from "../../functions/nightly/graph.ts";
import { runNightly } from "../../functions/nightly/nightly.ts";
import { API_SOURCES } from "../../functions/sources/source.ts";
import { addCommonFlags, type CommonFlags, openContext, requireWarehouse, settingsFile } from "./common.ts";
import { EXIT, exitCodeOf } from "./exit-codes.ts";
import { nightlyProgress } from "./nightly-progress.ts";
import { printData, printJson, printMessage } from "./output.ts";

interface NightlyFlags extends CommonFlags {
  readonly date?: string;
  readonly asOf?: string;
  readonly only?: readonly string[];
  readonly retryFailed: boolean;
}

export function addNightly(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("nightly"))
    .summary("read the sources, build the views, check them, run the models, write the report")
    .option("--date <day>", "UTC day of the run (default: today)")
    .option("--as-of <day>", "last complete day of data (default: found in the data)")
    .option("--only <steps>", "steps to run, comma separated", (text: string) =>
      text.split(",").map((step) => step.trim()),
    )
    .option("--retry-failed", "try again what failed for good", false)
    .action((flags: NightlyFlags) => run(flags, () => nightly(flags)));
}

async function nightly(flags: NightlyFlags): Promise<number> {
  const settings = await loadSettings(settingsFile(flags), environment);
  const hasSources = API_SOURCES.some((name) => settings.sources[name] !== undefined);
  if (!hasSources) await requireWarehouse(flags);
  const { context, close } = await openContext(flags);
  try {
    const document = await showNight(context, flags);
    if (flags.json) printJson(document);
    else printNight(document);
    return nightlyExitCode(document);
  } finally {
    await close();
  }
}

/** Runs a night and shows its steps on stderr. */
export async function showNight(
  context: JobContext,
  flags: Pick<NightlyFlags, "date" | "asOf" | "only" | "retryFailed" | "json">,
): Promise<NightlyDocument> {
  const steps = configuredGraph(nightlyGraph, context.sources, flags.only);
  const view = nightlyProgress(process.stderr.isTTY === true && !flags.json, steps);
  const document = await runNightly(
    context,
    {
      data: dataKindOf(context.settings),
      retryFailed: flags.retryFailed,
      ...(flags.date === undefined ? {} : { date: flags.date }),
      ...(flags.asOf === undefined ? {} : { asOf: flags.asOf }),
      ...(flags.only === undefined ? {} : { only: flags.only }),
    },
    (progress) => view.onProgress(progress),
  );
  await view.end();
  return document;
}

/** What a person reads after the steps: how it ended, what was refused and why, what failed and where. */
export function printNight(document: NightlyDocument): void {
  printData(`${document.run_id}: ${document.status}${document.as_of === null ? "" : `, data as of ${document.as_of}`}`);
  for (const { model, reason, detail } of document.refusals) printData(`  ${model} refused (${reason}): ${detail}`);
  for (const { step, status, reason, detail } of document.steps) {
    if (status === "failed" || status === "blocked" || status === "partial")
      printMessage(`  ${step} ${status}${reason === null ? "" : ` (${reason})`}: ${detail ?? ""}`);
  }
}

/** 0 also with refused models; a failed step decides by its kind. */
export function nightlyExitCode({ status, steps }: NightlyDocument): number {
  if (status === "refused") return EXIT.refused;
  if (status === "partial") return EXIT.partial;
  if (status !== "failed") return EXIT.ok;
  const failed = steps.find((step) => step.status === "failed") ?? steps.find((step) => step.status === "blocked");
  return exitCodeOf(failed?.error_kind ?? "bug");
}
