import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compose } from "../../../functions/compose.ts";
import type { JobContext } from "../../../functions/jobs/job.ts";
import { openLedger } from "../../../functions/ledger/ledger.ts";
import { canonicalJson } from "../../../functions/lib/canonical-json.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { nightlyGraph } from "../../../functions/nightly/graph.ts";
import { nightlyJobs, runNightly } from "../../../functions/nightly/nightly.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { createMarket } from "../../../scripts/sandbox/market/market.ts";
import { defaultMarketSettings } from "../../../scripts/sandbox/market/settings.ts";
import { startSandbox } from "../../../scripts/sandbox/sandbox.ts";
import { type FunctionsServer, serveFunctions } from "../../support/functions-server.ts";
import { Raised, runWorkflow } from "../../support/workflow/interpret.ts";
import { FUNCTION_TABLE } from "../../terraform/function-table.ts";

const NIGHT = "2025-11-06T05:00:00Z";
/** Reports of each grain, few enough for a test. */
const REPORTS = ["campaigns", "campaign_daily", "ad_daily"];
/** What two runs of equal work differ in: when, by whom, and how much the platform had counted before. */
const INCIDENTAL = /_at$|^lease_until$|^owner$|^execution_id$|^trace_id$|^used_share$/;

type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

let sandbox: Sandbox;
let folder: string;
const opened: (() => Promise<void>)[] = [];
beforeAll(async () => {
  const market = createMarket({ ...defaultMarketSettings, firstDay: "2025-10-17", days: 24, contacts: 60 });
  sandbox = await startSandbox({ market, nowMs: () => Date.parse(NIGHT), faults: () => null });
  folder = await mkdtemp(join(tmpdir(), "functions-night-"));
  await writeFile(join(folder, "settings.yaml"), sandbox.settingsYaml);
});
afterAll(async () => {
  for (const close of opened) await close();
  await sandbox.close();
});

/** A warehouse of its own over the one sandbox. Nothing really waits. */
async function world(name: string): Promise<JobContext> {
  let now = Date.parse(NIGHT);
  const dataDir = join(folder, name);
  await mkdir(dataDir);
  const { context, close } = await compose({
    root: process.cwd(),
    settingsFile: join(folder, "settings.yaml"),
    dataDir,
    environment: sandbox.environment,
    clock: { now: () => new Date(now) },
    sleep: async (ms) => {
      now += ms;
    },
    log: silentLog,
  });
  opened.push(close);
  const sources = context.sources.map((source) => ({
    ...source,
    reports: source.reports.filter(({ report, grain }) => grain === "changes" || REPORTS.includes(report)),
  }));
  return { ...context, sources, codeVersion: "0.1.0+00000000" };
}

/** Report jobs of the platform: their ids are its own, new for each that asks. */
const OF_PLATFORM = "ops.facebook_job_events";

/** A sum of floats depends on the order in which an engine adds; a deviation is a small difference of large sums. */
function rounded(value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}

/** Rows of every table and reporting view, without what is incidental. */
async function contents(
  { warehouse, project }: JobContext,
  datasets = /^/,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const tables = project.tables.map(({ name }) => name.replace(/^\d+_([a-z]+)_/, "$1."));
  const views = project.views.flatMap(({ name }) => (name.startsWith("reporting.") ? [name] : []));
  const found = new Map<string, readonly string[]>();
  for (const name of [...tables, ...views].filter((one) => one !== OF_PLATFORM && datasets.test(one))) {
    const { rows } = await warehouse.query(`select * from ${name} as t`);
    const kept = name === "ops.work_events" ? rows.filter(({ event }) => event !== "renewed").map(ofNoExecution) : rows;
    const lines = kept.map((row) =>
      canonicalJson(
        Object.fromEntries(
          Object.entries(row).flatMap(([column, value]) => (INCIDENTAL.test(column) ? [] : [[column, rounded(value)]])),
        ),
      ),
    );
    found.set(name, lines.sort());
  }
  return found;
}

/** Lines that only one of two warehouses has, the first of each table. */
function differences(
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): readonly string[] {
  return [...one].flatMap(([name, lines]) => {
    const others = other.get(name) ?? [];
    const extra = lines.find((line) => !others.includes(line)) ?? others.find((line) => !lines.includes(line));
    if (extra !== undefined) return [`${name}: ${extra}`];
    return lines.length === others.length ? [] : [`${name}: ${lines.length} and ${others.length} rows`];
  });
}

/** The last step's input names the execution that it ends. */
function ofNoExecution(event: Row): Row {
  return event.step === "close" ? { ...event, input_sha256: null, output_sha256: null } : event;
}

/** Datasets that statements name, by what they do with them. */
interface Touched {
  readonly reads: Set<string>;
  readonly writes: Set<string>;
}

const NAMED = /\b(raw|staging|marts|reporting|models|ops)\.\w/g;
const WRITES =
  /^\s*(?:insert into|delete from|update|merge(?: into)?|create or replace (?:table|view)|create table(?: if not exists)?|drop (?:table|view)(?: if exists)?)\s+(\w+)\./i;

