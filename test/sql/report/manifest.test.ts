import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chartSql } from "../../../functions/report/chart-sql.ts";
import { isNumeric } from "../../../functions/report/data/cells.ts";
import type { Chart } from "../../../functions/report/manifest/chart.ts";
import { manifest } from "../../../functions/report/manifest.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { readSqlProject, type SqlProject } from "../../../functions/warehouse/project.ts";
import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";

const RANGE = { from: "2026-01-01", to: "2026-01-31" };
const NUMBERS = ["INT64", "FLOAT64", "NUMERIC"];

let warehouse: Warehouse;
let project: SqlProject;

beforeAll(async () => {
  project = await readSqlProject("sql");
  warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.migrate(project);
});

afterAll(() => warehouse.close());

/** Types of a chart's columns; an error names the chart. */
async function columnsOf(chart: Chart): Promise<ReadonlyMap<string, string>> {
  try {
    const { columns } = await warehouse.check(chartSql(chart, RANGE));
    return new Map(columns.map(({ name, type }) => [name, type]));
  } catch (error) {
    throw new Error(`chart ${chart.id} cannot be read from ${chart.view}: ${String(error)}`);
  }
}

describe.each(manifest)("the chart $id", (chart) => {
  it(`finds its columns in ${chart.view}, with the type of their unit`, async () => {
    const types = await columnsOf(chart);
    for (const { name, unit } of [...chart.dimensions, ...chart.measures]) {
      if (isNumeric(unit)) expect(NUMBERS, `${name} is ${types.get(name)}`).toContain(types.get(name));
      if (name === "date_day") expect(types.get(name)).toBe("DATE");
      if (unit === "timestamp") expect(types.get(name)).toBe("TIMESTAMP");
    }
  });

  it("reads a view with exactly one DATE column, date_day", async () => {
    const { columns } = await warehouse.check(`select * from ${chart.view}`);
    expect(columns.filter(({ type }) => type === "DATE").map(({ name }) => name)).toEqual(["date_day"]);
  });

  it("is proved before the report is written, from something else than its own view alone", () => {
    const proof = project.assertions.find(({ name }) => `${name}.sql` === chart.proof);
    expect(proof?.step, chart.proof).toBe("publish");
    expect(proof?.sql).toContain(chart.view);
    expect(proof?.sql).toMatch(/\b(marts|models|staging|ops)\.\w+/);
  });

  it("is proved to agree with an empty warehouse", async () => {
    const proof = project.assertions.find(({ name }) => `${name}.sql` === chart.proof);
    expect((await warehouse.query(proof?.sql ?? "")).rows).toEqual([]);
  });
});

describe("a chart whose column is gone", () => {
  it("fails with its name", async () => {
    const [chart] = manifest;
    if (chart === undefined) throw new Error("expected a chart, got none");
    const renamed = {
      ...chart,
      measures: chart.measures.map((measure) => ({ ...measure, sql: measure.sql.replaceAll("spend", "cost") })),
    };
    await expect(columnsOf(renamed)).rejects.toThrow(`chart ${chart.id} cannot be read`);
  });
});
