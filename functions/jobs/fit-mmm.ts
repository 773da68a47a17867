import { createHash } from "node:crypto";
import { canonicalJson } from "../lib/canonical-json.ts";
import type { ClassicModel } from "../models/mmm/classic.ts";
import { coefficientRows } from "../models/mmm/coefficient-rows.ts";
import { diagnosticRows } from "../models/mmm/diagnostics.ts";
import {
  componentRows,
  contributionRows,
  performanceRows,
  predictionRows,
  responseRows,
  type TableRow,
} from "../models/mmm/table-rows.ts";
import type { TableName } from "../warehouse/warehouse.ts";
import type { Job } from "./job.ts";
import { ESTIMATOR, fitMmmModels, modelColumns, stepRefusals, windowOfAll } from "./mmm-models.ts";
import { type ModelMetric, openModelRun } from "./model-run.ts";

const MODEL = "mmm";

/** Fits every marketing-mix model of the input and publishes what each channel caused; or says why the data allow none. */
export const fitMmm: Job = async (context, run) => {
  const settings = context.settings.models.mmm;
  const { fitted, refused } = await fitMmmModels(context);
  const { start, end } = windowOfAll(fitted);
  const modelRun = await openModelRun(context, run, {
    model: MODEL,
    settings,
    seed: settings.seed,
    windowStart: start,
    windowEnd: end,
  });
  const tables = fitted.map((model) => tablesOf(model, settings.model_type));
  for (const table of Object.keys(tables[0] ?? {}) as TableName[])
    await modelRun.write(
      table,
      tables.flatMap((rows) => rows[table] ?? []),
    );
  await modelRun.metrics(fitted.flatMap(runMetrics));
  const refusals = stepRefusals(MODEL, refused);
  const first = refusals[0];
  const status = fitted.length > 0 ? "done" : "refused";
  await modelRun.close({
    status,
    estimator: ESTIMATOR,
    ...(first ? { reason: first.reason, detail: refusals.map(({ detail }) => detail).join("; ") } : {}),
  });
  return {
    status,
    rowCount: tables.reduce((total, rows) => total + Object.values(rows).flat().length, 0),
    outputSha256: createHash("sha256").update(canonicalJson(tables)).digest("hex"),
    ...(first ? { reason: first.reason, detail: first.detail, refusals } : {}),
  };
};

function tablesOf(model: ClassicModel, modelType: string): Readonly<Record<TableName, readonly TableRow[]>> {
  const own = modelColumns(model);
  const withOwn = (rows: readonly TableRow[]): TableRow[] => rows.map((row) => ({ ...own, ...row }));
  return {
    "models.mmm_channel_contributions": withOwn(contributionRows(model)),
    "models.mmm_model_performance": withOwn(performanceRows(model, modelType)),
    "models.mmm_model_coefficients": withOwn(coefficientRows(model)),
    "models.mmm_predictions": withOwn(predictionRows(model)),
    "models.mmm_contributions_by_period": withOwn(componentRows(model)),
    "models.mmm_response_curves": withOwn(responseRows(model)),
    "models.mmm_diagnostics": withOwn(diagnosticRows(model)),
  };
}

function runMetrics({ performance, panel }: ClassicModel): ModelMetric[] {
  return performance.flatMap(({ split, metrics }) =>
    (["r2", "wmape", "rmse"] as const).flatMap((key) => {
      const value = metrics[key];
      return value === null ? [] : [{ key: `${panel.modelId}.${key}`, value, split }];
    }),
  );
}
