import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import type { FunctionProcess } from "../../../functions/entrypoints/process.ts";
import { close } from "../../../functions/jobs/close.ts";
import type { Job, JobContext } from "../../../functions/jobs/job.ts";
import { open } from "../../../functions/jobs/open.ts";
import { openLedger } from "../../../functions/ledger/ledger.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import type { Log } from "../../../functions/lib/log.ts";
import { nightlyGraph } from "../../../functions/nightly/graph.ts";
import { type FunctionsServer, serveFunctions } from "../../support/functions-server.ts";
import { ledgerProject, openLedgerWarehouse } from "../ledger/ledger-warehouse.ts";

export const DAY = { run_id: "nightly:2026-02-10", logical_date: "2026-02-10", execution_id: "e1" };

interface Line {
  readonly level: string;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

const served: FunctionsServer[] = [];
afterEach(async () => {
  for (const server of served.splice(0)) await server.close();
});

/** Every function on loopback, until the test ends. */
export async function serve(open: () => Promise<FunctionProcess>): Promise<FunctionsServer> {
  const server = await serveFunctions(open);
  served.push(server);
  return server;
}

/** The real functions over a real ledger, with jobs of the test between the real first and last step. */
export async function functions(own: Readonly<Record<string, Job>> = {}, changes: Partial<JobContext> = {}) {
  const lines: Line[] = [];
  const write =
    (level: string) =>
    (event: string, fields: Line["fields"] = {}) =>
      void lines.push({ level, event, fields });
  const log: Log = { debug: write("debug"), info: write("info"), warn: write("warn"), error: write("error") };
  const context: JobContext = {
    warehouse: await openLedgerWarehouse(),
    project: await ledgerProject(),
    settings: defaultSettings,
    sources: [],
    clock: fixedClock("2026-02-10T05:00:00Z"),
    log,
    dataDir: await mkdtemp(join(tmpdir(), "functions-")),
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
    ...changes,
  };
  const idle: Job = async () => ({ status: "done", rowCount: 1 });
  const jobs = { ...Object.fromEntries(nightlyGraph.map(({ id }) => [id, idle])), open, close, ...own };
  const ledger = openLedger(context);
  const server = await serve(async () => ({ context, jobs, ledger, data: "own", projectId: "p1" }));
  const post = (name: string, step: string, init?: RequestInit) => server.post(name, { ...DAY, step }, init);
  return {
    context,
    jobs,
    lines,
    post,
    /** Asks for every step in order; gives how each ended. */
    walk: async () => {
      const ends: Record<string, string> = {};
      for (const { id, group } of nightlyGraph) ends[id] = (await post(group, id)).body.status ?? "";
      return ends;
    },
    server,
  };
}

/** Something new to read, so that what reads loads and all after it runs again. */
export async function publishLoad({ warehouse }: JobContext): Promise<void> {
  await warehouse.execute(
    "insert into ops.loads (load_id, table_name, slice_key, source, work_key, attempt, rows_loaded, rows_quarantined, read_started_at, published_at) values ('l2', 'raw.file_leads', 'f2', 'file', 'w', 1, 1, 0, timestamp '2026-02-10 05:00:00+00', timestamp '2026-02-10 05:00:00+00')",
  );
}
