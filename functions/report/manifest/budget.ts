import type { ChartInput } from "./chart.ts";
import { by, fitWindow, value } from "./measures.ts";

const NO_PLAN = "No budget was recommended yet: it needs a fitted media-mix model.";
const common = { page: "budget", scope: "rows", compare: "none", empty: NO_PLAN } as const;

/** How to split the budget next, within which bounds, and what that is expected to bring. */
export const budget: readonly ChartInput[] = [
  {
    ...common,
    id: "budget_plan",
    title: "Current and recommended budget",
    question: "Where should money move?",
    kind: "bars",
    view: "reporting.rpt_budget_plan",
    dimensions: [by("channel", "Channel"), by("model_id", "Model")],
    measures: [
      value("current_spend", "Current", "money"),
      value("optimal_spend", "Recommended", "money"),
      value("min_spend", "At least", "money"),
      value("max_spend", "At most", "money"),
      value("change_spend", "Change", "money", "neutral", "optimal_spend - current_spend"),
      value("decision", "Decision", "text"),
      value("binding", "Bound reached", "text"),
      value("expected_revenue", "Expected revenue", "money", "up"),
      value("expected_kpi", "Expected outcome", "number", "up"),
      value("marginal_roi", "Return on the next 1 %", "multiple", "up"),
      value("reason", "Reason", "text"),
      value("horizon_start", "Plan from", "day"),
      value("horizon_end", "Plan to", "day"),
      value("currency_code", "Currency", "text"),
      ...fitWindow,
    ],
    order: "current_spend is null, current_spend desc, channel, model_id",
    interval: {
      of: "optimal_spend",
      low: "min_spend",
      high: "max_spend",
      means: "Lines show the bounds that the recommendation keeps.",
    },
    drawn: [["current_spend", "optimal_spend"]],
    proof: "assert_chart_budget_plan.sql",
  },
  {
    ...common,
    id: "budget_scenarios",
    title: "What if the total changed?",
    question: "What would more or less money bring?",
    kind: "bars",
    view: "reporting.rpt_budget_scenarios",
    dimensions: [by("scenario_level", "Budget", "rate"), by("model_id", "Model")],
    measures: [
      value("total_budget", "Total budget", "money"),
      value("predicted_kpi", "Predicted outcome", "number", "up"),
      value("predicted_revenue", "Predicted revenue", "money", "up"),
      value("expected_roi", "Return on spend", "multiple", "up"),
      value("gain", "Gain over current plan", "money", "up"),
      value("gain_low", "Gain, low", "money"),
      value("gain_high", "Gain, high", "money"),
      value("gain_probability", "Chance of a gain", "rate", "up"),
      value("is_extrapolated", "Beyond what was ever spent", "text"),
      value("status", "Status", "text"),
      value("reason", "Reason", "text"),
      value("currency_code", "Currency", "text"),
      ...fitWindow,
    ],
    order: "scenario_level, model_id",
    interval: { of: "gain", low: "gain_low", high: "gain_high", means: "Lines and bands are 90 % intervals." },
    drawn: [["predicted_revenue"], ["expected_roi"], ["gain"]],
    proof: "assert_chart_budget_scenarios.sql",
  },
];
