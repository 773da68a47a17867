/**
 * A process that a test kills: opens the warehouse of a folder, imports one file and fires the nightly run once.
 * Arguments: data folder, project folder, and the point where it kills itself: a checkpoint and its nth passing
 * (`swap open#2`), or nothing. Each point passed is a line on stdout.
 */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { defaultSettings } from "../../functions/config/settings.ts";
import { buildAttribution, buildMarts } from "../../functions/jobs/build-marts.ts";
import { close } from "../../functions/jobs/close.ts";
import type { Job, JobContext } from "../../functions/jobs/job.ts";
import { openModelRun } from "../../functions/jobs/model-run.ts";
import { open } from "../../functions/jobs/open.ts";
import { prepareWarehouse } from "../../functions/jobs/prepare-warehouse.ts";
import { publish } from "../../functions/jobs/publish.ts";
import { runAssertions } from "../../functions/jobs/run-assertions.ts";
import { openLedger } from "../../functions/ledger/ledger.ts";
import { loadStatement } from "../../functions/ledger/records.ts";
import { withWork } from "../../functions/ledger/with-work.ts";
import { fixedClock } from "../../functions/lib/clock.ts";
import { silentLog } from "../../functions/lib/log.ts";
import { runNight } from "../../functions/nightly/runner.ts";
import { openDuckDbWarehouse } from "../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../functions/warehouse/project.ts";
import type { Row } from "../../functions/warehouse/warehouse.ts";

const [dataDir = "", projectDir = "", killAt = ""] = process.argv.slice(2);
const passed = new Map<string, number>();

async function checkpoint(name: string): Promise<void> {
  const count = (passed.get(name) ?? 0) + 1;
  passed.set(name, count);
  const point = `${name}#${count}`;
  if (point === killAt) process.kill(process.pid, "SIGKILL");
  process.stdout.write(`${point}\n`);
}

async function* seriesRows(): AsyncGenerator<Row> {
  for (let day = 1; day <= 9; day += 1)
    yield { date_day: `2026-02-0${day}`, series: "visits", value: day * 10, file_key: "file1" };
}

async function importFile(context: JobContext): Promise<void> {
  const unit = { runId: "import:file1", step: "import", inputSha256: "file1" };
  await withWork(openLedger(context), unit, {}, async (held) => {
    const table = "raw.file_series";
    const at = context.clock.now();
    const record = {
      tableName: table,
      sliceKey: "file1",
      source: "file",
      workKey: held.workKey,
      attempt: held.attempt,
    };
    await context.warehouse.load(table, seriesRows(), {
      kind: "replaceSlices",
      loadId: held.loadId(table),
      slices: [{ file_key: "file1" }],
      fence: held.fence,
      also: [
        loadStatement([
          {
            ...record,
            loadId: held.loadId(table),
            readStartedAt: at,
            rowsLoaded: 9,
            rowsQuarantined: 0,
            publishedAt: at,
          },
        ]),
        ...held.doneStatements({ rowCount: 9 }),
      ],
    });
  });
}

/** A model as jobs run one: its run opened, rows written, closed. */
function model(name: string): Job {
  return async (context, run) => {
    const spec = { model: name, settings: {}, seed: 1, windowStart: "2026-02-01", windowEnd: run.asOf };
    const modelRun = await openModelRun(context, run, spec);
    const { rows } = await context.warehouse.query("select sum(value) as total from marts.fct_series");
    await modelRun.metrics([{ key: "total", value: Number(rows[0]?.total) }]);
    await modelRun.close({ status: "done", estimator: "sum" });
    return { status: "done", rowCount: 1 };
  };
}

const warehouse = await openDuckDbWarehouse({ path: join(dataDir, "warehouse.duckdb"), checkpoint });
const context: JobContext = {
  warehouse,
  project: await readSqlProject(projectDir),
  settings: defaultSettings,
  sources: [],
  clock: fixedClock("2026-02-10T05:00:00Z"),
  log: silentLog,
  dataDir,
  codeVersion: "0.1.0+00000000",
  checkpoint,
};
const jobs: Readonly<Record<string, Job>> = {
  open,
  marts: buildMarts,
  attribution: buildAttribution,
  assertions: runAssertions,
  readiness: async () => ({ status: "done" }),
  lead_scores: model("lead_score"),
  mmm: model("mmm"),
  recommend: model("budget"),
  publish: publish(async ({ warehouse: reports }) => {
    const { rows } = await reports.query("select total from reporting.rpt_series");
    await writeFile(join(dataDir, "report.html"), `<p>${rows[0]?.total}</p>`);
  }),
  close,
};
await prepareWarehouse(context, "own");
await importFile(context);
const { status } = await runNight(context, { jobs }, { data: "own" }, () => {});
await warehouse.close();
process.stdout.write(`ended ${status}\n`);
