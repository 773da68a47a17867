import { createHash } from "node:crypto";
import type { Settings } from "../config/settings.ts";
import { canonicalJson } from "../lib/canonical-json.ts";
import { toArtifact } from "../models/lead-scoring/artifact.ts";
import { dealValues } from "../models/lead-scoring/deal-value.ts";
import { buildFeatures, toInstants } from "../models/lead-scoring/lead-data.ts";
import type { LeadModel } from "../models/lead-scoring/model.ts";
import { dealValueRow, featureRow, instantRow, outcomesRow } from "../models/lead-scoring/rows.ts";
import { runMetrics } from "../models/lead-scoring/run-metrics.ts";
import { scoreLeads as score } from "../models/lead-scoring/score-leads.ts";
import type { LeadScoreSettings } from "../models/lead-scoring/settings.ts";
import {
  comparisonTableRows,
  curveRows,
  featureReportRows,
  leadScoreRows,
  trainingWindow,
} from "../models/lead-scoring/table-rows.ts";
import type { Job, JobContext } from "./job.ts";
import { type ModelRun, openModelRun } from "./model-run.ts";
import { readRows } from "./read-rows.ts";

const MODEL = "lead_score";

/** Scores every open lead: how likely it is won within the horizon, with reasons; or says why only a rule of thumb is possible. */
export const scoreLeads: Job = async (context, run) => {
  const settings = leadScoreSettings(context.settings);
  const { warehouse } = context;
  const [outcomes] = await readRows(warehouse, "marts.int_lead_outcomes", outcomesRow, ["leads"]);
  const instants = toInstants(
    await readRows(warehouse, "marts.int_lead_instants", instantRow, ["lead_id", "score_at", "kind"]),
  );
  const seed = settings.seed;
  if (outcomes === undefined || outcomes.data_end === null || instants.length === 0) {
    const modelRun = await openModelRun(context, run, {
      model: MODEL,
      settings,
      seed,
      windowStart: null,
      windowEnd: null,
    });
    const refusal = { reason: "no_leads", detail: "no lead with an arrival is known" };
    await modelRun.close({ status: "refused", ...refusal });
    return { status: "refused", ...refusal, rowCount: 0, refusals: [{ model: MODEL, ...refusal }] };
  }
  const features = buildFeatures(
    instants,
    await readRows(warehouse, "marts.int_lead_features", featureRow, ["lead_id", "score_at"]),
  );
  const deals = await readRows(warehouse, "marts.int_lead_deal_values", dealValueRow, ["project", "currency_code"]);

  const scoring = score(
    { instants, features, dataEnd: outcomes.data_end, firstOutcomeAt: outcomes.first_outcome_at },
    settings,
  );

  const window = trainingWindow(scoring);
  const spec = { model: MODEL, settings, seed, windowStart: window.start, windowEnd: window.end };
  const modelRun = await openModelRun(context, run, spec);
  const rows = leadScoreRows(scoring, instants, features, dealValues(deals));
  await modelRun.write("models.lead_scores", rows);
  await modelRun.write("models.feature_reports", featureReportRows(scoring, features));
  await modelRun.write("models.model_comparison", comparisonTableRows(scoring));
  await modelRun.write("models.model_curves", curveRows(scoring));
  await modelRun.metrics(runMetrics(scoring, settings));
  const { refusal, training, published } = scoring;
  if (refusal === null && training !== null && training.candidate !== null) {
    await writeVersion(context, modelRun, training.candidate.model, seed);
  }
  await modelRun.close({
    status: refusal === null ? "done" : "refused",
    estimator: published.estimator,
    ...(refusal === null ? {} : { reason: refusal.reason, detail: refusal.detail }),
  });
  const outputSha256 = sha256(canonicalJson(rows));
  if (refusal === null) return { status: "done", rowCount: rows.length, outputSha256 };
  const { reason, detail } = refusal;
  return {
    status: "refused",
    reason,
    detail,
    rowCount: rows.length,
    outputSha256,
    refusals: [{ model: MODEL, reason, detail }],
  };
};

async function writeVersion(context: JobContext, modelRun: ModelRun, model: LeadModel, seed: number): Promise<void> {
  const artifactJson = canonicalJson(toArtifact(model, seed));
  await modelRun.write("models.model_versions", [
    {
      version: modelRun.modelVersion,
      artifact_json: artifactJson,
      artifact_sha256: sha256(artifactJson),
      input_schema_json: canonicalJson(model.columns.map(({ name, kind }) => ({ name, kind }))),
      created_at: context.clock.now().toISOString(),
    },
  ]);
}

function leadScoreSettings({ models: { lead_score: own } }: Settings): LeadScoreSettings {
  const { false_alarm_cost: falseAlarm, miss_cost: miss } = own;
  return {
    horizonDays: own.horizon_days,
    hotOddsRatio: own.hot_odds_ratio,
    coldOddsRatio: own.cold_odds_ratio,
    allow: own.allow,
    costs: falseAlarm === undefined || miss === undefined ? null : { falseAlarm, miss },
    seed: own.seed,
  };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
