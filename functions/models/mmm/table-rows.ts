import { sum } from "../numeric/columns.ts";
import type { ClassicModel } from "./classic.ts";
import { intervalOf } from "./interval.ts";

/** Cells of a `models` table's row. */
export type TableRow = Readonly<Record<string, string | number | boolean | null>>;

/** Rows of `models.mmm_channel_contributions`. */
export function contributionRows({ panel, channels }: ClassicModel): TableRow[] {
  return channels.map((channel) => ({
    channel: channel.channel,
    geo: panel.geo,
    spend: channel.spend,
    spend_share: channel.spendShare,
    contribution: channel.contribution.value,
    contribution_low: channel.contribution.low,
    contribution_high: channel.contribution.high,
    contribution_value: channel.contributionValue,
    contribution_share: channel.contributionShare,
    roi: channel.roi?.value ?? null,
    roi_low: channel.roi?.low ?? null,
    roi_high: channel.roi?.high ?? null,
    romi: channel.roi ? channel.roi.value - 1 : null,
    marginal_roi: channel.marginalRoi?.value ?? null,
    marginal_roi_low: channel.marginalRoi?.low ?? null,
    marginal_roi_high: channel.marginalRoi?.high ?? null,
    cost_per_kpi: channel.costPerKpi,
    reported_roas: channel.reportedRoas,
    carryover_share: channel.carryoverShare,
    identification: channel.identification,
    reason: channel.reason,
  }));
}

/** Rows of `models.mmm_contributions_by_period`. */
export function componentRows({ panel, components, componentDraws }: ClassicModel): TableRow[] {
  return components.flatMap(({ name, kind, values }, part) =>
    panel.periods.map((period, t) => {
      const value = values[t] as number;
      const interval = intervalOf(
        value,
        componentDraws.map((draw) => draw[part]?.values[t] as number),
      );
      return {
        period_start: period,
        geo: panel.geo,
        component: name,
        component_kind: kind,
        contribution: value,
        contribution_low: interval.low,
        contribution_high: interval.high,
      };
    }),
  );
}

/** Rows of `models.mmm_predictions`: the final fit of all periods, and the forecast of the held-out ones. */
export function predictionRows(model: ClassicModel): TableRow[] {
  const { panel, predicted, predictedLow, predictedHigh, baseline, heldOut } = model;
  const row = (split: string, t: number, values: readonly (number | undefined)[], base: number | null): TableRow => {
    const [value = 0, low = 0, high = 0] = values;
    const actual = panel.kpi[t] as number;
    return {
      period_start: panel.periods[t] as string,
      geo: panel.geo,
      split,
      actual,
      predicted: value,
      predicted_low: low,
      predicted_high: high,
      error: actual - value,
      baseline: base,
    };
  };
  return [
    ...panel.periods.map((_, t) =>
      row("all", t, [predicted[t], predictedLow[t], predictedHigh[t]], baseline[t] as number),
    ),
    ...Array.from(heldOut.predicted, (value, i) =>
      row("test", heldOut.trainEnd + i, [value, heldOut.low[i], heldOut.high[i]], null),
    ),
  ];
}

/** Rows of `models.mmm_model_performance`. */
export function performanceRows({ performance, penalty, channels }: ClassicModel, modelType: string): TableRow[] {
  const known = channels.filter(({ contribution, spendShare }) => contribution.value !== null && spendShare !== null);
  const effect = sum(known.map(({ contribution }) => contribution.value ?? 0));
  const distances = known.map(
    ({ contribution, spendShare }) => ((contribution.value ?? 0) / effect - (spendShare ?? 0)) ** 2,
  );
  return performance.map(({ split, metrics, coverage90, wmapeSeasonalNaive, wmapeNoMedia }) => ({
    split,
    model_type: modelType,
    r2: metrics.r2,
    nrmse: metrics.nrmse,
    mape: metrics.mape,
    wmape: metrics.wmape,
    mae: metrics.mae,
    rmse: metrics.rmse,
    n_samples: metrics.n,
    regularization_alpha: penalty.lambda,
    l1_ratio: penalty.l1Ratio,
    durbin_watson: metrics.durbinWatson,
    coverage_90: coverage90,
    wmape_seasonal_naive: wmapeSeasonalNaive,
    wmape_no_media: wmapeNoMedia,
    decomp_rssd: split === "all" && effect > 0 ? Math.sqrt(sum(distances)) : null,
    mape_lift: null,
  }));
}

/** Rows of `models.mmm_response_curves`. */
export function responseRows({ responses }: ClassicModel): TableRow[] {
  return responses.map(({ channel, multiplier, spend, responseKpi, marginalRoi, isExtrapolated }) => ({
    channel,
    multiplier,
    spend,
    response_kpi: responseKpi.value,
    response_kpi_low: responseKpi.low,
    response_kpi_high: responseKpi.high,
    marginal_roi: marginalRoi,
    is_extrapolated: isExtrapolated,
  }));
}
