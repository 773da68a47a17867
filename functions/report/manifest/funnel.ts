import type { ChartInput } from "./chart.ts";
import { by, ratio, total, value } from "./measures.ts";

const view = "reporting.rpt_funnel_daily";
const stages = [
  total("impressions", "Impressions", "count", "up"),
  total("clicks", "Clicks", "count", "up"),
  total("leads", "Leads", "count", "up"),
  total("mqls", "Marketing qualified", "count", "up"),
  total("sqls", "Sales qualified", "count", "up"),
  total("opportunities", "Opportunities", "count", "up"),
  total("won_deals", "Won", "count", "up"),
];
const NO_LEADS = "No leads arrived in this range. Import leads or their status changes from the CRM.";

/** How far leads come, where they stop, and how long it takes. */
export const funnel: readonly ChartInput[] = [
  {
    id: "funnel_stages",
    page: "funnel",
    title: "From impression to won deal",
    question: "Where do we lose people?",
    kind: "funnel",
    view,
    scope: "range",
    dimensions: [],
    measures: stages,
    compare: "none",
    interval: null,
    drawn: [],
    proof: "assert_chart_funnel_stages.sql",
    empty: NO_LEADS,
  },
  {
    id: "funnel_channels",
    page: "funnel",
    title: "Lead quality by channel",
    question: "Which channels bring leads that sales can use?",
    kind: "table",
    view,
    scope: "range",
    dimensions: [by("channel", "Channel")],
    measures: [
      ...stages.slice(2),
      total("lost_deals", "Lost", "count", "down"),
      total("open_leads", "Still open", "count"),
      total("unmapped", "No stage", "count", "down"),
      ratio("lead_to_mql_rate", "Lead → qualified", "rate", "up", ["mqls", "leads"]),
      ratio("lead_to_won_rate", "Lead → won", "rate", "up", ["won_deals", "leads"]),
    ],
    compare: "none",
    interval: null,
    drawn: [],
    proof: "assert_chart_funnel_channels.sql",
    empty: NO_LEADS,
  },
  {
    id: "funnel_steps",
    page: "funnel",
    title: "Step rates and waiting times",
    question: "How many leads pass each step, and how many days does it take?",
    kind: "table",
    view: "reporting.rpt_funnel_steps",
    scope: "rows",
    dimensions: [
      { ...by("window_days", "Days back", "count"), whenNull: "all" },
      by("platform", "Platform"),
      by("channel", "Channel"),
      by("from_stage", "From"),
      by("to_stage", "To"),
    ],
    measures: [
      value("entered", "Entered", "count"),
      value("passed", "Passed", "count", "up"),
      value("step_rate", "Step rate", "rate", "up"),
      value("median_days", "Median days", "days", "down"),
    ],
    order:
      "window_days is null, window_days, platform, channel, case from_stage when 'lead' then 1 when 'mql' then 2 when 'sql' then 3 else 4 end, from_stage, to_stage",
    limit: 400,
    compare: "none",
    interval: null,
    drawn: [],
    proof: "assert_chart_funnel_steps.sql",
    empty: "No lead has changed its status yet. Import the status history of leads.",
  },
];
