import { afterAll, beforeAll, expect, it } from "vitest";
import { macros } from "../../../functions/warehouse/googlesql/macros.ts";
import { DATASETS, readSqlProject, type SqlProject } from "../../../functions/warehouse/project.ts";
import { SQL_FOLDER } from "../../oracle/check-sql.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";
import { compareViews, type ProjectSchema, schemaOf, type ViewDifference } from "./project-views.ts";

/** Seeds, and rows in each table. Google's joins are nested loops: more rows take minutes. */
const RUNS = [...[1, 2, 3, 4, 5, 6].map((seed) => ({ seed, rows: 40 })), { seed: 7, rows: 90 }, { seed: 8, rows: 0 }];

describeWithGoogle("all views on random rows", () => {
  let engines: Engines;
  let project: SqlProject;
  let schema: ProjectSchema;
  const rowsSeen = new Map<string, number>();
  beforeAll(async () => {
    engines = await startEngines();
    project = await readSqlProject(SQL_FOLDER);
    schema = await schemaOf(engines.google, project);
    for (const dataset of DATASETS) await engines.duck.duck.run(`CREATE SCHEMA IF NOT EXISTS ${dataset}`);
  });
  afterAll(() => engines.stop());

  it.each(RUNS)("answer as in Google's engine: seed $seed, $rows rows a table", async ({ seed, rows }) => {
    const results = await compareViews(engines, project, schema, seed, rows);
    for (const { view, rows: count } of results) rowsSeen.set(view, (rowsSeen.get(view) ?? 0) + count);
    expect(results.filter((result) => result.differences.length > 0).map(describeDifference)).toEqual([]);
    expect(results).toHaveLength(project.views.length);
  });

  it("differ where a fault is planted", async () => {
    await engines.duck.duck.run(
      "CREATE OR REPLACE MACRO bq.timestamp_diff(a, b, microseconds) AS epoch_us(a) // microseconds - epoch_us(b) // microseconds",
    );
    const results = await compareViews(engines, project, schema, 1, 40);
    for (const macro of macros) await engines.duck.duck.run(macro);
    expect(results.filter((result) => result.differences.length > 0)).not.toEqual([]);
  });

  it("had rows in every view at least once, so that agreement means something", () => {
    expect(project.views.map(({ name }) => name).filter((name) => (rowsSeen.get(name) ?? 0) === 0)).toEqual([]);
  });
});

function describeDifference({ view, differences }: ViewDifference): string {
  return `${view}: ${differences.slice(0, 3).join("; ")}`;
}
