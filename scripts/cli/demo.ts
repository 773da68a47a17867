import { readdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { describeImport } from "../../functions/jobs/import/describe-import.ts";
import type { JobContext } from "../../functions/jobs/job.ts";
import { addCommonFlags, type CommonFlags, openContext, ROOT } from "./common.ts";
import { importExitCode, prepare, showImport } from "./import.ts";
import { nightlyExitCode, printNight, showNight } from "./nightly.ts";
import { printData, printJson, printMessage } from "./output.ts";
import { textTable } from "./text-table.ts";

const SAMPLE = join(ROOT, "scripts", "sample");

const KPIS = `
select
    p.channel,
    p.currency_code,
    sum(p.spend) as spend,
    sum(p.clicks) as clicks,
    sum(p.leads) as leads,
    sum(p.won_deals) as won_deals,
    sum(p.revenue) as revenue,
    safe_divide(cast(sum(p.spend) as float64), sum(p.leads)) as cpl,
    safe_divide(cast(sum(p.spend) as float64), sum(p.won_deals)) as cac,
    safe_divide(cast(sum(p.revenue) as float64), cast(sum(p.spend) as float64)) as roas
from reporting.rpt_performance_daily as p
group by p.channel, p.currency_code
order by p.channel, p.currency_code`;

export function addDemo(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  addCommonFlags(program.command("demo", { hidden: true }))
    .summary("import the bundled sample and run the whole loop on it (npm start)")
    .action((flags: CommonFlags) => run(flags, () => demo(flags)));
}

/** The bundled sample through the whole loop, always in its own folder, so that it never meets real data. */
async function demo(flags: CommonFlags): Promise<number> {
  const dataDir = resolve(flags.dataDir, "demo");
  const composed = await openContext({ ...flags, dataDir, settings: join(SAMPLE, "settings.yaml") });
  try {
    await prepare(composed, "demo");
    const folder = join(SAMPLE, "data");
    const files = (await readdir(folder)).sort().map((name) => join(folder, name));
    const imported = await showImport(composed, files, {}, flags.json);
    if (importExitCode(imported) !== 0) printMessage(describeImport(imported));
    const night = await showNight(composed.context, "demo", { retryFailed: true, json: flags.json });
    if (flags.json) printJson(night);
    else await printWelcome(composed.context, night);
    return importExitCode(imported) || nightlyExitCode(night);
  } finally {
    await composed.close();
  }
}

async function printWelcome(
  { warehouse, dataDir }: JobContext,
  night: Parameters<typeof printNight>[0],
): Promise<void> {
  printData("");
  printData(textTable(await warehouse.query(KPIS), 50));
  printData("");
  printNight(night);
  printData(`
Report: ${pathToFileURL(join(dataDir, "report.html")).href}

Next:
  open the report in a browser
  npx marketing-warehouse query "select * from reporting.rpt_budget_plan" --data-dir ${dataDir}
  npx marketing-warehouse import your-export.csv --currency EUR --time-zone Europe/Berlin   (your own data, in ./.marketing-warehouse)
  npx marketing-warehouse nightly`);
}
