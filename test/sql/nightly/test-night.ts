import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings } from "../../../functions/config/settings.ts";
import { close } from "../../../functions/jobs/close.ts";
import type { Job, JobContext, StepResult } from "../../../functions/jobs/job.ts";
import { open } from "../../../functions/jobs/open.ts";
import { openLedger } from "../../../functions/ledger/ledger.ts";
import { fileStatement, loadStatement } from "../../../functions/ledger/records.ts";
import { withWork } from "../../../functions/ledger/with-work.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import type { NightlyDocument } from "../../../functions/nightly/document.ts";
import { nightlyGraph } from "../../../functions/nightly/graph.ts";
import { type NightlyOptions, runNight } from "../../../functions/nightly/runner.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { ledgerProject, openLedgerWarehouse } from "../ledger/ledger-warehouse.ts";

/** What a step's fake job answers on its nth call; `done` where a step has none. */
export type Answers = Readonly<Record<string, (call: number) => StepResult | Promise<StepResult>>>;

/** A nightly run on 2026-02-10 with the real first and last step and fake jobs in between, on a real warehouse. */
export async function testNight(answers: Answers = {}) {
  const warehouse = await openLedgerWarehouse();
  const context: JobContext = {
    warehouse,
    project: await ledgerProject(),
    settings: defaultSettings,
    sources: [],
    clock: fixedClock("2026-02-10T05:00:00Z"),
    log: silentLog,
    dataDir: await mkdtemp(join(tmpdir(), "night-")),
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
  };
  const calls: string[] = [];
  const waitsS: number[] = [];
  const timers = { every: () => () => {}, wait: async (ms: number) => void waitsS.push(ms / 1000) };
  const fake = (id: string): Job => {
    let count = 0;
    return async () => {
      calls.push(id);
      count += 1;
      return answers[id]?.(count) ?? { status: "done", rowCount: 1 };
    };
  };
  const jobs = Object.fromEntries(nightlyGraph.map(({ id }): [string, Job] => [id, fake(id)]));
  const parts = { jobs: { ...jobs, open, close } };
  let imports = 0;
  return {
    warehouse,
    context,
    waitsS,
    /** Fires the run as a new process would; gives the document and the fake jobs called. */
    async fire(options: Partial<NightlyOptions> = {}, changes: Partial<JobContext> = {}) {
      calls.length = 0;
      const changed = { ...context, ...changes };
      const ledger = openLedger({ ...changed, timers });
      const document = await runNight(changed, { ...parts, ledger }, { data: "own", ...options }, () => {});
      return { document, calls: [...calls] };
    },
    /** Publishes a file with a lead of a day; gives its file key. */
    async importLeads(day: string): Promise<string> {
      imports += 1;
      const fileKey = `file_${imports}`;
      await publishLead(context, fileKey, day);
      return fileKey;
    },
    /** Opened, closed, reopened with status, oldest first. */
    async runEvents(): Promise<readonly string[]> {
      const { rows } = await warehouse.query("select event, status from ops.runs");
      return rows.map(({ event, status }) => (status === null ? `${event}` : `${event} ${status}`)).sort();
    },
    /** Every row of every table of `ops`. */
    async ledgerRows(): Promise<unknown> {
      const tables = context.project.tables.filter(({ name }) => name.includes("_ops_"));
      return Promise.all(
        tables.map(async ({ name }) => {
          const table = name.replace(/^\d+_ops_/, "ops.");
          return [
            table,
            (await warehouse.query(`select * from ${table}`)).rows.map((row) => JSON.stringify(row)).sort(),
          ];
        }),
      );
    },
  };
}

/** What the file job does, for one row. */
async function publishLead(context: JobContext, fileKey: string, day: string): Promise<void> {
  const runId = `import:${fileKey}`;
  const table = "raw.file_leads";
  const unit = { runId, step: "import", sliceKey: fileKey, inputSha256: fileKey };
  await withWork(openLedger(context), unit, {}, async (held) => {
    const at = context.clock.now();
    const { workKey, attempt } = held;
    const loadId = held.loadId(table);
    const counts = { rowsRead: 1, rowsLoaded: 1, rowsMerged: 0, rowsQuarantined: 0, rowsFlagged: 0, rowsDropped: 0 };
    const times = { readStartedAt: at, publishedAt: at };
    const load = { loadId, tableName: table, sliceKey: fileKey, source: "file", workKey, attempt, ...times };
    await context.warehouse.load(table, one({ lead_id: fileKey, created_at: `${day}T09:00:00Z`, file_key: fileKey }), {
      kind: "replaceSlices",
      loadId,
      slices: [{ file_key: fileKey }],
      fence: held.fence,
      also: [
        loadStatement([{ ...load, rowsLoaded: 1, rowsQuarantined: 0 }]),
        fileStatement({ fileKey, attempt, event: "imported", fileName: "leads.csv", ...counts, importedAt: at, runId }),
        ...held.doneStatements({ rowCount: 1 }),
      ],
    });
  });
}

async function* one(row: Row): AsyncGenerator<Row> {
  yield row;
}

/** `step status` of each step, for comparison at a glance. */
export function statuses(document: NightlyDocument): Readonly<Record<string, string>> {
  return Object.fromEntries(document.steps.map(({ step, status }) => [step, status]));
}
