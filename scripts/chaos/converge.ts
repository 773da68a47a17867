import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compose } from "../../functions/compose.ts";
import { createRandom, type Random } from "../../functions/models/numeric/random.ts";
import { createMarket, FINAL_AFTER_DAYS, type Market } from "../sandbox/market/market.ts";
import { defaultMarketSettings, type MarketSettings } from "../sandbox/market/settings.ts";
import { type Sandbox, startSandbox } from "../sandbox/sandbox.ts";
import type { FaultPlan } from "../sandbox/servers/faults.ts";
import { createRandomFaults } from "../sandbox/servers/random-faults.ts";
import { VENDOR_FAULTS } from "../sandbox/servers/vendor-faults.ts";
import { runNight } from "./run-night.ts";
import { type Contents, hashOf, tableContents } from "./table-contents.ts";

export interface ChaosOptions {
  readonly root: string;
  /** Empty; two warehouses are left in it. */
  readonly folder: string;
  readonly seed: number;
  readonly nights: number;
  readonly onNight?: (line: string) => void;
}

export interface ChaosReport {
  readonly seed: number;
  readonly nights: number;
  readonly missed: number;
  readonly kills: number;
  /** Faults that happened, by kind. */
  readonly faults: Readonly<Record<string, number>>;
  /** Clean nights until nothing was left to do. */
  readonly cleanNights: number;
  /** Tables and views that differ from the run without faults. */
  readonly different: readonly { readonly table: string; readonly missing: number; readonly surplus: number }[];
  readonly tables: number;
  readonly rows: number;
  readonly sha256: string;
  readonly warehouses: { readonly calm: string; readonly chaos: string };
}

/** Days of the market before the first night. */
const FIRST_NIGHT = 10;
/** After the last night until every day is final. */
const UNTIL_FINAL = 1 + Math.max(...Object.values(FINAL_AFTER_DAYS));
const MOST_CLEAN_NIGHTS = 3;
const MISSED_SHARE = 0.2;
const KILLED_SHARE = 0.4;
/** More checkpoints than a night passes: a kill beyond the last one does not happen. */
const CHECKPOINTS = 400;
const HOUR_MS = 3_600_000;

/** A market small enough to be pulled many times: every platform, account, zone and currency, few campaigns and people. */
export function chaosMarket(seed: number, nights: number): MarketSettings {
  return {
    ...defaultMarketSettings,
    seed,
    firstDay: "2026-02-20",
    days: FIRST_NIGHT + nights,
    contacts: 150,
    accounts: defaultMarketSettings.accounts.map((account) => ({
      ...account,
      campaigns: account.platform === "google_ads" ? { paid_search: 2, performance_max: 1 } : { paid_social: 2 },
    })),
  };
}

/**
 * Nights with random faults, kills and missed nights, then clean ones until nothing is due, beside the same market read every night without a
 * fault: both must hold the same. Cost: about 3 s a night and run on two cores.
 */
export async function converge(options: ChaosOptions): Promise<ChaosReport> {
  const market = createMarket(chaosMarket(options.seed, options.nights));
  const calm = await walkNights(options, market, "calm", null);
  const random = createRandom(options.seed, "chaos of nights");
  const chaos = await walkNights(options, market, "chaos", random);
  const different = [...calm.contents].flatMap(([table, lines]) => {
    const other = chaos.contents.get(table) ?? [];
    const missing = without(lines, other).length;
    const surplus = without(other, lines).length;
    return missing + surplus === 0 ? [] : [{ table, missing, surplus }];
  });
  return {
    seed: options.seed,
    nights: options.nights,
    missed: chaos.missed,
    kills: chaos.kills,
    faults: chaos.faults,
    cleanNights: chaos.cleanNights,
    different,
    tables: calm.contents.size,
    rows: [...calm.contents.values()].reduce((sum, lines) => sum + lines.length, 0),
    sha256: hashOf([...chaos.contents].map(([table, lines]) => `${table} ${hashOf(lines)}`)),
    warehouses: { calm: calm.dataDir, chaos: chaos.dataDir },
  };
}

