import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { systemClock } from "../../functions/lib/clock.ts";
import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import { writeExports } from "../sandbox/exports.ts";
import { createMarket } from "../sandbox/market/market.ts";
import { defaultMarketSettings } from "../sandbox/market/settings.ts";
import { writeTruth } from "../sandbox/market/truth.ts";
import { startSandbox } from "../sandbox/sandbox.ts";
import { addCommonFlags, type CommonFlags } from "./common.ts";
import { printData, printJson } from "./output.ts";

interface SandboxFlags extends CommonFlags {
  readonly seed: number;
  readonly days: number;
  readonly contacts: number;
  readonly limits: boolean;
}

export function addSandbox(
  program: Command,
  run: (flags: CommonFlags, work: () => Promise<number>) => Promise<void>,
): void {
  const { seed, days, contacts } = defaultMarketSettings;
  addCommonFlags(program.command("sandbox"))
    .summary("serve simulated Google Ads, Meta, GA4, HubSpot and Salesforce on this machine")
    .option("--seed <n>", "seed of the market", wholeNumber, seed)
    .option("--days <n>", "days of history up to yesterday", wholeNumber, days)
    .option("--contacts <n>", "most people in the CRMs", wholeNumber, contacts)
    .option("--limits", "hold to the vendors' rate limits", false)
    .action((flags: SandboxFlags) => run(flags, () => sandbox(flags)));
}

/** Serves until it is interrupted. What happened is known up to now, by this machine's clock; the market ends yesterday. */
async function sandbox(flags: SandboxFlags): Promise<number> {
  const nowMs = (): number => systemClock.now().getTime();
  const today = systemClock.now().toISOString().slice(0, 10);
  const market = createMarket({
    ...defaultMarketSettings,
    seed: flags.seed,
    days: flags.days,
    contacts: flags.contacts,
    firstDay: dayText(dayNumber(today) - flags.days),
  });
  const served = await startSandbox({ market, nowMs, hasLimits: flags.limits });
  const folder = resolve(flags.dataDir, "sandbox");
  const settings = join(folder, "settings.yaml");
  await mkdir(folder, { recursive: true });
  await writeFile(settings, served.settingsYaml);
  await writeTruth(join(folder, "truth.json"), market.truth);
  const exports = await writeExports(market, nowMs(), join(folder, "exports"));
  if (flags.json)
    printJson({ status: "serving", settings, environment: served.environment, urls: served.urls, exports });
  else printData(usage(settings, folder, served.environment, exports));
  await interrupted();
  await served.close();
  return 0;
}

function usage(
  settings: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
  exports: readonly string[],
): string {
  const variables = Object.entries(environment).map(([name, value]) => `export ${name}=${value}`);
  const flags = `--settings ${settings} --data-dir ${folder}`;
  return `Serving a simulated market up to yesterday. In another terminal:

${variables.join("\n")}
npx marketing-warehouse doctor ${flags}
npx marketing-warehouse import ${exports.join(" ")} ${flags}
npx marketing-warehouse backfill ${flags}
npx marketing-warehouse nightly ${flags}

What really happened stands in ${join(folder, "truth.json")}. Ctrl-C ends the sandbox.`;
}

function interrupted(): Promise<void> {
  return new Promise((settle) => {
    process.once("SIGINT", () => settle());
    process.once("SIGTERM", () => settle());
  });
}

function wholeNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError(`expected a whole number, got "${text}"`);
  return Number(text);
}
