import { afterAll, beforeAll, expect, it } from "vitest";
import { DATASETS, readSqlProject, type SqlProject } from "../../../functions/warehouse/project.ts";
import { SQL_FOLDER } from "../../oracle/check-sql.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";
import { compareViews, type ProjectSchema, schemaOf, type ViewDifference } from "./project-views.ts";

/** Seeds, and rows in each table. Google's joins are nested loops: more rows take minutes. */
const RUNS = [
  { seed: 1, rows: 24 },
  { seed: 2, rows: 24 },
  { seed: 3, rows: 36 },
  { seed: 4, rows: 0 },
];

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

  it("had rows in every view at least once, so that agreement means something", () => {
    expect(project.views.map(({ name }) => name).filter((name) => (rowsSeen.get(name) ?? 0) === 0)).toEqual([]);
  });
});

function describeDifference({ view, differences }: ViewDifference): string {
  return `${view}: ${differences.slice(0, 3).join("; ")}`;
}
