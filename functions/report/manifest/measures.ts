import type { Dimension, Measure, Unit } from "./chart.ts";

type Better = Measure["better"];

/** The sum of an additive column. */
export function total(name: string, title: string, unit: Unit, better: Better = "neutral"): Measure {
  return { name, title, unit, better, sql: `sum(${name})`, parts: { kind: "total", column: name } };
}

/**
 * numerator ÷ denominator, both summed over all rows first. Where the parts come from one source row, the view has them
 * as columns of their own (`ctr_clicks`, `ctr_impressions`), summed over the rows that know both.
 */
export function ratio(
  name: string,
  title: string,
  unit: Unit,
  better: Better,
  [numerator, denominator]: readonly [string, string],
): Measure {
  const float = (column: string) => `cast(sum(${column}) as float64)`;
  const sql = `safe_divide(${float(numerator)}, ${float(denominator)})`;
  return { name, title, unit, better, sql, parts: { kind: "ratio", numerator, denominator } };
}

/** SQL over rows that are never summed again; a plain column when `sql` is left out. */
export function value(name: string, title: string, unit: Unit, better: Better = "neutral", sql = name): Measure {
  return { name, title, unit, better, sql, parts: { kind: "expression" } };
}

/** First and last day of the data a model was fitted on; told in a note, not shown as columns. */
export const fitWindow: readonly Measure[] = [
  value("window_start", "Fitted from", "day"),
  value("window_end", "Fitted to", "day", "neutral", "date_day"),
];

/** A column the rows are grouped by. */
export function by(name: string, title: string, unit: Unit = "text"): Dimension {
  return { name, title, unit };
}

/** The measures of `rpt_performance_daily`, defined once so that a card, a bar and a table cannot disagree. */
export const performance = {
  spend: total("spend", "Spend", "money"),
  impressions: total("impressions", "Impressions", "count", "up"),
  clicks: total("clicks", "Clicks", "count", "up"),
  ctr: ratio("ctr", "CTR", "rate", "up", ["ctr_clicks", "ctr_impressions"]),
  cpc: ratio("cpc", "CPC", "money", "down", ["cpc_spend", "cpc_clicks"]),
  conversions: total("conversions", "Conversions", "number", "up"),
  cpa: ratio("cpa", "Cost per conversion", "money", "down", ["cpa_spend", "cpa_conversions"]),
  leads: total("leads", "Leads", "number", "up"),
  cpl: ratio("cpl", "Cost per lead", "money", "down", ["spend", "leads"]),
  /** Won deals, their customers and revenue count on the day the lead arrived: recent days go on forming for weeks. */
  won: { ...total("won_deals", "Won deals", "count", "up"), formsBy: "won_deals" },
  cac: {
    ...ratio("cac", "Cost per new customer", "money", "neutral", ["spend", "new_customers"]),
    formsBy: "new_customers",
  },
  revenue: { ...total("revenue", "Revenue", "money", "up"), formsBy: "won_deals" },
  roas: { ...ratio("roas", "ROAS", "multiple", "up", ["roas_revenue", "roas_spend"]), formsBy: "won_deals" },
} as const satisfies Readonly<Record<string, Measure>>;
