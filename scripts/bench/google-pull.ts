/**
 * Pulls campaign days from a server, in a process of its own whose memory is measured: `google-pull.ts read|load <url> <days> <folder>`. `read` counts the
 * rows that the reader gives, `load` is a backfill into a warehouse. Prints what it took as JSON.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { compose } from "../../functions/compose.ts";
import { composeSources } from "../../functions/compose-sources.ts";
import { loadSettings } from "../../functions/config/load-settings.ts";
import { runBackfill } from "../../functions/jobs/ingest/backfill.ts";
import type { JobContext } from "../../functions/jobs/job.ts";
import { prepareWarehouse } from "../../functions/jobs/prepare-warehouse.ts";
import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import type { ApiSource } from "../../functions/sources/source.ts";

export interface Pulled {
  readonly rows: number;
  readonly wallS: number;
  readonly cpuS: number;
  readonly peakMb: number;
}

const [what, url, days, folder = ""] = process.argv.slice(2);
const FROM = "2026-01-01";
const to = dayText(dayNumber(FROM) + Number(days) - 1);
const settingsFile = join(folder, "settings.yaml");
await writeFile(
  settingsFile,
  `sources:
  google_ads:
    { base_url: "${url}", token_url: "${url}/token", client_id: bench, client_secret: env:BENCH_SECRET, refresh_token: env:BENCH_SECRET, requests_per_second: 200, reports: [campaign_daily] }
`,
);
const environment = { BENCH_SECRET: "bench" };
const work = what === "load" ? await prepareLoad() : await prepareRead();
const wall = performance.now();
const cpu = process.cpuUsage();
const rows = await work();
const { user, system } = process.cpuUsage(cpu);
const pulled: Pulled = {
  rows,
  wallS: (performance.now() - wall) / 1000,
  cpuS: (user + system) / 1e6,
  peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
};
process.stdout.write(JSON.stringify(pulled));

/** The reader alone: no warehouse is opened. */
async function prepareRead(): Promise<() => Promise<number>> {
  const settings = await loadSettings(settingsFile, environment);
  const [source] = await composeSources({ settings, environment, pepperHex: "" });
  if (source === undefined) throw new Error("expected a Google Ads source, got none");
  return () => read(source);
}

async function prepareLoad(): Promise<() => Promise<number>> {
  const { context, close } = await compose({
    root: join(import.meta.dirname, "..", ".."),
    settingsFile,
    dataDir: folder,
    environment,
  });
  await prepareWarehouse(context, "demo");
  return () => load(context).finally(close);
}

async function read(source: ApiSource): Promise<number> {
  const { signal } = new AbortController();
  const [account] = await source.discover(signal);
  if (account === undefined) throw new Error("expected an account, got none");
  const ports = {
    reject: (problem: unknown) => {
      throw new Error(`expected no bad row, got ${JSON.stringify(problem)}`);
    },
    usage: () => {},
    finding: () => {},
    jobs: { history: async () => [], append: async () => {} },
    checkpoint: async () => {},
  };
  let count = 0;
  for await (const batch of source.read(
    { grain: "days", report: "campaign_daily", account, from: FROM, to, signal },
    ports,
  ))
    count += batch.rows.length;
  return count;
}

async function load(context: JobContext): Promise<number> {
  const document = await runBackfill(context, { source: "google_ads", from: FROM, to, reset: false }, () => {});
  if (document.status !== "done") throw new Error(`expected a backfill that is done, got ${JSON.stringify(document)}`);
  return document.rows_loaded;
}
