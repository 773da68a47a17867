/**
 * Nights with random faults: `npm run chaos -- --seeds 3 --nights 20 [--first-seed 1] [--keep FOLDER]`. Prints what happened and whether every table
 * ended as without faults; exit code 1 where one did not.
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { converge } from "./chaos/converge.ts";

interface ChaosFlags {
  readonly seeds: number;
  readonly nights: number;
  readonly firstSeed: number;
  readonly keep?: string;
}

const whole = (text: string): number => {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError(`expected a whole number, got "${text}"`);
  return Number(text);
};
const flags = new Command("chaos")
  .option("--seeds <n>", "runs, each with its own market and faults", whole, 3)
  .option("--nights <n>", "nights of each run", whole, 20)
  .option("--first-seed <n>", "seed of the first run", whole, 1)
  .option("--keep <folder>", "leave the warehouses there")
  .parse()
  .opts<ChaosFlags>();

const folder = flags.keep ?? (await mkdtemp(join(tmpdir(), "marketing-warehouse-chaos-")));
let isSame = true;
try {
  for (let seed = flags.firstSeed; seed < flags.firstSeed + flags.seeds; seed++) {
    const startedMs = performance.now();
    const report = await converge({
      root: join(import.meta.dirname, ".."),
      folder: join(folder, `seed-${seed}`),
      seed,
      nights: flags.nights,
      onNight: (line) => process.stderr.write(`seed ${seed} ${line}\n`),
    });
    const { missed, kills, faults, cleanNights, different, tables, rows, sha256 } = report;
    const happened = Object.entries(faults).map(([fault, n]) => `${fault} ${n}`);
    process.stdout.write(
      `seed ${seed}: ${flags.nights} nights, ${missed} missed, ${kills} killed, ${cleanNights} clean; ${((performance.now() - startedMs) / 1000).toFixed(0)} s
  faults: ${happened.join(", ") || "none"}
  ${different.length === 0 ? `all ${tables} tables equal, ${rows} rows, ${sha256}` : "DIFFERENT"}\n`,
    );
    for (const { table, missing, surplus } of different)
      process.stdout.write(`  ${table}: ${missing} rows missing, ${surplus} too many\n`);
    isSame &&= different.length === 0;
  }
} finally {
  if (flags.keep === undefined) await rm(folder, { recursive: true, force: true });
}
process.exitCode = isSame ? 0 : 1;
