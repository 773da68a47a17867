import type { BudgetChannel } from "./contract.ts";
import { isEffectKnown, isTotalKnown } from "./known-effects.ts";
import type { Scenario } from "./scenario.ts";

/** Cells of a `models` table's row. */
export type TableRow = Readonly<Record<string, string | number | boolean | null>>;

export interface PlanContext {
  readonly channels: readonly BudgetChannel[];
  /** First and last day the plan was spent on. */
  readonly horizonStart: string;
  readonly horizonEnd: string;
  /** Whether the objective is money. */
  readonly isMoney: boolean;
}

export type ScenarioContext = Pick<PlanContext, "channels" | "isMoney">;

/** Rows of `models.mmm_budget_optimization`: the scenario of today's total. What a held channel brings is NULL, not the model's guess. */
export function optimizationRows(
  plan: Scenario,
  { channels, horizonStart, horizonEnd, isMoney }: PlanContext,
): TableRow[] {
  const current = channels.map(({ currentSpend }) => Number(currentSpend));
  const total = current.reduce((sum, spend) => sum + spend, 0);
  const now = channels.map(({ objective }, i) => objective.mean.value(current[i] as number));
  const all = now.reduce((sum, value) => sum + value, 0);
  const share = (part: number): number | null => (total > 0 ? part / total : null);
  const isKnown = channels.map(isEffectKnown);
  const known = (i: number, value: number): number | null => (isKnown[i] ? value : null);
  return plan.channels.map((channel, i) => ({
    channel: channel.channel,
    decision: channel.decision,
    binding: channel.binding,
    current_spend: channels[i]?.currentSpend ?? null,
    optimal_spend: channel.spend,
    min_spend: channel.minSpend,
    max_spend: channel.maxSpend,
    current_share: share(current[i] as number),
    optimal_share: share(Number(channel.spend)),
    expected_kpi: known(i, channel.kpi.value),
    expected_kpi_low: known(i, channel.kpi.low),
    expected_kpi_high: known(i, channel.kpi.high),
    expected_revenue: isMoney ? known(i, channel.objective.value) : null,
    revenue_increase_share:
      isMoney && all > 0 && isTotalKnown(channels) ? (channel.objective.value - (now[i] as number)) / all : null,
    marginal_roi: isMoney ? known(i, channel.slope) : null,
    horizon_start: horizonStart,
    horizon_end: horizonEnd,
    reason: channels[i]?.held ?? plan.reason,
  }));
}

/** Rows of `models.mmm_budget_scenarios`; the total is NULL where a held channel's part is unknown, the gain where nothing may move. */
export function scenarioRows(scenarios: readonly Scenario[], { channels, isMoney }: ScenarioContext): TableRow[] {
  const isKnown = isTotalKnown(channels);
  const mayMove = channels.some(({ held }) => held === null);
  return scenarios.map(({ objective, gain, ...scenario }) => ({
    scenario_level: scenario.level,
    total_budget: scenario.totalBudget,
    predicted_kpi: isKnown ? scenario.kpi : null,
    predicted_revenue: isMoney && isKnown ? (objective?.value ?? null) : null,
    predicted_revenue_low: isMoney && isKnown ? (objective?.low ?? null) : null,
    predicted_revenue_high: isMoney && isKnown ? (objective?.high ?? null) : null,
    expected_roi:
      isMoney && isKnown && objective && Number(scenario.totalBudget) > 0
        ? objective.value / Number(scenario.totalBudget)
        : null,
    gain: mayMove ? (gain?.value ?? null) : null,
    gain_low: mayMove ? (gain?.low ?? null) : null,
    gain_high: mayMove ? (gain?.high ?? null) : null,
    gain_probability: mayMove ? scenario.gainProbability : null,
    optimality_gap: scenario.optimalityGap,
    is_extrapolated: scenario.isExtrapolated,
    status: scenario.status,
    reason: scenario.reason,
  }));
}

/** Rows of `models.mmm_budget_scenario_channels`. */
export function scenarioChannelRows(scenarios: readonly Scenario[], context: ScenarioContext): TableRow[] {
  return scenarios.flatMap(({ level, totalBudget, channels }) =>
    channels.map(({ channel, spend, objective }, i) => ({
      scenario_level: level,
      channel,
      spend,
      share: Number(totalBudget) > 0 ? Number(spend) / Number(totalBudget) : null,
      expected_revenue: context.isMoney && isEffectKnown(context.channels[i] as BudgetChannel) ? objective.value : null,
    })),
  );
}
