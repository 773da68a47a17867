import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Composed, compose } from "../../../functions/compose.ts";
import { runBackfill } from "../../../functions/jobs/ingest/backfill.ts";
import type { BackfillDocument } from "../../../functions/jobs/ingest/backfill-document.ts";
import { ingest } from "../../../functions/jobs/ingest/ingest.ts";
import type { JobContext, StepResult } from "../../../functions/jobs/job.ts";
import { prepareWarehouse } from "../../../functions/jobs/prepare-warehouse.ts";
import type { SourceName } from "../../../functions/sources/source.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { createMarket, type Market } from "../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings, type MarketSettings } from "../../../scripts/sandbox/market/settings.ts";
import { startSandbox } from "../../../scripts/sandbox/sandbox.ts";
import type { Fault, FaultContext } from "../../../scripts/sandbox/servers/faults.ts";

export interface SandboxWorld {
  readonly market: Market;
  readonly context: JobContext;
  readonly requests: readonly FaultContext[];
  /** Secrets that the settings name. */
  readonly secrets: readonly string[];
  setNow(at: string): void;
  /** From now on, decides what goes wrong. */
  setFaults(plan: (context: FaultContext) => Fault | null): void;
  night(source: SourceName, changes?: Partial<JobContext>): Promise<StepResult>;
  backfill(source: SourceName, from: string, to: string, report?: string): Promise<BackfillDocument>;
  rows(sql: string): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Reports of each grain and priority, few enough for a test. */
const REPORTS = ["campaigns", "campaign_daily", "ad_daily"];

/** The real clients over sandbox servers of a small market, and a warehouse of the whole project. Nothing really waits. */
export async function sandboxWorld(settings: Partial<MarketSettings>, at: string): Promise<SandboxWorld> {
  const market = createMarket({ ...defaultMarketSettings, days: 40, contacts: 200, ...settings });
  // What the platforms show stands still while the clients' waits pass.
  let shown = Date.parse(at);
  let now = shown;
  let faults: (context: FaultContext) => Fault | null = () => null;
  const requests: FaultContext[] = [];
  const sandbox = await startSandbox({
    market,
    nowMs: () => shown,
    faults: (context) => {
      requests.push(context);
      return faults(context);
    },
  });
  const dataDir = await mkdtemp(join(tmpdir(), "sandbox-"));
  const settingsFile = join(dataDir, "settings.yaml");
  await writeFile(settingsFile, sandbox.settingsYaml);
  const composed: Composed = await compose({
    root: process.cwd(),
    settingsFile,
    dataDir,
    environment: sandbox.environment,
    clock: { now: () => new Date(now) },
    sleep: async (ms) => {
      // Waits pass by the clock of the test, so that rate limiters and deadlines of the clients go on.
      now += ms;
    },
  });
  const context = {
    ...composed.context,
    sources: composed.context.sources.map((source) => ({
      ...source,
      reports: source.reports.filter(({ report, grain }) => grain === "changes" || REPORTS.includes(report)),
    })),
  };
  await prepareWarehouse(context, "demo");
  return {
    market,
    context,
    requests,
    secrets: Object.values(sandbox.environment),
    setNow: (instant) => {
      shown = Date.parse(instant);
      now = shown;
    },
    setFaults: (plan) => {
      faults = plan;
    },
    night: (source, changes = {}) => {
      const logicalDate = new Date(now).toISOString().slice(0, 10);
      const run = { runId: `nightly:${logicalDate}`, logicalDate, asOf: logicalDate, step: `ingest_${source}` };
      return ingest(source)({ ...context, ...changes }, { ...run, attempt: 1 });
    },
    backfill: (source, from, to, report) =>
      runBackfill(context, { source, from, to, reset: false, ...(report === undefined ? {} : { report }) }, () => {}),
    rows: async (sql) => (await context.warehouse.query(sql)).rows,
    close: async () => {
      await composed.close();
      await sandbox.close();
    },
  };
}
