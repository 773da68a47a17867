import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StepResult } from "../../../functions/jobs/job.ts";
import { scoreLeads } from "../../../functions/jobs/score-leads.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { loadRawLeads, openLeadWarehouse, simulateRawLeads } from "./lead-warehouse.ts";

type Opened = Awaited<ReturnType<typeof openLeadWarehouse>>;

async function rowsOf({ warehouse }: Opened, sql: string): Promise<readonly Row[]> {
  return (await warehouse.query(sql)).rows;
}

describe("scoring leads of files", () => {
  let opened: Opened;
  let result: StepResult;

  beforeAll(async () => {
    opened = await openLeadWarehouse("2026-05-15");
    await loadRawLeads(opened.warehouse, simulateRawLeads(3_000, 1, 1));
    await opened.buildMarts();
    result = await scoreLeads(opened.context, opened.run);
  });

  afterAll(async () => opened.warehouse.close());

  it("ends done with a score for every open lead", async () => {
    const [open] = await rowsOf(opened, "select count(*) as n from marts.int_lead_instants where kind = 'now'");
    expect(result).toMatchObject({ status: "done", rowCount: open?.n });
    expect(open?.n).toBeGreaterThan(200);
    const scored = await rowsOf(
      opened,
      "select distinct status, estimator, reason from models.lead_scores order by status",
    );
    expect(scored).toEqual([
      { status: "done", estimator: "logistic", reason: null },
      { status: "not_scored", estimator: "logistic", reason: "older_than_training" },
    ]);
  });

  it("ranks by what drives conversion, and gives reasons that name it", async () => {
    const rows = await rowsOf(
      opened,
      "select conversion_likelihood, will_convert_probability, reasons_json from models.lead_scores where status = 'done' order by score desc limit 1",
    );
    expect(rows[0]).toMatchObject({ conversion_likelihood: "Hot" });
    const reasons = JSON.parse(String(rows[0]?.reasons_json)) as { feature: string; log_odds: number }[];
    expect(reasons.map(({ feature }) => feature)).toContain("budget_range");
    expect(reasons[0]?.log_odds).toBeGreaterThan(0);
  });

  it("reports features: the planted ones used, what is known only after the outcome never seen", async () => {
    const rows = await rowsOf(
      opened,
      "select feature, decision, importance from models.feature_reports order by feature",
    );
    const decisions = new Map(rows.map((row) => [row.feature, row]));
    expect(decisions.get("budget_range")).toMatchObject({ decision: "used" });
    expect(decisions.get("budget_range")?.importance).toBeGreaterThan(0.03);
    expect(decisions.get("medium")).toMatchObject({ decision: "constant" });
    expect(decisions.has("contract_signed")).toBe(false);
  });

  it("compares learners on the same holdout, keeps curves, metrics and the model itself", async () => {
    const learners = await rowsOf(
      opened,
      "select distinct learner, is_chosen from models.model_comparison order by learner",
    );
    expect(learners).toEqual([
      { learner: "gradient_baseline", is_chosen: false },
      { learner: "heuristic", is_chosen: false },
      { learner: "logistic", is_chosen: true },
    ]);
    const curves = await rowsOf(opened, "select distinct curve from models.model_curves order by curve");
    expect(curves.map((row) => row.curve)).toEqual(["calibration", "gain", "roc"]);
    const [auc] = await rowsOf(
      opened,
      "select value from models.run_metrics where key = 'roc_auc' and split = 'holdout'",
    );
    expect(auc?.value).toBeGreaterThan(0.65);
    const versions = await rowsOf(opened, "select version, length(artifact_sha256) as hex from models.model_versions");
    expect(versions).toEqual([{ version: expect.stringContaining("0.1.0+00000000-"), hex: 64 }]);
  });

  it("shows in reporting the scores and the state of the model, dated by the last day of data", async () => {
    const status = await rowsOf(
      opened,
      "select model, date_day, status, estimator, reason from reporting.rpt_model_status",
    );
    expect(status).toEqual([
      { model: "lead_score", date_day: "2026-05-15", status: "done", estimator: "logistic", reason: null },
    ]);
    const scores = await rowsOf(
      opened,
      "select count(*) as n, min(date_day) as first, max(date_day) as last from reporting.rpt_lead_scores",
    );
    expect(scores).toEqual([{ n: result.rowCount, first: "2026-05-15", last: "2026-05-15" }]);
  });

  it("gives the same scores again", async () => {
    const again = await scoreLeads(opened.context, { ...opened.run, attempt: 2 });
    expect(again.outputSha256).toBe(result.outputSha256);
  });
});

describe("features", () => {
  it("are the same bytes whether or not later facts exist", async () => {
    const opened = await openLeadWarehouse("2026-05-15");
    const raw = simulateRawLeads(300, 1, 2);
    const cutAt = "2025-09-01T00:00:00Z";
    await loadRawLeads(opened.warehouse, raw);
    await opened.buildMarts();
    const before = `select * from marts.int_lead_features where score_at <= timestamp '2025-09-01 00:00:00+00' order by lead_id, score_at`;
    const all = await rowsOf(opened, before);
    await opened.warehouse.close();

    const cut = await openLeadWarehouse("2026-05-15");
    await loadRawLeads(cut.warehouse, {
      leads: raw.leads.filter((row) => String(row.created_at) < cutAt),
      statusChanges: raw.statusChanges.filter((row) => String(row.changed_at) < cutAt),
      facts: raw.facts.filter((row) => String(row.known_at) < cutAt),
    });
    await cut.buildMarts();
    const cutRows = await rowsOf(cut, before);
    await cut.warehouse.close();

    expect(all.length).toBeGreaterThan(200);
    expect(JSON.stringify(cutRows)).toBe(JSON.stringify(all));
  });
});

describe("leads that do not allow a model", () => {
  it("too few outcomes: the heuristic scores and says so", async () => {
    const opened = await openLeadWarehouse("2026-05-15");
    await loadRawLeads(opened.warehouse, simulateRawLeads(400, 1, 3));
    await opened.buildMarts();
    const result = await scoreLeads(opened.context, opened.run);
    expect(result).toMatchObject({ status: "refused", reason: "too_few_leads", refusals: [{ model: "lead_score" }] });
    const rows = await rowsOf(
      opened,
      "select distinct estimator, conversion_likelihood from reporting.rpt_lead_scores where status = 'refused'",
    );
    expect(rows).toEqual([{ estimator: "heuristic", conversion_likelihood: null }]);
    const [status] = await rowsOf(opened, "select status, reason, detail from reporting.rpt_model_status");
    expect(status).toEqual({ status: "refused", reason: "too_few_leads", detail: expect.stringMatching(/needs 500$/) });
    await opened.warehouse.close();
  });

  it("no leads at all: refused, no rows", async () => {
    const opened = await openLeadWarehouse("2026-05-15");
    await opened.buildMarts();
    expect(await scoreLeads(opened.context, opened.run)).toMatchObject({
      status: "refused",
      reason: "no_leads",
      rowCount: 0,
    });
    await opened.warehouse.close();
  });
});
