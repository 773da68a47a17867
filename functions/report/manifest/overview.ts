import type { ChartInput } from "./chart.ts";
import { by, performance } from "./measures.ts";

const { spend, revenue, roas, leads, cpl, won, cac, ctr, cpc } = performance;
const view = "reporting.rpt_performance_daily";
const NO_SPEND = "No spend or leads in this range. Import ad reports, or choose other days.";

/** Did the money work, and is it getting better? */
export const overview: readonly ChartInput[] = [
  {
    id: "overview_kpis",
    page: "overview",
    title: "Key figures",
    question: "What did we spend, what came back, and is it better than before?",
    kind: "cards",
    view,
    scope: "range",
    dimensions: [],
    measures: [spend, revenue, roas, leads, cpl, cac],
    compare: "previous_period",
    interval: null,
    drawn: [],
    proof: "assert_chart_overview_kpis.sql",
    empty: NO_SPEND,
  },
  {
    id: "overview_spend_revenue",
    page: "overview",
    title: "Spend and revenue over time",
    question: "Does revenue follow spend?",
    kind: "line",
    view,
    scope: "range",
    dimensions: [by("date_day", "Day", "day")],
    measures: [spend, revenue],
    compare: "previous_period",
    interval: null,
    drawn: [["spend", "revenue"]],
    proof: "assert_chart_overview_spend_revenue.sql",
    empty: NO_SPEND,
  },
  {
    id: "overview_leads_cost",
    page: "overview",
    title: "Leads and cost per lead over time",
    question: "How many leads arrive, and what does each cost?",
    kind: "line",
    view,
    scope: "range",
    dimensions: [by("date_day", "Day", "day")],
    measures: [leads, cpl],
    compare: "previous_period",
    interval: null,
    drawn: [["leads"], ["cpl"]],
    proof: "assert_chart_overview_leads_cost.sql",
    empty: "No leads in this range. Import leads or their status changes from the CRM.",
  },
  {
    id: "overview_periods",
    page: "overview",
    title: "The same figures over several ranges",
    question: "Is the last week better than the last quarter?",
    kind: "table",
    view,
    scope: "range",
    dimensions: [],
    measures: [spend, ctr, cpc, leads, cpl, won, cac, revenue, roas],
    compare: "none",
    interval: null,
    drawn: [],
    proof: "assert_chart_overview_periods.sql",
    empty: NO_SPEND,
  },
];
