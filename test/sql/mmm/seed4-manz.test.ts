import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { importFiles } from "../../../functions/jobs/import-files.ts";
import type { StepResult } from "../../../functions/jobs/job.ts";
import { open } from "../../../functions/jobs/open.ts";
import { sumDecimals } from "../../../functions/lib/money.ts";
import { createFileParser } from "../../../functions/sources/files/parse-file.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { materialize } from "../../../functions/warehouse/materialize.ts";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { dataSetPath, hasDataSets } from "../../unit/models/data-sets.ts";
import { PEPPER_HEX } from "../files/parse-text.ts";
import { contextOf, runModels, stepOf } from "./run-models.ts";

const FILE = "seed4_manz/facebook_ads_raw_seed42_end20260113.csv";
const AS_OF = "2026-01-13";

describe.skipIf(!hasDataSets(FILE))("353 campaign-days of a generated account", () => {
  let folder: string;
  let warehouse: Warehouse;
  let results: { readonly fit: StepResult; readonly plan: StepResult };
  const rows = async (sql: string): Promise<readonly Row[]> => (await warehouse.query(sql)).rows;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "mmm-"));
    warehouse = await openDuckDbWarehouse({ path: ":memory:" });
    const context = { ...(await contextOf(warehouse)), dataDir: folder };
    await warehouse.migrate(context.project);
    const files = [fileURLToPath(dataSetPath(FILE))];
    const parser = createFileParser({ threads: 1 });
    await importFiles(context, { files, parser, pepperHex: PEPPER_HEX, currency: "USD" }, () => {});
    await open(context, stepOf("open", AS_OF));
    await materialize(warehouse, context.project);
    results = await runModels(context, AS_OF);
  });

  afterAll(async () => {
    await warehouse?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  it("fills all seven tables of that pipeline, and those beside them", async () => {
    expect(results.fit).toMatchObject({ status: "done" });
    expect(results.plan).toMatchObject({ status: "done" });
    const counts: Record<string, unknown> = {};
    for (const table of [
      "models.mmm_channel_contributions",
      "models.mmm_budget_optimization",
      "models.mmm_budget_scenarios",
      "models.mmm_model_performance",
      "models.mmm_model_coefficients",
      "models.mmm_predictions",
      "reporting.rpt_ads_daily",
      "reporting.rpt_mmm_channels",
      "reporting.rpt_mmm_fit",
      "reporting.rpt_budget_plan",
      "reporting.rpt_budget_scenarios",
    ])
      counts[table] = (await rows(`select count(*) as n from ${table}`))[0]?.n;
    expect(counts).toEqual({
      "models.mmm_channel_contributions": 4,
      "models.mmm_budget_optimization": 4,
      "models.mmm_budget_scenarios": 5,
      "models.mmm_model_performance": 7,
      "models.mmm_model_coefficients": 11,
      "models.mmm_predictions": 90 + 18,
      "reporting.rpt_ads_daily": 353,
      "reporting.rpt_mmm_channels": 4,
      "reporting.rpt_mmm_fit": 90,
      "reporting.rpt_budget_plan": 4,
      "reporting.rpt_budget_scenarios": 5,
    });
  });

  it("orders channels by return as the platform's own figures do, within the money there is", async () => {
    const found = await rows(
      "select channel, roi, reported_roas, contribution_value from reporting.rpt_mmm_channels order by roi",
    );
    expect(found.map(({ channel }) => channel)).toEqual([
      "Brand_Awareness_Q1",
      "Lead_Generation_B2B",
      "Product_Launch_Spring",
      "Retargeting_Warm_Audience",
    ]);
    expect(found.map(({ reported_roas }) => Number(reported_roas).toFixed(2))).toEqual([
      "4.75",
      "6.39",
      "9.25",
      "11.91",
    ]);
    const media = found.reduce((sum, { contribution_value }) => sum + Number(contribution_value), 0);
    const [kpi] = await rows("select sum(actual) as total from reporting.rpt_mmm_fit");
    expect(media).toBeLessThanOrEqual(Number(kpi?.total) * (1 + 1e-6));
  });

  it("forecasts the last 18 days better than the same weekdays before (.68) and than the calendar alone", async () => {
    const [test] = await rows("select * from reporting.rpt_mmm_performance where split = 'test'");
    expect(test?.n_samples).toBe(18);
    expect(Number(test?.wmape_seasonal_naive)).toBeCloseTo(0.682, 3);
    expect(Number(test?.wmape)).toBeLessThan(0.6);
    expect(Number(test?.wmape)).toBeLessThan(Number(test?.wmape_no_media));
  });

  it("adds up: components to predictions, periods to channels, roi times spend to value, spend to the file", async () => {
    const [predictions] = await rows(`
      select max(abs(predictions.predicted - parts.total)) as gap
      from models.mmm_predictions as predictions
      inner join (
          select period_start, sum(contribution) as total from models.mmm_contributions_by_period group by period_start
      ) as parts on predictions.period_start = parts.period_start
      where predictions.split = 'all'`);
    expect(Number(predictions?.gap)).toBeLessThan(1e-9);
    const channels = await rows(`
      select channels.contribution, parts.total, channels.roi, channels.spend, channels.contribution_value
      from models.mmm_channel_contributions as channels
      inner join (
          select component, sum(contribution) as total from models.mmm_contributions_by_period
          where component_kind = 'media' group by component
      ) as parts on channels.channel = parts.component`);
    expect(channels).toHaveLength(4);
    for (const row of channels) {
      expect(Number(row.contribution)).toBeCloseTo(Number(row.total), 5);
      expect(Number(row.roi) * Number(row.spend)).toBeCloseTo(Number(row.contribution_value), 5);
    }
    expect(sumDecimals(channels.map(({ spend }) => String(spend)))).toBe("417628.5");
  });

  it("recommends a split of exactly the same money, within 30 % a channel, that gains 3 to 10 %", async () => {
    const plan = await rows("select * from reporting.rpt_budget_plan order by channel");
    expect(sumDecimals(plan.map(({ optimal_spend }) => String(optimal_spend)))).toBe("417628.5");
    for (const { current_spend, optimal_spend } of plan)
      expect(Math.abs(Number(optimal_spend) / Number(current_spend) - 1)).toBeLessThan(0.3001);
    const increase = plan.reduce((sum, row) => sum + Number(row.revenue_increase_share), 0);
    expect(increase).toBeGreaterThan(0.03);
    expect(increase).toBeLessThan(0.1);
    const scenarios = await rows(`
      select scenarios.total_budget, parts.total
      from models.mmm_budget_scenarios as scenarios
      inner join (
          select scenario_level, sum(spend) as total from models.mmm_budget_scenario_channels group by scenario_level
      ) as parts on scenarios.scenario_level = parts.scenario_level`);
    expect(scenarios).toHaveLength(5);
    for (const { total_budget, total } of scenarios) expect(total).toBe(total_budget);
  });

  it("says what it assumed and that the platforms' claims were used", async () => {
    const found = await rows("select check_name, status from models.mmm_diagnostics order by check_name");
    const status = new Map(found.map((row) => [row.check_name, row.status]));
    expect(status.get("reported_prior")).toBe("warn");
    expect(status.get("held_out")).toBe("ok");
    expect(status.get("decay_shape")).toBe("assumed");
  });

  it("gives the same numbers again", async () => {
    const sql =
      "select channel, contribution, contribution_low, contribution_high from reporting.rpt_mmm_channels order by channel";
    const before = await rows(sql);
    const again = await runModels({ ...(await contextOf(warehouse)), dataDir: folder }, AS_OF, 2);
    expect(again.fit.outputSha256).toBe(results.fit.outputSha256);
    expect(again.plan.outputSha256).toBe(results.plan.outputSha256);
    expect(await rows(sql)).toEqual(before);
  });
});
