import type { ChartInput } from "./chart.ts";
import { by, value } from "./measures.ts";

const common = { page: "explore", scope: "rows", compare: "none", interval: null } as const;
const NO_METRICS = "No metric has values yet. Import ad reports or sessions.";
const metric = [by("metric", "Metric"), by("level", "Channel"), by("currency_code", "Currency")];

/** What is in the warehouse, and how the numbers are spread. */
export const explore: readonly ChartInput[] = [
  {
    ...common,
    id: "explore_boxes",
    title: "Spread of each metric by channel",
    question: "Which channels are steady and which swing?",
    kind: "box",
    view: "reporting.rpt_metric_statistics",
    dimensions: metric,
    measures: [
      value("n", "Values", "count"),
      value("missing", "Missing", "count"),
      value("mean", "Mean", "number"),
      value("median", "Median", "number"),
      value("sd", "Standard deviation", "number"),
      value("minimum", "Lowest", "number"),
      value("q1", "Lower quartile", "number"),
      value("q3", "Upper quartile", "number"),
      value("maximum", "Highest", "number"),
      value("outliers", "Outliers", "count"),
    ],
    filter: "dimension = 'channel'",
    order: "metric, level, currency_code",
    drawn: [],
    proof: "assert_chart_explore_boxes.sql",
    empty: NO_METRICS,
  },
  {
    ...common,
    id: "explore_histograms",
    title: "Distribution of each metric",
    question: "Which values are usual and which are rare?",
    kind: "histogram",
    view: "reporting.rpt_metric_histogram",
    dimensions: [...metric, by("bin", "Bin", "count")],
    measures: [value("lower", "From", "number"), value("upper", "To", "number"), value("n", "Values", "count")],
    filter: "dimension = 'all'",
    order: "metric, level, currency_code, bin",
    drawn: [["n"]],
    proof: "assert_chart_explore_histograms.sql",
    empty: NO_METRICS,
  },
  {
    ...common,
    id: "explore_inventory",
    title: "What is in the warehouse",
    question: "Which data do we have, and what is missing for more?",
    kind: "table",
    view: "reporting.rpt_data_inventory",
    dimensions: [by("table_name", "Table"), by("source", "Source"), by("column_name", "Column")],
    measures: [
      value("row_count", "Rows", "count"),
      value("filled", "Filled", "count"),
      value("null_share", "Empty", "rate", "down"),
      value("distinct_values", "Different values", "count"),
      value("first_day", "First day", "day"),
      value("last_day", "Last day", "day"),
      value("used_for", "Used for", "text"),
      value("needed_for", "Needed for", "text"),
    ],
    order: "table_name, source, column_name",
    filter: "row_count > 0",
    limit: 400,
    drawn: [],
    proof: "assert_chart_explore_inventory.sql",
    empty: "The warehouse holds no rows yet. Import a file.",
  },
];
