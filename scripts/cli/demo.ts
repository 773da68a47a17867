import { fork } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Command } from "commander";
import { describeImport } from "../../functions/jobs/import/describe-import.ts";
import type { JobContext } from "../../functions/jobs/job.ts";
import { clockFrom } from "../../functions/lib/clock.ts";
import type { SandboxReady } from "../sandbox/process.ts";
import { backfillExitCode, showBackfill } from "./backfill.ts";
import { addCommonFlags, type CommonFlags, openContext, ROOT } from "./common.ts";
import { importExitCode, prepare, showImport } from "./import.ts";
import { nightlyExitCode, printNight, showNight } from "./nightly.ts";
import { printData, printJson, printMessage } from "./output.ts";
import { textTable } from "./text-table.ts";

const MONEY_DECIMALS = 2;
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
    .summary("start the sandbox, read its platforms and run the whole loop on them (npm start)")
    .action((flags: CommonFlags) => run(flags, () => demo(flags)));
}

/** The sandbox's platforms through the whole loop, always in its own folder, so that they never meet real data. */
async function demo(flags: CommonFlags): Promise<number> {
  const dataDir = resolve(flags.dataDir, "demo");
  const settings = join(dataDir, "settings.yaml");
  await mkdir(dataDir, { recursive: true });
  const sandbox = await startSandboxProcess(join(dataDir, "exports"));
  try {
    const { ready } = sandbox;
    await writeFile(settings, ready.settingsYaml);
    const composed = await openContext(
      { ...flags, dataDir, settings },
      {
        environment: ready.environment,
        clock: clockFrom(ready.now),
      },
    );
    try {
      await prepare(composed);
      printMessage(`sandbox: a bicycle maker's ad accounts, CRMs and web shop, simulated up to ${ready.lastDay}`);
      const imported = await showImport(composed, ready.exports, {}, flags.json);
      if (importExitCode(imported) !== 0) printMessage(describeImport(imported));
      const history = await showBackfill(composed.context, { reset: false }, flags.json);
      const night = await showNight(composed.context, { retryFailed: true, json: flags.json });
      if (flags.json) printJson(night);
      else await printWelcome(composed.context, night);
      return importExitCode(imported) || backfillExitCode(history) || nightlyExitCode(night);
    } finally {
      await composed.close();
    }
  } finally {
    sandbox.end();
  }
}

/** Starts the sandbox beside this process and waits until it serves. */
async function startSandboxProcess(
  exportsDir: string,
): Promise<{ readonly ready: SandboxReady; readonly end: () => void }> {
  const child = fork(join(ROOT, "scripts", "sandbox", "process.ts"), [exportsDir]);
  const ready = await new Promise<SandboxReady>((settle, reject) => {
    child.once("message", (message) => settle(message as SandboxReady));
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`expected the sandbox to serve, it ended with exit code ${code}`)));
  });
  return { ready, end: () => child.disconnect() };
}

async function printWelcome(
  { warehouse, dataDir }: JobContext,
  night: Parameters<typeof printNight>[0],
): Promise<void> {
  printData("");
  printData(textTable(await warehouse.query(KPIS), 50, undefined, MONEY_DECIMALS));
  printData("");
  printNight(night);
  printData(`
Report: ${pathToFileURL(join(dataDir, "report.html")).href}

Next:
  open the report in a browser
  npx marketing-warehouse query "select * from reporting.rpt_budget_plan" --data-dir ${dataDir}
  npx marketing-warehouse import your-export.csv --currency EUR --time-zone Europe/Berlin   (your own data, in ./.marketing-warehouse)
  npx marketing-warehouse nightly
  npx marketing-warehouse sandbox                     (serve simulated platforms to try settings on)`);
}
