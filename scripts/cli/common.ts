import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { type Composed, compose } from "../../functions/compose.ts";
import { openWarehouse } from "../../functions/compose-warehouse.ts";
import { environment } from "../../functions/config/environment.ts";
import { loadSettings } from "../../functions/config/load-settings.ts";
import type { Settings } from "../../functions/config/settings.ts";
import { type Clock, systemClock } from "../../functions/lib/clock.ts";
import { AppError } from "../../functions/lib/errors.ts";
import { readRunFile } from "../../functions/nightly/run-file.ts";
import { WarehouseError } from "../../functions/warehouse/warehouse-error.ts";
import { printMessage } from "./output.ts";

/** Flags of every verb. */
export interface CommonFlags {
  readonly settings?: string;
  readonly dataDir: string;
  readonly json: boolean;
  readonly yes: boolean;
  readonly input: boolean;
  readonly verbose: boolean;
}

/** What a sandbox sets: its invented secrets and its time. */
export interface World {
  readonly environment?: Readonly<Record<string, string>>;
  readonly clock?: Clock;
}

/** The folder with package.json. */
export const ROOT = resolve(import.meta.dirname, "..", "..");

const LOCK_WAIT_MS = 30_000;
const LOCK_POLL_MS = 500;

export function addCommonFlags(command: Command): Command {
  return command
    .option("--settings <file>", "settings file (default: settings.yaml here if there is one, else built-in defaults)")
    .option(
      "--data-dir <dir>",
      "folder of the warehouse, report and logs",
      environment.MARKETING_WAREHOUSE_DATA_DIR ?? ".marketing-warehouse",
    )
    .option("--json", "print exactly one JSON document on stdout", false)
    .option("--yes", "answer yes to every question", false)
    .option("--no-input", "never ask; fail where an answer is needed")
    .option("--verbose", "more detail on stderr", false);
}

/** The settings file to read: the one named, else settings.yaml of the working directory, else none. */
export function settingsFile(flags: CommonFlags): string | null {
  if (flags.settings !== undefined) return flags.settings;
  return existsSync("settings.yaml") ? "settings.yaml" : null;
}

/** Opens everything, waiting up to 30 s where another process has the warehouse; then `transient`, naming it. */
export async function openContext(flags: CommonFlags, world: World = {}): Promise<Composed> {
  const options = {
    root: ROOT,
    settingsFile: settingsFile(flags),
    dataDir: resolve(flags.dataDir),
    environment: { ...environment, ...world.environment },
    clock: world.clock ?? systemClock,
  };
  let isFirst = true;
  for (let waited = 0; ; waited += LOCK_POLL_MS) {
    try {
      return await compose(options);
    } catch (error) {
      if (!(error instanceof WarehouseError) || error.reason !== "locked") throw error;
      if (waited >= LOCK_WAIT_MS) throw await lockedBy(flags, error);
      if (isFirst) printMessage("another process has the warehouse open; waiting up to 30 s");
      isFirst = false;
      await sleep(LOCK_POLL_MS);
    }
  }
}

/** Refuses a verb that reads where nothing was ever imported. */
export async function requireWarehouse(flags: CommonFlags): Promise<void> {
  const settings = await loadSettings(settingsFile(flags), environment);
  if (await warehouseExists(settings, flags.dataDir)) return;
  throw new AppError("expected a warehouse, got none", {
    kind: "settings",
    where: warehousePlace(settings, flags.dataDir),
    fix: "import a file or backfill a source first, or run `npm start` for the demonstration",
  });
}

/** Whether anything was ever written to the warehouse of the settings. Looks at DuckDB's file without opening it. */
export async function warehouseExists(settings: Settings, dataDir: string): Promise<boolean> {
  if (settings.warehouse.engine === "duckdb") return existsSync(warehousePlace(settings, dataDir));
  const warehouse = await openWarehouse(settings, { root: ROOT, dataDir: resolve(dataDir) });
  try {
    return (await warehouse.describe("ops.meta")) !== null;
  } finally {
    await warehouse.close();
  }
}

/** Where the warehouse is, for messages. */
export function warehousePlace({ warehouse }: Settings, dataDir: string): string {
  if (warehouse.engine === "duckdb") return join(dataDir, "warehouse.duckdb");
  const datasets = warehouse.dataset_prefix === undefined ? "" : `, datasets ${warehouse.dataset_prefix}_*`;
  return `BigQuery project ${warehouse.project}${datasets}`;
}

async function lockedBy(flags: CommonFlags, cause: WarehouseError): Promise<AppError> {
  const running = await readRunFile(flags.dataDir);
  const who = running === null ? "another process" : `${running.run_id} (pid ${running.pid}, step ${running.step})`;
  return new AppError(`the warehouse is held by ${who}`, {
    kind: "transient",
    where: join(flags.dataDir, "warehouse.duckdb"),
    fix: "wait until it ends, then try again",
    cause,
  });
}
