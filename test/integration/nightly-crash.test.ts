import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { openDuckDbWarehouse } from "../../functions/warehouse/duckdb.ts";

const CHILD = fileURLToPath(new URL("../support/night-process.ts", import.meta.url));
const OPENER = fileURLToPath(new URL("../support/open-warehouse.ts", import.meta.url));
let projectDir: string;

beforeAll(async () => {
  projectDir = await mkdtemp(join(tmpdir(), "project-"));
  await cp("sql/tables", join(projectDir, "tables"), { recursive: true });
  for (const folder of ["staging", "marts", "reporting", "assertions"]) await mkdir(join(projectDir, folder));
  for (const name of ["stg_ops__work.sql", "stg_ops__latest_day.sql"])
    await cp(join("sql/staging", name), join(projectDir, "staging", name));
  const stored = (name: string, select: string) =>
    `-- materialize: table\ncreate or replace view ${name} as\n${select}\n`;
  const files = {
    "marts/fct_series.sql": stored("marts.fct_series", "select date_day, series, value from raw.file_series"),
    "marts/fct_attribution.sql": stored("marts.fct_attribution", "select series, value from marts.fct_series"),
    "reporting/rpt_series.sql": stored("reporting.rpt_series", "select sum(value) as total from marts.fct_attribution"),
    "assertions/assert_series.sql": "-- No value below zero.\nselect series from marts.fct_series where value < 0",
  };
  for (const [path, sql] of Object.entries(files)) await writeFile(join(projectDir, path), sql);
});

interface Ending {
  readonly signal: NodeJS.Signals | null;
  readonly lines: readonly string[];
}

/** Runs the process to its end or to the point where it kills itself. */
function runNight(dataDir: string, killAt = ""): Promise<Ending> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [CHILD, dataDir, projectDir, killAt], { stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let errors = "";
    child.stdout.on("data", (part) => {
      out += part;
    });
    child.stderr.on("data", (part) => {
      errors += part;
    });
    child.on("error", reject);
    child.on("close", (code, signal) => {
      if (code !== 0 && signal === null) reject(new Error(`exit ${code}: ${errors}`));
      else resolve({ signal, lines: out.trim().split("\n") });
    });
  });
}

function newDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), "night-"));
}

const latest =
  "select max(run_id) from models.runs as latest where latest.model = runs.model and latest.status = 'done'";

/** Every table as others read it: attempts, owners, load ids and instants apart; of a model, its latest finished run. */
const CONTENT = {
  series: "select date_day, series, value, file_key from raw.file_series order by date_day",
  mart: "select * from marts.fct_series order by date_day",
  attribution: "select * from marts.fct_attribution order by value",
  report: "select * from reporting.rpt_series",
  settings: "select * from ops.settings order by key",
  stages: "select * from ops.stage_map order by status",
  channels: "select * from ops.channel_rules order by rule_order",
  meta: "select * from ops.meta order by key",
  loads: "select table_name, slice_key, rows_loaded from ops.loads order by table_name",
  runs: "select run_id, event, status, reason from ops.runs order by event",
  work: "select work_key, event, row_count from staging.stg_ops__work where step != 'close' order by work_key",
  models: `select model, status, reason, as_of from models.runs as runs where ended_at is not null and run_id = (${latest}) order by model`,
  metrics: `select runs.model, metrics.key, metrics.value from models.run_metrics as metrics join models.runs as runs on metrics.run_id = runs.run_id where runs.status = 'done' and runs.run_id = (${latest}) order by model`,
};

async function contentOf(dataDir: string): Promise<Readonly<Record<string, unknown>>> {
  const warehouse = await openDuckDbWarehouse({ path: join(dataDir, "warehouse.duckdb") });
  const content: Record<string, unknown> = { html: await readFile(join(dataDir, "report.html"), "utf8") };
  for (const [name, sql] of Object.entries(CONTENT)) content[name] = (await warehouse.query(sql)).rows;
  await warehouse.close();
  return content;
}

describe("a night that is killed", () => {
  it("at any point converges with the next firing to the tables of one that was not", async () => {
    const cleanDir = await newDataDir();
    const clean = await runNight(cleanDir);
    expect(clean.lines.at(-1)).toBe("ended done");
    const expected = await contentOf(cleanDir);
    expect(expected).toMatchObject({ html: "<p>450</p>", report: [{ total: 450 }] });
    const points = clean.lines.slice(0, -1);
    const names = new Set(points.map((point) => point.replace(/#\d+$/, "")));
    for (const name of [
      "claim sent",
      "claim held",
      "stage loaded",
      "swap open",
      "swap committed",
      "stored marts.fct_series",
    ])
      expect(names).toContain(name);
    for (const name of ["mmm: model fitted", "mmm: version written", "mmm: before ledger", "before close"])
      expect(names).toContain(name);

    const kill = async (point: string): Promise<void> => {
      const dataDir = await newDataDir();
      expect(await runNight(dataDir, point), point).toMatchObject({ signal: "SIGKILL" });
      expect((await runNight(dataDir)).lines.at(-1), point).toMatch(/^ended (done|skipped)$/);
      expect(await contentOf(dataDir), point).toEqual(expected);
    };
    const killed = firstAndLast(points);
    for (let i = 0; i < killed.length; i += 2) await Promise.all(killed.slice(i, i + 2).map(kill));
  });
});

/** Of the points with one name, the first and the last. */
function firstAndLast(points: readonly string[]): readonly string[] {
  const nameOf = (point: string | undefined): string | undefined => point?.replace(/#\d+$/, "");
  return points.filter(
    (point, i) =>
      points.findIndex((other) => nameOf(other) === nameOf(point)) === i ||
      points.findLastIndex((other) => nameOf(other) === nameOf(point)) === i,
  );
}

describe("two processes", () => {
  it("race for one warehouse file: one holds it, the other is told that it is locked, and gets it afterwards", async () => {
    const path = join(await newDataDir(), "warehouse.duckdb");
    for (let race = 0; race < 5; race += 1) {
      const rivals = [openInProcess(path), openInProcess(path)];
      const answers = await Promise.all(rivals.map(({ answer }) => answer));
      expect([...answers].sort()).toEqual(["holder", "locked"]);
      for (const { child } of rivals) child.stdin.end();
      await Promise.all(rivals.map(({ ended }) => ended));
    }
    await (await openDuckDbWarehouse({ path })).close();
  });

  it("the file of a killed process is free at once", async () => {
    const path = join(await newDataDir(), "warehouse.duckdb");
    const holder = openInProcess(path);
    expect(await holder.answer).toBe("holder");
    await expect(openDuckDbWarehouse({ path })).rejects.toMatchObject({ reason: "locked", kind: "transient" });
    holder.child.kill("SIGKILL");
    await holder.ended;
    await (await openDuckDbWarehouse({ path })).close();
  });
});

/** Opens the file in a process of its own; it answers `holder` or the warehouse's reason. */
function openInProcess(path: string) {
  const child = spawn(process.execPath, [OPENER, path], { stdio: ["pipe", "pipe", "inherit"] });
  return {
    child,
    answer: new Promise<string>((resolve) => child.stdout.once("data", (line) => resolve(String(line).trim()))),
    ended: new Promise<void>((resolve) => child.once("close", () => resolve())),
  };
}