/** The warehouse, with what is asked of it noted; migrations are the deployer's. */
function noting(warehouse: Warehouse, touched: () => Touched): Warehouse {
  const note = (text: string): void => {
    const sql = text.replaceAll(/--.*$/gm, "");
    const target = WRITES.exec(sql)?.[1];
    if (target !== undefined) touched().writes.add(target);
    for (const [, name = ""] of sql.matchAll(NAMED)) if (name !== target) touched().reads.add(name);
  };
  return {
    ...warehouse,
    query: (sql, options) => {
      note(sql);
      return warehouse.query(sql, options);
    },
    execute: (sql, options) => {
      note(sql);
      return warehouse.execute(sql, options);
    },
    load: (table, data, how) => {
      touched().writes.add(table.split(".")[0] ?? "");
      for (const { sql } of [...(how.also ?? []), ...(how.fence === undefined ? [] : [how.fence])]) note(sql);
      return warehouse.load(table, data, how);
    },
  };
}

/** Datasets that a function wrote or read beyond its rights in Terraform. */
function beyondRights(touched: ReadonlyMap<string, Touched>): readonly string[] {
  return Object.entries(FUNCTION_TABLE).flatMap(([name, { viewer, editor }]) => {
    const { reads, writes } = touched.get(name) ?? { reads: [], writes: [] };
    return [
      ...[...writes].flatMap((dataset) => (editor.includes(dataset) ? [] : [`${name} writes ${dataset}`])),
      ...[...reads].flatMap((dataset) =>
        [...viewer, ...editor].includes(dataset) ? [] : [`${name} reads ${dataset}`],
      ),
    ];
  });
}

/** A firing of the committed workflow against the functions: how each step ended, and the order in which they ended. */
async function fire(server: FunctionsServer, onPost: (name: string) => void = () => {}) {
  const order: string[] = [];
  const result = await runWorkflow(
    await readFile("terraform/workflow.yaml", "utf8"),
    {},
    {
      now: () => NIGHT,
      env: {
        GOOGLE_CLOUD_WORKFLOW_EXECUTION_ID: "execution",
        INGEST_URL: `${server.url}/ingest`,
        TRANSFORM_URL: `${server.url}/transform`,
        MODEL_URL: `${server.url}/model`,
      },
      sleep: async (seconds) => {
        throw new Error(`nothing is to be waited for, got ${seconds} s`);
      },
      post: async ({ url, body }) => {
        const name = url.slice(server.url.length + 1);
        onPost(name);
        const reply = await server.post(name, body);
        order.push((body as { readonly step: string }).step);
        return reply;
      },
    },
  ).catch((error: unknown) => {
    if (error instanceof Raised) return error.value;
    throw error;
  });
  const { run_id: runId, message: _message, ...ends } = result as Readonly<Record<string, string>>;
  return { runId, ends, order };
}

/** Steps that ended before one that they wait for. */
function brokenOrder(order: readonly string[]): readonly string[] {
  return nightlyGraph.flatMap(({ id, needs, after }) =>
    [...needs, ...after].flatMap((other) =>
      order.indexOf(other) > order.indexOf(id) ? [`${id} before ${other}`] : [],
    ),
  );
}

describe("a night by the workflow and the functions", () => {
  it("does in the same order what a night in one process does, to the same ledger and tables, each function within its rights; fired again it does nothing", async () => {
    const alone = await world("alone");
    const ended: string[] = [];
    const document = await runNightly(alone, { data: "demo" }, (progress) => {
      if (progress.kind === "ended") ended.push(progress.report.step);
    });

    const touched = new Map<string, Touched>(
      Object.keys(FUNCTION_TABLE).map((name) => [name, { reads: new Set(), writes: new Set() }]),
    );
    let current = "transform";
    const plain = await world("functions");
    const context = { ...plain, warehouse: noting(plain.warehouse, () => touched.get(current) as Touched) };
    const jobs = nightlyJobs;
    const process = { context, jobs, ledger: openLedger(context), data: "demo", projectId: "p1" } as const;
    const server = await serveFunctions(async () => process);
    opened.push(server.close);
    // Functions run one after another, but for several calls of ingest.
    const first = await fire(server, (name) => {
      current = name;
    });
    expect(beyondRights(touched)).toEqual([]);
    expect([...(touched.get("ingest")?.writes ?? [])].sort()).toEqual(["ops", "raw", "scratch"]);
    expect([...(touched.get("transform")?.writes ?? [])].sort()).toEqual(["marts", "ops", "reporting"]);
    expect([...(touched.get("model")?.writes ?? [])].sort()).toEqual(["models", "ops"]);

    const inProcess = Object.fromEntries(document.steps.map(({ step, status }) => [step, status]));
    expect(first.ends).toEqual({ ...inProcess, ingest_ga4: first.ends.ingest_ga4 });
    expect(first.runId).toBe(document.run_id);
    expect(document.status).toBe("done");
    for (const order of [first.order, ended]) expect(brokenOrder(order)).toEqual([]);

    const [own, other] = [await contents(alone), await contents(context)];
    expect(differences(own, other)).toEqual([]);
    expect(own.get("raw.google_ads_campaign_daily")?.length).toBeGreaterThan(0);

    const second = await fire(server);
    expect(new Set(Object.values(second.ends))).toEqual(new Set(["skipped"]));
    for (const [name, lines] of await contents(context, /^ops\./))
      expect([name, lines]).toEqual([name, other.get(name)]);
  });
});
