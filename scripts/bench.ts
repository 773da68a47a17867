import { mkdtemp, readFile, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { type Composed, compose } from "../functions/compose.ts";
import { importFiles } from "../functions/jobs/import-files.ts";
import { prepareWarehouse } from "../functions/jobs/prepare-warehouse.ts";
import { openDuckDb } from "../functions/lib/duckdb.ts";
import { translate } from "../functions/warehouse/googlesql/translate.ts";
import { materialize } from "../functions/warehouse/materialize.ts";
import { writeAdFiles } from "./bench/ad-rows.ts";
import { pullGoogle } from "./bench/pull.ts";

const ROOT = join(import.meta.dirname, "..");
const ROWS = 1_000_000;

interface Measured {
  readonly wallS: number;
  readonly cpuS: number;
}

async function measure(work: () => Promise<unknown>): Promise<Measured> {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { wallS: (performance.now() - wall) / 1000, cpuS: (user + system) / 1e6 };
}

function print(what: string, value: string): void {
  process.stdout.write(`${what.padEnd(52)} ${value}\n`);
}

function peakMegabytes(): string {
  return `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`;
}

async function withWarehouse(folder: string, work: (composed: Composed) => Promise<void>): Promise<void> {
  const composed = await compose({ root: ROOT, settingsFile: null, dataDir: folder, environment: {} });
  try {
    await prepareWarehouse(composed.context, "own");
    await work(composed);
  } finally {
    await composed.close();
  }
}

/** Import of one million ad days in each format, beside DuckDB's bare reader. */
async function benchImport(folder: string): Promise<void> {
  const files = await writeAdFiles(folder, ROWS);
  for (const [format, path] of Object.entries(files)) {
    const reader = { csv: "read_csv", ndjson: "read_json", parquet: "read_parquet" }[format];
    const duck = await openDuckDb({ path: ":memory:" });
    const bare = await measure(() => duck.run(`CREATE TABLE t AS SELECT * FROM ${reader}('${path}')`));
    duck.close();
    await withWarehouse(join(folder, format), async ({ context, parser, pepperHex }) => {
      const { wallS, cpuS } = await measure(async () => {
        const { files: done } = await importFiles(
          context,
          { files: [path], parser, pepperHex, timeZone: "UTC" },
          () => {},
        );
        if (done[0]?.rows_loaded !== ROWS) throw new Error(`expected ${ROWS} rows loaded, got ${done[0]?.rows_loaded}`);
      });
      print(
        `import ${format}, 1,000,000 rows × 14 columns`,
        `${wallS.toFixed(1)} s, ${Math.round(ROWS / wallS).toLocaleString("en")} rows/s, CPU ${cpuS.toFixed(1)} s (bare ${reader}: ${bare.cpuS.toFixed(1)} s)`,
      );
      print("  peak memory of this process so far", peakMegabytes());
    });
  }
}

/** Google Ads over HTTP: read alone, and through the whole way into the warehouse. */
async function benchPull(folder: string): Promise<void> {
  for (const [what, rows] of [
    ["read", 100_000],
    ["load", 100_000],
    ["load", ROWS],
  ] as const) {
    const { wallS, cpuS, peakMb } = await pullGoogle(what, rows, join(folder, `${what}-${rows}`));
    print(
      `${what === "read" ? "read" : "read and load"} ${rows.toLocaleString("en")} Google Ads rows over HTTP`,
      `${wallS.toFixed(1)} s, ${Math.round(rows / wallS).toLocaleString("en")} rows/s, CPU ${cpuS.toFixed(1)} s, peak ${peakMb} MB`,
    );
  }
}

/** All views over the million rows that the CSV import loaded. */
async function benchViews(folder: string): Promise<void> {
  await withWarehouse(join(folder, "csv"), async ({ context: { warehouse, project } }) => {
    await warehouse.execute(
      "insert into ops.settings (key, value) values ('as_of', '2025-12-29'), ('time_zone', 'UTC')",
    );
    const built = await measure(() => materialize(warehouse, project));
    print("all materialised views at 1,000,000 ad days", `${built.wallS.toFixed(1)} s, CPU ${built.cpuS.toFixed(1)} s`);
    const plain = project.views.filter(({ name, isMaterialized }) => name.startsWith("reporting.") && !isMaterialized);
    const read = await measure(async () => {
      for (const { name } of plain) await warehouse.query(`select count(*) as n from ${name} as v`);
    });
    print(
      `the ${plain.length} other reporting views, counted`,
      `${read.wallS.toFixed(1)} s, CPU ${read.cpuS.toFixed(1)} s`,
    );
    print("  peak memory of this process so far", peakMegabytes());
    const sql = await Promise.all(project.views.map(({ file }) => readFile(join(ROOT, file), "utf8")));
    const repeats = 10;
    const translated = await measure(async () => {
      for (let i = 0; i < repeats; i++) for (const text of sql) translate(text);
    });
    print(
      "translator",
      `${((translated.wallS * 1000) / repeats / sql.length).toFixed(2)} ms a file (${sql.length} views)`,
    );
  });
}

const folder = await mkdtemp(join(tmpdir(), "marketing-warehouse-bench-"));
try {
  print("machine", `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} cores, Node ${process.versions.node}`);
  await benchPull(folder);
  await benchImport(folder);
  await benchViews(folder);
} finally {
  await rm(folder, { recursive: true, force: true });
}
