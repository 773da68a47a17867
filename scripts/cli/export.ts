import { resolve } from "node:path";
import { type Command, Option } from "commander";
import type { ExportFormat } from "../../functions/report/export/export-source.ts";
import { exportViews } from "../../functions/report/export/export-views.ts";
import { resolveViews } from "../../functions/report/export/resolve-views.ts";
import { addCommonFlags, type CommonFlags, openContext, requireWarehouse } from "./common.ts";
import { lastNight } from "./last-run.ts";
import { printData, printJson } from "./output.ts";

interface ExportFlags extends CommonFlags {
  readonly view: readonly string[];
  readonly format: ExportFormat;
  readonly to: string;
}

export function addExport(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("export"))
    .summary("write views for notebooks, Power BI, Tableau and spreadsheets")
    .option("--view <names...>", "views, rpt_x for reporting.rpt_x (default: all rpt_*)", [])
    .addOption(new Option("--format <format>", "file format").choices(["csv", "parquet", "sqlite"]).default("parquet"))
    .option("--to <folder>", "folder to write into", "export")
    .action((flags: ExportFlags) => run(flags, () => exportVerb(flags)));
}

async function exportVerb(flags: ExportFlags): Promise<number> {
  await requireWarehouse(flags);
  const { context, close } = await openContext(flags);
  try {
    const { runId, asOf } = await lastNight(context.warehouse);
    const files = await exportViews({
      source: context.warehouse,
      views: resolveViews(
        flags.view,
        context.project.views.map(({ name }) => name),
      ),
      format: flags.format,
      to: resolve(flags.to),
      runId,
      asOf,
    });
    if (flags.json) printJson({ status: "done", files });
    else
      for (const { path, view, row_count: rows } of files)
        printData(`${view}: ${rows.toLocaleString("en")} rows → ${path}`);
    return 0;
  } finally {
    await close();
  }
}
