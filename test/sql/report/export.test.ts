import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../functions/lib/duckdb.ts";
import type { ExportFormat } from "../../../functions/report/export/export-source.ts";
import { exportViews } from "../../../functions/report/export/export-views.ts";
import { resolveViews } from "../../../functions/report/export/resolve-views.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { openReportFixture } from "../../support/report/fixture.ts";

const VIEW = "reporting.rpt_performance_daily";
const ROWS: readonly Row[] = [
  {
    date_day: "2026-01-02",
    campaign_id: "b",
    campaign: '=HYPERLINK("http://x")',
    currency_code: "EUR",
    spend: "0.1",
    clicks: 3,
  },
  {
    date_day: "2026-01-01",
    campaign_id: "a",
    campaign: 'Spring, "new"\nline',
    currency_code: "EUR",
    spend: "0.2",
    clicks: null,
  },
  {
    date_day: "2026-01-01",
    campaign_id: "c",
    campaign: "@mention",
    currency_code: "USD",
    spend: "-12345678901.123456789",
    clicks: 9007199254740993n,
  },
  { date_day: null, campaign_id: "d", campaign: "", currency_code: null, spend: null, clicks: 0 },
];

let warehouse: Warehouse;
let folder: string;

beforeEach(async () => {
  warehouse = await openReportFixture({ rpt_performance_daily: ROWS });
  folder = await mkdtemp(join(tmpdir(), "export-"));
});

afterEach(async () => {
  await warehouse.close();
  await rm(folder, { recursive: true, force: true });
});

function run(format: ExportFormat, to = folder) {
  return exportViews({ source: warehouse, views: [VIEW], format, to, runId: "nightly:2026-01-03", asOf: "2026-01-02" });
}

describe("exportViews", () => {
  it("writes CSV whose rows are sorted, whose NULL differs from an empty text, and whose formulas are text", async () => {
    const [file] = await run("csv");
    const text = await readFile(join(folder, "rpt_performance_daily.csv"), "utf8");
    const header = text.slice(0, text.indexOf("\r\n")).split(",");
    expect(header.slice(0, 6)).toEqual(["date_day", "platform", "account_id", "account", "campaign_id", "campaign"]);
    expect(file).toMatchObject({ row_count: 4, format: "csv", view: VIEW });
    expect(text).toContain(',,,,d,"",');
    expect(text).toContain('2026-01-01,,,,a,"Spring, ""new""\nline",');
    expect(text).toContain("c,'@mention,");
    expect(text).toContain(`b,"'=HYPERLINK(""http://x"")",`);
    expect(text).toContain("-12345678901.123456789");
    expect(text.indexOf(",a,")).toBeLessThan(text.indexOf(",c,"));
  });

  it("writes Parquet with the view's own types and the same totals", async () => {
    const [file] = await run("parquet");
    const duck = await openDuckDb({ path: ":memory:" });
    const path = file?.path ?? "";
    const [totals] = await duck.rows(`select count(*) as n, sum(spend) as spend, sum(clicks) as clicks from '${path}'`);
    const types = await duck.describe(`select date_day, spend, clicks, is_provisional from '${path}'`);
    duck.close();
    const [truth] = (await warehouse.query(`select sum(spend) as spend, sum(clicks) as clicks from ${VIEW}`)).rows;
    expect(totals).toEqual({ n: 4, ...truth });
    expect(types.map(({ type }) => type)).toEqual(["DATE", "DECIMAL(38,9)", "BIGINT", "BOOLEAN"]);
  });

  it("writes one typed SQLite table a view, indexed on date_day", async () => {
    const [file] = await run("sqlite");
    const database = new DatabaseSync(file?.path ?? "", { readOnly: true });
    const read = (sql: string) =>
      database
        .prepare(sql)
        .all()
        .map((row) => ({ ...row }));
    expect(
      read(
        "select campaign_id, typeof(spend) as kind from rpt_performance_daily where date_day = '2026-01-01' order by campaign_id",
      ),
    ).toEqual([
      { campaign_id: "a", kind: "real" },
      { campaign_id: "c", kind: "real" },
    ]);
    expect(read("select name from sqlite_master where type = 'index'")).toEqual([
      { name: "rpt_performance_daily_date_day" },
    ]);
    expect(read("select cast(clicks as text) as clicks from rpt_performance_daily where campaign_id = 'c'")).toEqual([
      { clicks: "9007199254740993" },
    ]);
    database.close();
  });

  it.each(["csv", "parquet", "sqlite"] as const)("writes the same %s bytes for the same data", async (format) => {
    const [first] = await run(format);
    const [second] = await run(format, join(folder, "again"));
    expect(second?.sha256).toBe(first?.sha256);
  });

  it("sums up what was exported, each currency on its own", async () => {
    const [file] = await run("csv");
    const summary = await readFile(join(folder, "data_summary.txt"), "utf8");
    expect(summary).toContain("run: nightly:2026-01-03");
    expect(summary).toContain("  row_count: 4\n  first_day: 2026-01-01\n  last_day: 2026-01-02\n  campaigns: 4\n");
    expect(summary).toContain("  in EUR: spend 0.3,");
    expect(summary).toContain("  in USD: spend -12345678901.123456789,");
    expect(summary).toContain(`${file?.sha256}  rpt_performance_daily.csv  4 rows`);
  });

  it("leaves the folder as it was when a view fails half way", async () => {
    await writeFile(join(folder, "rpt_performance_daily.csv"), "kept");
    let calls = 0;
    const broken = {
      check: (sql: string) => warehouse.check(sql),
      query: (sql: string) => {
        calls += 1;
        if (calls > 2) throw new Error("connection lost");
        return warehouse.query(sql);
      },
    };
    const attempt = exportViews({ source: broken, views: [VIEW], format: "csv", to: folder, runId: null, asOf: null });
    await expect(attempt).rejects.toThrow("connection lost");
    expect(await readdir(folder)).toEqual(["rpt_performance_daily.csv"]);
    expect(await readFile(join(folder, "rpt_performance_daily.csv"), "utf8")).toBe("kept");
  });
});

describe("resolveViews", () => {
  const known = ["staging.stg_a", "marts.fct_b", "reporting.rpt_c", "reporting.rpt_a"];

  it("takes every rpt_ view when none is named", () => {
    expect(resolveViews([], known)).toEqual(["reporting.rpt_a", "reporting.rpt_c"]);
  });

  it("finds views by short and by full name, each once", () => {
    expect(resolveViews(["rpt_c", "reporting.rpt_c", "marts.fct_b"], known)).toEqual([
      "reporting.rpt_c",
      "marts.fct_b",
    ]);
  });

  it("refuses a name that is no view, saying which there are", () => {
    expect(() => resolveViews(["rpt_c; drop table x"], known)).toThrow(
      'expected a view of the project, got "rpt_c; drop table x"',
    );
    expect(() => resolveViews(["staging.stg_a"], known)).toThrow("expected a view of the project");
  });
});