interface Walked {
  readonly dataDir: string;
  readonly contents: Contents;
  readonly missed: number;
  readonly kills: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly cleanNights: number;
}

async function walkNights(
  { root, folder, seed, nights, onNight = () => {} }: ChaosOptions,
  market: Market,
  name: "calm" | "chaos",
  random: Random | null,
): Promise<Walked> {
  const planned = createRandomFaults({ seed, nights, vendors: VENDOR_FAULTS });
  let faults: FaultPlan = () => null;
  let nowMs = 0;
  const sandbox = await startSandbox({ market, nowMs: () => nowMs, faults: (context) => faults(context) });
  const dataDir = join(folder, name);
  const settingsFile = join(folder, `${name}.yaml`);
  await mkdir(dataDir, { recursive: true });
  await writeFile(settingsFile, sandbox.settingsYaml);
  const order = { root, dataDir, settingsFile };
  const counts: Record<string, number> = {};
  let [missed, kills] = [0, 0];
  const night = async (day: number, killAt: number | null, isWhole = false) => {
    nowMs = Date.parse(market.firstDay) + day * 24 * HOUR_MS + 6 * HOUR_MS;
    return runNight({ ...order, at: new Date(nowMs).toISOString(), killAt, isWhole }, sandbox.environment);
  };
  for (let i = 0; i < nights; i++) {
    // The first night is calm: what lies before a source's first reading is a backfill's to read, not a night's.
    const isDisturbed = random !== null && i > 0;
    if (isDisturbed && random.uniform() < MISSED_SHARE) {
      missed += 1;
      onNight(`${name} night ${i + 1}: missed`);
      continue;
    }
    const disturbed = isDisturbed ? planned.night(i) : null;
    faults = disturbed?.plan ?? (() => null);
    const killAt = isDisturbed && random.uniform() < KILLED_SHARE ? 1 + random.integer(CHECKPOINTS) : null;
    const outcome = await night(FIRST_NIGHT + i, killAt);
    if (outcome.isKilled) kills += 1;
    for (const { fault } of disturbed?.happened() ?? []) counts[fault] = (counts[fault] ?? 0) + 1;
    onNight(`${name} night ${i + 1}: ${said(outcome.isKilled, outcome.steps, disturbed?.happened().length ?? 0)}`);
  }
  faults = () => null;
  const finalDay = FIRST_NIGHT + nights - 1 + UNTIL_FINAL;
  let cleanNights = 0;
  let isClean = false;
  while (!isClean && cleanNights < MOST_CLEAN_NIGHTS) {
    const { steps } = await night(finalDay + cleanNights, null);
    cleanNights += 1;
    isClean = steps.every(({ status }) => status === "done" || status === "skipped");
    onNight(`${name} clean night ${cleanNights}: ${said(false, steps, 0)}`);
  }
  const { steps } = await night(finalDay + cleanNights - 1, null, true);
  onNight(`${name} views: ${said(false, steps, 0)}`);
  const contents = await readContents(order, sandbox);
  await sandbox.close();
  return { dataDir, contents, missed, kills, faults: counts, cleanNights };
}

async function readContents(
  order: { readonly root: string; readonly dataDir: string; readonly settingsFile: string },
  sandbox: Sandbox,
): Promise<Contents> {
  const { context, close } = await compose({ ...order, environment: sandbox.environment });
  return tableContents(context).finally(close);
}

function said(
  isKilled: boolean,
  steps: readonly { readonly step: string; readonly status: string; readonly detail: string | null }[],
  faults: number,
): string {
  const bad = steps.filter(({ status }) => status !== "done" && status !== "skipped");
  const how = isKilled
    ? "killed"
    : bad.length === 0
      ? "done"
      : bad.map(({ step, status }) => `${step} ${status}`).join(", ");
  return `${how}${faults === 0 ? "" : `, ${faults} fault(s)`}`;
}

/** Lines of a sorted list that the other lacks, as often as they stand there. */
function without(lines: readonly string[], other: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const line of other) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const n = left.get(line) ?? 0;
    left.set(line, n - 1);
    return n <= 0;
  });
}
