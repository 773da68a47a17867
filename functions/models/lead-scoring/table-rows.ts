import { fromNanos, toNanos } from "../../lib/money.ts";
import type { Dataset } from "../features/dataset.ts";
import type { DealValue } from "./deal-value.ts";
import type { LeadInstant } from "./instants.ts";
import { MIN_OUTCOMES } from "./known-outcomes.ts";
import type { LeadScoring } from "./score-leads.ts";

/** Cells of a `models` table's row. */
export type TableRow = Readonly<Record<string, string | number | boolean | null>>;

const DAY_SECONDS = 86_400;

/** Rows of `models.lead_scores`, one per open lead. */
export function leadScoreRows(
  scoring: LeadScoring,
  instants: readonly LeadInstant[],
  features: Dataset,
  dealValue: (project: string | null) => DealValue | null,
): readonly TableRow[] {
  const { sample, training, refusal, published } = scoring;
  const baseRate = training?.baseRate ?? (sample.wonLeads >= MIN_OUTCOMES ? sample.wonLeads / sample.leads : null);
  const places = new Map(Array.from(scoring.scoredRows, (row, place) => [row, place]));
  const status = refusal === null ? "done" : "refused";
  const reason = refusal?.reason ?? (training?.candidate?.isWeak ? "weak" : null);
  return Array.from(scoring.openRows, (row): TableRow => {
    const { leadId, scoreAt, stage } = instants[row] as LeadInstant;
    const score = published.scores[places.get(row) ?? -1] ?? null;
    const probability = score?.probability ?? null;
    const worth = probability === null ? null : dealValue(projectOf(features, row));
    return {
      lead_id: leadId,
      score_at: timestamp(scoreAt),
      stage,
      horizon_days: sample.horizonDays,
      point_in_time: true,
      will_convert_probability: probability,
      will_convert_probability_low: score?.low ?? null,
      will_convert_probability_high: score?.high ?? null,
      score: score?.score ?? null,
      decile: score?.decile ?? null,
      conversion_likelihood: score?.band ?? null,
      base_rate: baseRate,
      expected_value: worth === null || probability === null ? null : money(probability * worth.value),
      currency_code: worth?.currencyCode ?? null,
      reasons_json: JSON.stringify(score?.reasons ?? []),
      estimator: published.estimator,
      status: score === null ? "not_scored" : status,
      reason: score === null ? "older_than_training" : reason,
    };
  });
}

/** Rows of `models.feature_reports`, one per feature. Strengths are shown only where there is a signal: else they are luck. */
export function featureReportRows(scoring: LeadScoring, features: Dataset): readonly TableRow[] {
  const { training, refusal, published } = scoring;
  const candidate = training?.candidate ?? null;
  const isSignal = candidate?.signal.isSignal ?? false;
  const importance = new Map(candidate?.importance.map((entry) => [entry.feature, entry]));
  return features.columns.map((column, index): TableRow => {
    const leak = training?.leaks[index];
    const place = training?.usable.indexOf(index) ?? -1;
    const selected = place < 0 ? undefined : candidate?.model.preparation.decisions[place];
    const worth = isSignal && selected === "kept" ? importance.get(column.feature) : undefined;
    return {
      feature: column.feature,
      feature_group: column.group,
      known_at_rule: column.knownAt,
      missing_share: leak?.missingShare ?? missingShare(scoring, index),
      single_auc: isSignal ? (leak?.singleAuc ?? null) : null,
      importance: worth?.importance ?? null,
      importance_sd: worth?.sd ?? null,
      decision: leak?.isExcluded
        ? "leak"
        : selected === undefined
          ? "not_used"
          : selected === "kept"
            ? "used"
            : selected,
      leak_signs: leak?.signs.map(({ strength, sign }) => `${strength}: ${sign}`).join("; ") ?? "",
      estimator: published.estimator,
      status: refusal === null ? "done" : "refused",
      reason: refusal?.reason ?? null,
    };
  });
}

/** Rows of `models.model_comparison`. */
export function comparisonTableRows(scoring: LeadScoring): readonly TableRow[] {
  const { training, refusal, published } = scoring;
  return (training?.comparison ?? []).map(
    ({ learner, split, metric, value, low, high, isChosen }): TableRow => ({
      task: "classification",
      target: "will_convert",
      learner,
      split,
      metric,
      value,
      value_low: low ?? null,
      value_high: high ?? null,
      is_chosen: isChosen && learner === published.estimator,
      estimator: learner,
      status: refusal === null ? "done" : "refused",
      reason: refusal?.reason ?? null,
    }),
  );
}

/** Rows of `models.model_curves`; none where the model may not be shown. */
export function curveRows(scoring: LeadScoring): readonly TableRow[] {
  if (scoring.refusal !== null) return [];
  return (scoring.training?.candidate?.curves ?? []).map((point) => ({
    ...point,
    estimator: scoring.published.estimator,
    status: "done",
    reason: null,
  }));
}

/** First and last day of the instants learned from, `2026-01-31`; null where there is none. */
export function trainingWindow(scoring: LeadScoring): { readonly start: string | null; readonly end: string | null } {
  const { time } = scoring.sample.data;
  if (time.length === 0) return { start: null, end: null };
  const last = time.reduce((most, at) => Math.max(most, at)) + scoring.sample.horizonDays * DAY_SECONDS;
  const first = time.reduce((least, at) => Math.min(least, at));
  return { start: timestamp(first).slice(0, 10), end: timestamp(last).slice(0, 10) };
}

function missingShare(scoring: LeadScoring, index: number): number | null {
  const { x } = scoring.sample.data;
  if (x.rows === 0) return null;
  let missing = 0;
  for (let row = 0; row < x.rows; row++) if (Number.isNaN(x.data[row * x.cols + index])) missing++;
  return missing / x.rows;
}

function projectOf(features: Dataset, row: number): string | null {
  const index = features.columns.findIndex(({ feature }) => feature === "project");
  const code = features.x.data[row * features.x.cols + index];
  if (index < 0 || code === undefined || Number.isNaN(code)) return null;
  return features.columns[index]?.levels?.[code] ?? null;
}

/** Whole cents of an estimate, as NUMERIC text. */
function money(value: number): string {
  return fromNanos(toNanos(value.toFixed(2)));
}

function timestamp(seconds: number): string {
  return new Date(seconds * 1000).toISOString();
}
