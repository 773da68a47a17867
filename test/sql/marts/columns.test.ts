import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import type { TableName, Warehouse } from "../../../functions/warehouse/warehouse.ts";

interface Described {
  readonly column: string;
  /** Empty = everywhere. */
  readonly table: string;
  readonly type: string;
  readonly unit: string;
  readonly additive: string;
  readonly description: string;
}

interface Existing {
  readonly table: string;
  readonly column: string;
  readonly type: string;
}

/** What people outside read: raw tables, dimensions, facts and reports. Intermediate views explain themselves. */
const PUBLIC = /^(raw\.|marts\.(dim|fct)_|reporting\.)/;

const project = await readSqlProject("sql");
const described = parse(await readFile("sql/columns.csv", "utf8"));

describe("columns.csv", () => {
  let warehouse: Warehouse;
  let existing: readonly Existing[];
  let shown: readonly Existing[];
  beforeAll(async () => {
    warehouse = await openDuckDbWarehouse({ path: ":memory:" });
    await warehouse.migrate(project);
    const tables = project.tables.map(({ name }) => name.replace(/^\d+_([a-z]+)_/, "$1.") as TableName);
    const all = [];
    for (const name of [...tables, ...project.views.map((view) => view.name)]) {
      for (const { name: column, type } of (await warehouse.describe(name)) ?? [])
        all.push({ table: name.split(".")[1] ?? "", column, type, isPublic: PUBLIC.test(name) });
    }
    existing = all;
    shown = all.filter(({ isPublic }) => isPublic);
  });
  afterAll(() => warehouse.close());

  const rowOf = (table: string, column: string): Described | undefined =>
    described.find((row) => row.column === column && row.table === table) ??
    described.find((row) => row.column === column && row.table === "");

  test("describes every column that people outside read", () => {
    const missing = shown.filter(({ table, column }) => rowOf(table, column) === undefined);
    expect(missing.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });

  test("describes nothing that is not there", () => {
    const there = new Set(existing.flatMap(({ table, column }) => [`${column},${table}`, `${column},`]));
    expect(described.filter(({ column, table }) => !there.has(`${column},${table}`))).toEqual([]);
  });

  test("names the type that each column has", () => {
    const wrong = shown.flatMap(({ table, column, type }) => {
      const row = rowOf(table, column);
      return row === undefined || row.type === type ? [] : [`${table}.${column} is ${type}, described as ${row.type}`];
    });
    expect(wrong).toEqual([]);
  });

  test("holds each column once per table, in order, with every field", () => {
    const keys = described.map(({ column, table }) => `${column},${table}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
    for (const row of described) {
      expect(row.description, row.column).not.toBe("");
      expect(["yes", "no"], row.column).toContain(row.additive);
    }
  });

  test("calls no ratio additive", () => {
    const ratio = /(^|_)(rate|share|ctr|cpc|cpm|cpa|cpl|cpv|cac|roas|romi|frequency|mean|median)$/;
    expect(described.filter(({ column, additive }) => ratio.test(column) && additive === "yes")).toEqual([]);
  });

  test("shows each ratio of a report beside its parts", () => {
    const performance = shown.filter(({ table }) => table === "rpt_performance_daily").map(({ column }) => column);
    const parts: Readonly<Record<string, readonly string[]>> = {
      ctr: ["ctr_clicks", "ctr_impressions"],
      cpc: ["cpc_spend", "cpc_clicks"],
      cpm: ["cpm_spend", "cpm_impressions"],
      conversion_rate: ["conversion_rate_conversions", "conversion_rate_clicks"],
      cpa: ["cpa_spend", "cpa_conversions"],
      platform_roas: ["platform_roas_conversion_value", "platform_roas_spend"],
      roas: ["roas_revenue", "roas_spend"],
      cpl: ["spend", "leads"],
      cac: ["spend", "new_customers"],
      win_rate: ["won_deals", "lost_deals"],
    };
    for (const [ratio, needed] of Object.entries(parts)) {
      expect(performance).toContain(ratio);
      expect(performance).toEqual(expect.arrayContaining([...needed]));
    }
  });

  test("finds exactly one DATE column, date_day, in every report with days", () => {
    const reports = new Map<string, string[]>();
    for (const { table, column, type } of shown) {
      if (table.startsWith("rpt_") && type === "DATE") reports.set(table, [...(reports.get(table) ?? []), column]);
    }
    for (const [table, days] of reports) expect(days, table).toEqual(["date_day"]);
  });
});

function parse(text: string): readonly Described[] {
  const [, ...lines] = text.trimEnd().split("\n");
  return lines.map((line) => {
    const [column = "", table = "", type = "", unit = "", additive = "", description = ""] = [
      ...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g),
    ].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
    return { column, table, type, unit, additive, description };
  });
}
