import type { ModelStatus } from "./report-data.ts";
import type { ReportQuery } from "./report-query.ts";

/** The last run of each model, refused ones with their reason. */
export async function gatherModels(query: ReportQuery): Promise<readonly ModelStatus[]> {
  const { rows } = await query(
    "select model, status, reason, detail, estimator, date_day, run_id, model_version from reporting.rpt_model_status order by model, run_id",
  );
  const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));
  return rows.map((row) => ({
    model: String(row.model),
    status: String(row.status),
    reason: text(row.reason),
    detail: text(row.detail),
    estimator: text(row.estimator),
    dataUntil: text(row.date_day),
    runId: text(row.run_id),
    modelVersion: text(row.model_version),
  }));
}
