import type { ChartInput } from "./chart.ts";
import { by, value } from "./measures.ts";

const view = "reporting.rpt_lead_scores";
const NO_SCORES = "No lead is ranked yet: that needs leads with a known outcome, won or lost, and open ones.";
const measures = [
  value("leads", "Leads", "count", "up", "count(*)"),
  value(
    "mean_probability",
    "Mean probability",
    "rate",
    "up",
    "safe_divide(sum(will_convert_probability), countif(will_convert_probability is not null))",
  ),
  value("expected_value", "Expected value", "money", "up", "sum(expected_value)"),
];

/** Which open leads deserve a call first. */
export const leads: readonly ChartInput[] = [
  {
    id: "leads_bands",
    page: "leads",
    title: "Leads by band",
    question: "How many leads are hot, warm and cold?",
    kind: "bars",
    view,
    scope: "groups",
    dimensions: [by("conversion_likelihood", "Band"), by("currency_code", "Currency")],
    measures,
    filter: "conversion_likelihood is not null",
    order:
      "case conversion_likelihood when 'Hot' then 1 when 'Warm' then 2 when 'Cold' then 3 else 4 end, conversion_likelihood, currency_code",
    compare: "none",
    interval: null,
    drawn: [["leads"], ["mean_probability"]],
    proof: "assert_chart_leads_bands.sql",
    empty: NO_SCORES,
  },
  {
    id: "leads_deciles",
    page: "leads",
    title: "Leads by decile of score, 1 the best",
    question: "How sharply does the score separate good leads from poor ones?",
    kind: "bars",
    view,
    scope: "groups",
    dimensions: [by("decile", "Decile", "count")],
    measures: measures.slice(0, 2),
    filter: "decile is not null",
    compare: "none",
    interval: null,
    drawn: [["mean_probability"], ["leads"]],
    proof: "assert_chart_leads_deciles.sql",
    empty: NO_SCORES,
  },
  {
    id: "leads_top",
    page: "leads",
    title: "Leads to call first",
    question: "Which open leads are most likely to become customers?",
    kind: "table",
    view,
    scope: "rows",
    dimensions: [by("lead_id", "Lead")],
    measures: [
      value("stage", "Stage", "text"),
      value("conversion_likelihood", "Band", "text"),
      value("will_convert_probability", "Probability", "rate", "up"),
      value("will_convert_probability_low", "Low", "rate"),
      value("will_convert_probability_high", "High", "rate"),
      value("horizon_days", "Within days", "count"),
      value("expected_value", "Expected value", "money", "up"),
      value("currency_code", "Currency", "text"),
      value("estimator", "Estimator", "text"),
      value("reasons_json", "Because", "reasons"),
    ],
    filter: "score is not null",
    order: "score desc, lead_id",
    limit: 50,
    compare: "none",
    interval: {
      of: "will_convert_probability",
      low: "will_convert_probability_low",
      high: "will_convert_probability_high",
      means: "Low and high bound a 90 % interval.",
    },
    drawn: [],
    proof: "assert_chart_leads_top.sql",
    empty: NO_SCORES,
  },
];
