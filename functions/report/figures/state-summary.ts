import type { DataRow } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { formatValue } from "./format.ts";

/** What the rows say, for charts that have one clear reading; null for the others. */
export function stateSummary(chart: Chart, rows: readonly DataRow[]): string | null {
  const currency = typeof rows[0]?.currency_code === "string" ? rows[0].currency_code : null;
  switch (chart.id) {
    case "mmm_fit":
      return fitSummary(rows);
    case "budget_plan":
      return planSummary(rows, currency);
    case "budget_scenarios":
      return scenarioSummary(rows, currency);
    case "leads_bands":
      return `${rows.map((row) => `${formatValue(row.leads ?? null, "count")} ${row.conversion_likelihood ?? "without a band"}`).join(", ")}.`;
    default:
      return chart.kind === "bars" ? leadSummary(chart, rows, currency) : null;
  }
}

function fitSummary(rows: readonly DataRow[]): string {
  const inside = rows.filter(
    ({ actual, predicted_low: low, predicted_high: high }) =>
      typeof actual === "number" &&
      typeof low === "number" &&
      typeof high === "number" &&
      actual >= low &&
      actual <= high,
  ).length;
  const bounded = rows.filter(({ predicted_low }) => typeof predicted_low === "number").length;
  if (bounded === 0) return `${rows.length} periods; the model gives no interval for single periods.`;
  return `${inside} of ${bounded} periods lie inside the expected interval.`;
}

function planSummary(rows: readonly DataRow[], currency: string | null): string {
  const moves = rows.filter(({ change_spend: change }) => typeof change === "number" && Math.abs(change) >= 0.005);
  const total = rows.reduce((sum, { optimal_spend }) => sum + Number(optimal_spend ?? 0), 0);
  if (moves.length === 0) return `The current split of ${formatValue(total, "money", { currency })} stays.`;
  const sorted = [...moves].sort((a, b) => Number(b.change_spend) - Number(a.change_spend));
  const text = (row: DataRow | undefined) =>
    row === undefined
      ? ""
      : `${row.channel} (${formatValue(Math.abs(Number(row.change_spend)), "money", { currency })})`;
  return `Most is added to ${text(sorted[0])}, most is taken from ${text(sorted.at(-1))}; the total is ${formatValue(total, "money", { currency })}.`;
}

/** What the recommended split of today's total is worth. */
function scenarioSummary(rows: readonly DataRow[], currency: string | null): string | null {
  const now = rows.find(({ scenario_level: level }) => typeof level === "number" && Math.abs(level - 1) < 1e-9);
  if (now === undefined || typeof now.gain !== "number") return null;
  const money = (value: DataRow[string] | undefined) => formatValue(value ?? null, "money", { currency });
  const range =
    typeof now.gain_low === "number"
      ? ` (90 % interval ${money(now.gain_low)} to ${money(now.gain_high ?? null)})`
      : "";
  const chance =
    typeof now.gain_probability === "number"
      ? `, with a chance of ${chanceText(now.gain_probability)} that there is a gain`
      : "";
  return `At the same total, the recommended split is expected to bring ${money(now.gain)} more than the current one${range}${chance}.`;
}

function leadSummary(chart: Chart, rows: readonly DataRow[], currency: string | null): string | null {
  const name = chart.drawn[0]?.[0];
  const measure = chart.measures.find((other) => other.name === name);
  const [dimension] = chart.dimensions;
  if (measure === undefined || dimension === undefined || name === undefined) return null;
  const best = [...rows]
    .filter((row) => typeof row[name] === "number")
    .sort((a, b) => Number(b[name]) - Number(a[name]))[0];
  if (best === undefined) return null;
  const label = formatValue(
    best[dimension.name] ?? null,
    dimension.unit,
    dimension.unit === "rate" ? { decimals: 0 } : {},
  );
  const subject = dimension.unit === "text" ? label : `${dimension.title.toLowerCase()} ${label}`;
  return `Highest ${measure.title.toLowerCase()}: ${subject} with ${formatValue(best[name] ?? null, measure.unit, { currency })}.`;
}

/** A share of draws in words: no finite number of draws makes a certainty. */
function chanceText(share: number): string {
  if (share > 0.99) return "more than 99 %";
  return share < 0.01 ? "less than 1 %" : formatValue(share, "rate");
}
