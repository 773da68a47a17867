import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../../functions/config/settings.ts";
import { ingest } from "../../../functions/jobs/ingest/ingest.ts";
import type { JobContext, StepResult } from "../../../functions/jobs/job.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import type { ReportDefinition } from "../../../functions/sources/source.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { fakeProject } from "./fake-project.ts";
import { type FakeWorld, fakeSource } from "./fake-source.ts";
import { INGEST_CONTENT } from "./ingest-content.ts";

/** A warehouse with the fake source's tables and a clock that a test sets. */
export async function ingestContext(
  world: FakeWorld,
  options: { readonly reports?: readonly ReportDefinition[]; readonly at?: string } = {},
) {
  let now = new Date(options.at ?? "2026-02-10T05:00:00Z");
  const project = await fakeProject();
  const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.migrate(project);
  const context: JobContext = {
    warehouse,
    project,
    settings: defaultSettings,
    sources: [fakeSource(world, options.reports)],
    clock: { now: () => new Date(now) },
    log: silentLog,
    dataDir: await mkdtemp(join(tmpdir(), "ingest-")),
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
  };
  return {
    context,
    warehouse,
    setNow(at: string): void {
      now = new Date(at);
    },
    passMinutes(minutes: number): void {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    /** One call of the night's step, as the runner makes it. */
    async night(changes: Partial<JobContext> = {}, retryFailed = false): Promise<StepResult> {
      const logicalDate = now.toISOString().slice(0, 10);
      const run = { runId: `nightly:${logicalDate}`, logicalDate, asOf: logicalDate, step: "ingest_google_ads" };
      return ingest("google_ads")({ ...context, ...changes }, { ...run, attempt: 1, retryFailed });
    },
    async rows(sql: string): Promise<readonly Row[]> {
      return (await warehouse.query(sql)).rows;
    },
    async content(): Promise<Readonly<Record<string, readonly string[]>>> {
      const content: Record<string, readonly string[]> = {};
      for (const [name, sql] of Object.entries(INGEST_CONTENT))
        content[name] = (await warehouse.query(sql)).rows.map((row) => JSON.stringify(row)).sort();
      return content;
    },
  };
}
