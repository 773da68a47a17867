/**
 * A sandbox in a process of its own, for a parent that works beside it: `process.ts <folder of exports>`. Its clock stands six hours after the
 * market's last day. Says where it is in one message and ends with its parent.
 */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { writeExports } from "./exports.ts";
import { createMarket } from "./market/market.ts";
import { writeTruth } from "./market/truth.ts";
import { startSandbox } from "./sandbox.ts";

/** What the parent is told. */
export interface SandboxReady {
  readonly settingsYaml: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Files to import. */
  readonly exports: readonly string[];
  /** The instant that the sandbox shows. */
  readonly now: string;
  readonly lastDay: string;
}

const [folder = ""] = process.argv.slice(2);
const market = createMarket();
const nowMs = market.endMs + 6 * 3_600_000;
await mkdir(folder, { recursive: true });
await writeTruth(join(folder, "truth.json"), market.truth);
const sandbox = await startSandbox({ market, nowMs: () => nowMs });
const ready: SandboxReady = {
  settingsYaml: sandbox.settingsYaml,
  environment: sandbox.environment,
  exports: await writeExports(market, nowMs, folder),
  now: new Date(nowMs).toISOString(),
  lastDay: market.lastDay,
};
process.on("disconnect", () => process.exit());
process.send?.(ready);
