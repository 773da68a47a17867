import type { WebMarket } from "../../market/web.ts";
import { DIMENSIONS } from "./dimensions.ts";
import { addFact, METRICS, noTotals, type Totals } from "./metrics.ts";
import type { Order, ReportRequest } from "./report-request.ts";

/** A row before it is written: texts of the dimensions, numbers of the metrics. */
export interface ReportRow {
  readonly dimensions: readonly string[];
  readonly metrics: readonly number[];
}

/** Names of a report's dimensions: with more than one range each row says which it is of. */
export function dimensionNames({ dimensions, ranges }: ReportRequest): readonly string[] {
  return ranges.length > 1 ? [...dimensions, "dateRange"] : dimensions;
}

/** All rows of a report as seen at an instant: by the first metric, largest first, unless the request orders them; equal ones as the market lists them. Never all zero. */
export function reportRows(request: ReportRequest, web: WebMarket, observedMs: number): readonly ReportRow[] {
  const rows = request.ranges.flatMap(({ name, from, to }) => {
    const groups = new Map<string, { readonly dimensions: readonly string[]; readonly totals: Totals }>();
    for (const fact of web.facts({ from, to, observedMs })) {
      const own = request.dimensions.map((dimension) => (DIMENSIONS[dimension] as (typeof DIMENSIONS)[string])(fact));
      const dimensions = request.ranges.length > 1 ? [...own, name] : own;
      const key = JSON.stringify(dimensions);
      const group = groups.get(key) ?? { dimensions, totals: noTotals() };
      addFact(group.totals, fact);
      groups.set(key, group);
    }
    return [...groups.values()].map(({ dimensions, totals }) => ({
      dimensions,
      metrics: request.metrics.map((metric) => (METRICS[metric] as (typeof METRICS)[string]).value(totals)),
    }));
  });
  const shown = rows.filter(({ metrics }) => metrics.length === 0 || metrics.some((value) => value !== 0));
  const [first] = request.metrics;
  const orders: readonly Order[] =
    request.orders.length > 0 || first === undefined
      ? request.orders
      : [{ by: "metric", name: first, isDescending: true }];
  return shown.sort((a, b) => compare(a, b, orders, request));
}

function compare(a: ReportRow, b: ReportRow, orders: readonly Order[], request: ReportRequest): number {
  for (const { by, name, isDescending } of orders) {
    const i = by === "dimension" ? request.dimensions.indexOf(name) : request.metrics.indexOf(name);
    const order =
      by === "dimension"
        ? compareTexts(a.dimensions[i] ?? "", b.dimensions[i] ?? "")
        : (a.metrics[i] ?? 0) - (b.metrics[i] ?? 0);
    if (order !== 0) return isDescending ? -order : order;
  }
  return 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
