/**
 * A process that a test kills: pulls the fake source into the warehouse of a folder, as a night and as a backfill.
 * Arguments: data folder, and the point where it kills itself: a checkpoint and its nth passing (`swap open#2`), or
 * nothing. Each point passed is a line on stdout.
 */
import { join } from "node:path";
import { defaultSettings } from "../../../functions/config/settings.ts";
import { runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import { ingest } from "../../../functions/jobs/ingest/ingest.ts";
import type { JobContext } from "../../../functions/jobs/job.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { fakeProject } from "./fake-project.ts";
import { account, fakeSource, newWorld } from "./fake-source.ts";

const [dataDir = "", killAt = ""] = process.argv.slice(2);
const passed = new Map<string, number>();

async function checkpoint(name: string): Promise<void> {
  const count = (passed.get(name) ?? 0) + 1;
  passed.set(name, count);
  const point = `${name}#${count}`;
  if (point === killAt) process.kill(process.pid, "SIGKILL");
  process.stdout.write(`${point}\n`);
}

const world = newWorld([account("a1")]);
for (let day = 1; day <= 9; day += 1) world.spend.set(`a1/2026-02-0${day}`, { c1: day, c2: 2 * day });
world.spend.set("a1/2026-01-15", { c1: 15 });
world.names.set("a1", { c1: "brand", c2: "shoes", c3: "hats" });
world.records.set(
  "a1",
  Array.from({ length: 5 }, (_, i) => ({ id: `p${i}`, changedAt: `2026-02-0${i + 1}T00:00:00Z`, stage: "lead" })),
);

const warehouse = await openDuckDbWarehouse({ path: join(dataDir, "warehouse.duckdb"), checkpoint });
const project = await fakeProject();
await warehouse.migrate(project);
const context: JobContext = {
  warehouse,
  project,
  settings: defaultSettings,
  sources: [fakeSource(world)],
  clock: fixedClock("2026-02-10T05:00:00Z"),
  log: silentLog,
  dataDir,
  codeVersion: "0.1.0+00000000",
  checkpoint,
};
const run = { runId: "nightly:2026-02-10", logicalDate: "2026-02-10", asOf: "2026-02-09", step: "ingest_google_ads" };
const night = await ingest("google_ads")(context, { ...run, attempt: 1 });
const options = { source: "google_ads", from: "2026-01-01", to: "2026-01-31", reset: false };
const backfill = await runBackfill(context, options, () => {});
await warehouse.close();
process.stdout.write(`ended ${night.status} ${backfill.status}\n`);
