import { createHash } from "node:crypto";
import type { Settings } from "../config/settings.ts";
import { canonicalJson } from "../lib/canonical-json.ts";
import { minorUnitDigits } from "../models/budget/minor-units.ts";
import { planScenario } from "../models/budget/scenario.ts";
import { optimizationRows, scenarioChannelRows, scenarioRows, type TableRow } from "../models/budget/table-rows.ts";
import { budgetHorizon } from "../models/mmm/budget-curves.ts";
import type { ClassicModel } from "../models/mmm/classic.ts";
import { REASONS } from "../models/mmm/reasons.ts";
import { refuse } from "../models/readiness/refusal.ts";
import type { TableName } from "../warehouse/warehouse.ts";
import type { Job } from "./job.ts";
import { ESTIMATOR, fitMmmModels, type MmmModels, modelColumns, stepRefusals, windowOfAll } from "./mmm-models.ts";
import { openModelRun } from "./model-run.ts";

const MODEL = "budget";

/**
 * Splits today's and other total budgets as well as the response curves and the limits allow, or holds: nothing is moved on a model that
 * forecasts no better than last season, or for a gain that is not likely.
 */
export const recommendBudget: Job = async (context, run) => {
  const { mmm, budget } = context.settings.models;
  const { fitted, refused } = withoutMoney(await fitMmmModels(context));
  const { start, end } = windowOfAll(fitted);
  const modelRun = await openModelRun(context, run, {
    model: MODEL,
    settings: { mmm, budget },
    seed: mmm.seed,
    windowStart: start,
    windowEnd: end,
  });
  const tables = fitted.map((model) => tablesOf(model, budget));
  for (const table of Object.keys(tables[0] ?? {}) as TableName[])
    await modelRun.write(
      table,
      tables.flatMap((rows) => rows[table] ?? []),
    );
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

/** Models none of whose channels has a known spend have no budget to split. */
function withoutMoney({ fitted, refused }: MmmModels): MmmModels {
  const hasMoney = ({ panel }: ClassicModel): boolean => panel.channels.some(({ isSpendKnown }) => isSpendKnown);
  const without = fitted.filter((model) => !hasMoney(model));
  return {
    fitted: fitted.filter(hasMoney),
    refused: [
      ...refused,
      ...without.map(({ panel }) => ({
        modelId: panel.modelId,
        refusal: refuse(REASONS.spendUnknown, "only exposures are known of every channel"),
      })),
    ],
  };
}

function tablesOf(
  model: ClassicModel,
  settings: Settings["models"]["budget"],
): Readonly<Record<TableName, readonly TableRow[]>> {
  const horizon = budgetHorizon(model, settings.horizon_weeks);
  const isMoney = model.panel.valuePerKpi !== null;
  const options = {
    settings,
    digits: minorUnitDigits(model.panel.currencyCode),
    withheld: model.adviceWithheld?.reason ?? null,
  };
  const scenarios = settings.scenarios.map((level) => planScenario(horizon.channels, level, options));
  const today = scenarios.find(({ level }) => level === 1) ?? planScenario(horizon.channels, 1, options);
  const context = { channels: horizon.channels, horizonStart: horizon.start, horizonEnd: horizon.end, isMoney };
  const own = modelColumns(model);
  const withOwn = (rows: readonly TableRow[]): TableRow[] => rows.map((row) => ({ ...own, ...row }));
  return {
    "models.mmm_budget_optimization": withOwn(optimizationRows(today, context)),
    "models.mmm_budget_scenarios": withOwn(scenarioRows(scenarios, context)),
    "models.mmm_budget_scenario_channels": withOwn(scenarioChannelRows(scenarios, context)),
  };
}
