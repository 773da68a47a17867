import { rename, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { systemClock } from "../../functions/lib/clock.ts";
import { AppError } from "../../functions/lib/errors.ts";
import { buildReport } from "../../functions/report/write-report.ts";
import { addCommonFlags, type CommonFlags, openContext, requireWarehouse } from "./common.ts";
import { lastNight } from "./last-run.ts";
import { openInBrowser } from "./open-in-browser.ts";
import { printData, printJson } from "./output.ts";

interface ReportFlags extends CommonFlags {
  readonly asOf?: string;
  readonly static: boolean;
  readonly to?: string;
  readonly open: boolean;
}

export function addReport(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("report"))
    .summary("write the HTML report again from what the last night built")
    .option("--as-of <day>", "last day of the report (default: the last night's); same day, same bytes")
    .option("--static", "without the script: readable and printable, no controls", false)
    .option("--to <file>", "file to write (default: report.html of the data folder)")
    .option("--open", "open it in the browser", false)
    .action((flags: ReportFlags) => run(flags, () => report(flags)));
}

async function report(flags: ReportFlags): Promise<number> {
  await requireWarehouse(flags);
  const { context, close } = await openContext(flags);
  try {
    const night = await lastNight(context.warehouse);
    const asOf = flags.asOf ?? night.asOf;
    if (night.runId === null || asOf === null) {
      throw new AppError("expected a finished nightly run, got none", {
        kind: "settings",
        where: context.dataDir,
        fix: "run `marketing-warehouse nightly` first",
      });
    }
    const html = await buildReport({
      query: (sql) => context.warehouse.query(sql),
      asOf,
      runId: night.runId,
      isStatic: flags.static,
      ...(flags.asOf === undefined ? { generatedAt: systemClock.now().toISOString() } : {}),
    });
    const path = flags.to === undefined ? join(context.dataDir, "report.html") : resolve(flags.to);
    await writeFile(`${path}.next`, html);
    await rename(`${path}.next`, path);
    if (flags.json)
      printJson({ status: "done", path, as_of: asOf, run_id: night.runId, bytes: Buffer.byteLength(html) });
    else printData(pathToFileURL(path).href);
    if (flags.open) await openInBrowser(pathToFileURL(path).href);
    return 0;
  } finally {
    await close();
  }
}
