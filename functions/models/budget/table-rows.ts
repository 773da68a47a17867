import type { BudgetChannel } from "./contract.ts";
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

/** Rows of `models.mmm_budget_optimization`: the scenario of today's total. */
export function optimizationRows(
  plan: Scenario,
  { channels, horizonStart, horizonEnd, isMoney }: PlanContext,
): TableRow[] {
  const current = channels.map(({ currentSpend }) => Number(currentSpend));
  const total = current.reduce((sum, spend) => sum + spend, 0);
  const now = channels.map(({ objective }, i) => objective.mean.value(current[i] as number));
  const all = now.reduce((sum, value) => sum + value, 0);
  const share = (part: number): number | null => (total > 0 ? part / total : null);
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
    expected_kpi: channel.kpi.value,
    expected_kpi_low: channel.kpi.low,
    expected_kpi_high: channel.kpi.high,
    expected_revenue: isMoney ? channel.objective.value : null,
    revenue_increase_share: isMoney && all > 0 ? (channel.objective.value - (now[i] as number)) / all : null,
    marginal_roi: isMoney ? channel.slope : null,
    horizon_start: horizonStart,
    horizon_end: horizonEnd,
    reason: channels[i]?.held ?? plan.reason,
  }));
}

/** Rows of `models.mmm_budget_scenarios`. */
export function scenarioRows(scenarios: readonly Scenario[], isMoney: boolean): TableRow[] {
  return scenarios.map((scenario) => ({
    scenario_level: scenario.level,
    total_budget: scenario.totalBudget,
    predicted_kpi: scenario.kpi,
    predicted_revenue: isMoney ? (scenario.objective?.value ?? null) : null,
    predicted_revenue_low: isMoney ? (scenario.objective?.low ?? null) : null,
    predicted_revenue_high: isMoney ? (scenario.objective?.high ?? null) : null,
    expected_roi:
      isMoney && scenario.objective && Number(scenario.totalBudget) > 0
        ? scenario.objective.value / Number(scenario.totalBudget)
        : null,
    gain: scenario.gain?.value ?? null,
    gain_low: scenario.gain?.low ?? null,
    gain_high: scenario.gain?.high ?? null,
    gain_probability: scenario.gainProbability,
    optimality_gap: scenario.optimalityGap,
    is_extrapolated: scenario.isExtrapolated,
    status: scenario.status,
    reason: scenario.reason,
  }));
}

/** Rows of `models.mmm_budget_scenario_channels`. */
export function scenarioChannelRows(scenarios: readonly Scenario[], isMoney: boolean): TableRow[] {
  return scenarios.flatMap(({ level, totalBudget, channels }) =>
    channels.map(({ channel, spend, objective }) => ({
      scenario_level: level,
      channel,
      spend,
      share: Number(totalBudget) > 0 ? Number(spend) / Number(totalBudget) : null,
      expected_revenue: isMoney ? objective.value : null,
    })),
  );
}
