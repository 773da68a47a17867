import { costThreshold } from "../evaluation/confusion.ts";
import type { LeadScoring } from "./score-leads.ts";
import type { LeadScoreSettings } from "./settings.ts";

/** A number the run measured about itself. */
export interface RunMetric {
  readonly key: string;
  readonly value: number;
  readonly split?: string;
}

/** What `models.run_metrics` keeps of a scoring; what is not known has no row. */
export function runMetrics(scoring: LeadScoring, settings: LeadScoreSettings): readonly RunMetric[] {
  const { sample, training, openRows, published } = scoring;
  const candidate = training?.candidate ?? null;
  const entries: Readonly<Record<string, number | null | undefined>> = {
    open_leads: openRows.length,
    known_leads: sample.leads,
    won_leads: sample.wonLeads,
    rows: sample.rows.length,
    rows_unknown: sample.labels.unknown,
    rows_before_first_outcome: sample.labels.beforeFirstOutcome,
    rows_window_open: sample.labels.windowStillOpen,
    horizon_days: sample.horizonDays,
    base_rate: training?.baseRate,
    l2: candidate?.l2,
    signal_p: candidate?.signal.pValue,
    signal_p_holdout: candidate?.signal.holdoutPValue,
    signal_p_refits: candidate?.signal.refitPValue,
    detectable_auc: candidate?.signal.detectableAuc,
    heuristic_signal_p: training?.heuristic.signal.pValue,
    threshold_best_f1: candidate?.bestF1Threshold,
    threshold_at_costs: settings.costs === null ? null : costThreshold(settings.costs.falseAlarm, settings.costs.miss),
  };
  const own = Object.entries(entries).flatMap(([key, value]): RunMetric[] =>
    value === null || value === undefined ? [] : [{ key, value }],
  );
  const measured = (training?.comparison ?? [])
    .filter(({ learner }) => learner === published.estimator)
    .map(({ metric, value, split }): RunMetric => ({ key: metric, value, split }));
  return [...own, ...measured];
}
