import { type ClassicModel, fitClassic } from "../models/mmm/classic.ts";
import { type MmmInputRow, mmmInputRow } from "../models/mmm/contract.ts";
import { buildPanel } from "../models/mmm/panel.ts";
import { lastDayOf } from "../models/mmm/periods.ts";
import { REASONS } from "../models/mmm/reasons.ts";
import { isRefusal, type Refusal, refuse } from "../models/readiness/refusal.ts";
import type { JobContext } from "./job.ts";
import { readRows } from "./read-rows.ts";

export const ESTIMATOR = "classic";

/** Every model of the input, fitted or refused. Pure arithmetic with a fixed seed: fitting again gives the same numbers. */
export interface MmmModels {
  readonly fitted: readonly ClassicModel[];
  readonly refused: readonly { readonly modelId: string; readonly refusal: Refusal }[];
}

export async function fitMmmModels({ warehouse, settings }: JobContext): Promise<MmmModels> {
  const rows = await readRows(warehouse, "marts.fct_mmm_input", mmmInputRow, [
    "model_id",
    "geo",
    "series_kind",
    "series",
    "period_start",
    "currency_code",
    "value",
  ]);
  const byModel = Map.groupBy(rows, ({ model_id }) => model_id);
  const results = [...byModel].map(([modelId, own]) => ({ modelId, result: fitOne(own, settings.models.mmm) }));
  const fitted = results.flatMap(({ result }) => (isRefusal(result) ? [] : [result]));
  const refused = results.flatMap(({ modelId, result }) => (isRefusal(result) ? [{ modelId, refusal: result }] : []));
  return results.length > 0
    ? { fitted, refused }
    : { fitted, refused: [{ modelId: "ads", refusal: refuse(REASONS.noInput, "no day has spend beside a KPI") }] };
}

function fitOne(
  rows: readonly MmmInputRow[],
  settings: JobContext["settings"]["models"]["mmm"],
): ClassicModel | Refusal {
  const panel = buildPanel(rows);
  return isRefusal(panel) ? panel : fitClassic(panel, settings);
}

/** First and last day that a model was fitted on. */
export function windowOf({ panel }: ClassicModel): { readonly start: string; readonly end: string } {
  return {
    start: panel.periods[0] as string,
    end: lastDayOf(panel.periods.at(-1) as string, panel.grain),
  };
}

/** First and last day over all models; null without one. */
export function windowOfAll(models: readonly ClassicModel[]): {
  readonly start: string | null;
  readonly end: string | null;
} {
  const windows = models.map(windowOf);
  return {
    start: windows.map(({ start }) => start).sort()[0] ?? null,
    end:
      windows
        .map(({ end }) => end)
        .sort()
        .at(-1) ?? null,
  };
}

/** Columns that every row of a model's tables has, beside those of the run. */
export function modelColumns(model: ClassicModel): Readonly<Record<string, string | null>> {
  const { start, end } = windowOf(model);
  return {
    model_id: model.panel.modelId,
    estimator: ESTIMATOR,
    window_start: start,
    window_end: end,
    currency_code: model.panel.currencyCode,
  };
}

/** Refusals as a step reports them: one entry a model. */
export function stepRefusals(model: string, refused: MmmModels["refused"]) {
  return refused.map(({ modelId, refusal }) => ({
    model,
    reason: refusal.reason,
    detail: `${modelId}: ${refusal.detail}`,
  }));
}
