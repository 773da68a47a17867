import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Composed, compose } from "../../../functions/compose.ts";
import { importFiles } from "../../../functions/jobs/import-files.ts";
import { prepareWarehouse } from "../../../functions/jobs/prepare-warehouse.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import type { NightlyDocument } from "../../../functions/nightly/document.ts";
import { runNightly } from "../../../functions/nightly/nightly.ts";
import { type BigQueryDouble, startBigQueryDouble } from "../../../scripts/bigquery-double/double.ts";
import { differences } from "../../oracle/compare.ts";

const ROOT = join(import.meta.dirname, "..", "..", "..");
const SAMPLE = join(ROOT, "scripts", "sample", "data");
const NIGHT_LIMIT_MS = 600_000;
/** A mean or quotient of NUMERIC is rounded to 9 decimals in GoogleSQL and FLOAT64 in DuckDB. */
const NUMERIC_TOLERANCE = 1e-8;

interface Loop {
  readonly composed: Composed;
  readonly night: NightlyDocument;
}

let double: BigQueryDouble;
let folder = "";
let onDuckDb: Loop;
let onBigQuery: Loop;

/** Imports the sample and runs one night, as the command line does, with the warehouse of these settings. */
async function loop(name: string, warehouse: string): Promise<Loop> {
  const dataDir = join(folder, name);
  const settingsFile = join(folder, `${name}.yaml`);
  await writeFile(
    settingsFile,
    `${await readFile(join(ROOT, "scripts", "sample", "settings.yaml"), "utf8")}warehouse: ${warehouse}\n`,
  );
  const clock = fixedClock("2026-11-20T05:00:00Z");
  const composed = await compose({ root: ROOT, settingsFile, dataDir, environment: {}, clock });
  // Otherwise a change of the code between the two runs is a difference.
  const context = { ...composed.context, codeVersion: "0.1.0+00000000" };
  expect(await prepareWarehouse(context, "own")).toEqual({ kind: "ready" });
  const files = (await readdir(SAMPLE)).map((file) => join(SAMPLE, file));
  const imported = await importFiles(
    context,
    { files, parser: composed.parser, pepperHex: composed.pepperHex },
    () => {},
  );
  expect(imported.status).toBe("done");
  const night = await runNightly(context, { data: "own", retryFailed: false }, () => {});
  return { composed, night };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "bigquery-night-"));
  double = await startBigQueryDouble();
  onDuckDb = await loop("duckdb", "{engine: duckdb}");
  onBigQuery = await loop(
    "bigquery",
    `{engine: bigquery, project: ${double.project}, location: ${double.location}, dataset_prefix: acme, api_endpoint: "${double.url}"}`,
  );
}, NIGHT_LIMIT_MS);

afterAll(async () => {
  await onDuckDb?.composed.close();
  await onBigQuery?.composed.close();
  await double?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe("a night on BigQuery, through Google's client and the double", () => {
  it("ends every step as on DuckDB", () => {
    const steps = ({ night }: Loop) => night.steps.map(({ step, status }) => `${step} ${status}`);
    expect(steps(onBigQuery)).toEqual(steps(onDuckDb));
    expect(onBigQuery.night.status).toBe("done");
  });

  it("shows the same rows in every reporting view", async () => {
    const views = onDuckDb.composed.context.project.views.filter(({ name }) => name.startsWith("reporting."));
    expect(views.length).toBeGreaterThan(20);
    let filled = 0;
    for (const { name } of views) {
      const [bigQuery, duckDb] = await Promise.all(
        [onBigQuery, onDuckDb].map(({ composed }) => composed.context.warehouse.query(`select * from ${name} as v`)),
      );
      if (bigQuery === undefined || duckDb === undefined) throw new Error("expected two answers");
      expect(differences(bigQuery, duckDb, { numericTolerance: NUMERIC_TOLERANCE }), name).toEqual([]);
      filled += duckDb.rows.length > 0 ? 1 : 0;
    }
    expect(filled).toBeGreaterThan(15);
  });

  it("stays far below BigQuery's limit of modifications of a table", () => {
    expect(Math.max(...double.modifications.values())).toBeLessThan(50);
  });

  it("does nothing a second time", async () => {
    const { composed } = onBigQuery;
    const context = { ...composed.context, codeVersion: "0.1.0+00000000" };
    const jobs = double.jobs.size;
    const again = await runNightly(context, { data: "own", retryFailed: false }, () => {});
    expect(again.steps.every(({ status }) => status === "skipped" || status === "done")).toBe(true);
    expect([...double.jobs.keys()].slice(jobs).filter((id) => id.startsWith("mw_load_"))).toEqual([]);
  });
});
