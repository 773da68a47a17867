import type { ChartInput } from "./chart.ts";
import { by, performance, ratio, total } from "./measures.ts";

const view = "reporting.rpt_performance_daily";
const { spend, impressions, clicks, ctr, cpc, conversions, cpa, leads, cpl, won, revenue, roas } = performance;
const everything = [spend, leads, cpl, won, revenue, roas, impressions, clicks, ctr, cpc, conversions, cpa];
const NO_SPEND = "No spend or leads in this range. Import ad reports, or choose other days.";
const common = { page: "channels", view, scope: "range", interval: null } as const;

/** Where the money goes and what each place gives back. */
export const channels: readonly ChartInput[] = [
  {
    ...common,
    id: "channels_compare",
    title: "Channels side by side",
    question: "Which channels bring leads and revenue for their money?",
    kind: "bars",
    dimensions: [by("channel", "Channel")],
    measures: everything,
    compare: "none",
    drawn: [["spend"], ["leads"], ["cpl"], ["roas"]],
    proof: "assert_chart_channels_compare.sql",
    empty: NO_SPEND,
  },
  {
    ...common,
    id: "channels_spend_daily",
    title: "Spend by channel over time",
    question: "How did the split of the budget change?",
    kind: "stacked_bars",
    dimensions: [by("date_day", "Day", "day"), by("channel", "Channel")],
    measures: [spend],
    compare: "none",
    drawn: [["spend"]],
    proof: "assert_chart_channels_spend_daily.sql",
    empty: NO_SPEND,
  },
  {
    ...common,
    id: "channels_campaigns",
    title: "Campaigns",
    question: "Which campaigns earn their budget?",
    kind: "table",
    dimensions: [by("campaign", "Campaign"), by("platform", "Platform"), by("channel", "Channel")],
    measures: [spend, leads, cpl, won, revenue, roas, impressions, clicks, ctr, cpc, conversions],
    compare: "none",
    drawn: [],
    proof: "assert_chart_channels_campaigns.sql",
    empty: NO_SPEND,
  },
  {
    ...common,
    id: "channels_web",
    title: "Visits by channel",
    question: "Which channels bring visitors who convert?",
    kind: "bars",
    view: "reporting.rpt_web_daily",
    dimensions: [by("channel", "Channel")],
    measures: [
      total("sessions", "Sessions", "count", "up"),
      total("conversions", "Conversions", "number", "up"),
      ratio("conversion_rate", "Conversion rate", "rate", "up", ["conversions", "conversions_known"]),
      ratio("bounce_rate", "Bounce rate", "rate", "down", ["bounces", "bounces_known"]),
      ratio("mean_session_seconds", "Mean visit", "seconds", "up", ["session_seconds", "session_seconds_known"]),
    ],
    compare: "none",
    drawn: [["sessions"], ["conversion_rate"], ["bounce_rate"]],
    proof: "assert_chart_channels_web.sql",
    empty: "No website visits in this range. Import sessions from web analytics.",
  },
];
