import type { ChartInput } from "./chart.ts";
import { by, value } from "./measures.ts";

const common = { page: "health", scope: "rows", kind: "table", compare: "none", interval: null, drawn: [] } as const;

/** Whether the numbers can be trusted today: what is late, what was left out, which models declined to answer. */
export const health: readonly ChartInput[] = [
  {
    ...common,
    id: "health_models",
    title: "Models",
    question: "Which models ran, and which declined to answer?",
    view: "reporting.rpt_model_status",
    dimensions: [by("model", "Model")],
    measures: [
      value("status", "Status", "text"),
      value("reason", "Reason", "text"),
      value("estimator", "Estimator in use", "text"),
      value("date_day", "Data until", "day"),
      value("run_id", "Run", "text"),
      value("model_version", "Version", "text"),
    ],
    order: "model, run_id",
    proof: "assert_chart_health_models.sql",
    empty: "No model has run yet.",
  },
  {
    ...common,
    id: "health_freshness",
    title: "Freshness",
    question: "Is every source up to date?",
    view: "reporting.rpt_freshness",
    dimensions: [by("source", "Source"), by("account_id", "Account"), by("report", "Report")],
    measures: [
      value("date_day", "Data through", "day"),
      value("last_success_at", "Last success", "timestamp"),
      value("missing_slices", "Missing days", "count", "down"),
      value("row_count", "Rows", "count"),
      value("quarantined_rows", "Rows held back", "count", "down"),
      value("status", "Status", "text"),
      value("reason", "Reason", "text"),
    ],
    order: "source, account_id, report",
    proof: "assert_chart_health_freshness.sql",
    empty: "No source has delivered data yet. Import a file, or name an account in settings.yaml.",
  },
  {
    ...common,
    id: "health_quality",
    title: "What was found in the data",
    question: "Which rows were merged, flagged or left out, and how much money is in them?",
    view: "reporting.rpt_data_quality",
    dimensions: [
      by("severity", "Severity"),
      by("file_name", "File"),
      by("check_name", "Check"),
      by("column_name", "Column"),
    ],
    measures: [
      value("row_count", "Rows", "count"),
      value("amount", "Money", "money"),
      value("currency_code", "Currency", "text"),
      value("example", "Example", "text"),
      value("detail", "Detail", "text"),
      value("date_day", "Found", "day"),
    ],
    order:
      "case severity when 'error' then 1 when 'warning' then 2 else 3 end, row_count desc, file_name, check_name, column_name",
    limit: 200,
    proof: "assert_chart_health_quality.sql",
    empty: "Nothing was found wrong in the imported files.",
  },
];
