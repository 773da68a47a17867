import type { DataRow } from "../data/report-data.ts";
import type { Unit } from "../manifest/chart.ts";
import type { Bin, Box, Plot } from "./figure.ts";

/** Metrics drawn; the table has all. */
const METRICS_SHOWN = 12;
const LEVELS_SHOWN = 12;

const RATES: ReadonlySet<string> = new Set(["ctr", "bounce_rate", "conversion_rate", "roi"]);

function unitOf(metric: string): Unit {
  if (RATES.has(metric)) return "rate";
  return metric === "session_seconds" ? "seconds" : "number";
}

function titleOf(metric: string): string {
  return metric.length <= 4
    ? metric.toUpperCase()
    : `${metric.charAt(0).toUpperCase()}${metric.slice(1).replaceAll("_", " ")}`;
}

/** Rows of each metric; money apart by currency. */
function byMetric(
  rows: readonly DataRow[],
): readonly { readonly title: string; readonly unit: Unit; readonly rows: readonly DataRow[] }[] {
  const groups = new Map<string, DataRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.metric, row.currency_code]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].slice(0, METRICS_SHOWN).map((own) => {
    const metric = String(own[0]?.metric);
    const currency = own[0]?.currency_code ?? null;
    return {
      title: currency === null ? titleOf(metric) : `${titleOf(metric)} (${currency})`,
      unit: unitOf(metric),
      rows: own,
    };
  });
}

/** One panel a metric, one box a level: lowest, quartiles, highest. */
export function boxPlot(rows: readonly DataRow[]): Plot | null {
  const panels = byMetric(rows).flatMap(({ title, unit, rows: own }) => {
    const boxes = own.flatMap((row): Box[] => {
      const known = [row.minimum, row.q1, row.median, row.q3, row.maximum].filter((value) => typeof value === "number");
      const [a, b, c, d, e] = known;
      if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return [];
      return [{ name: String(row.level ?? "all"), five: [a, b, c, d, e] }];
    });
    return boxes.length === 0 ? [] : [{ title, unit, boxes: boxes.slice(0, LEVELS_SHOWN) }];
  });
  return panels.length === 0 ? null : { kind: "boxes", panels };
}

/** One panel a metric: values counted in bins. */
export function histogramPlot(rows: readonly DataRow[]): Plot | null {
  const panels = byMetric(rows).flatMap(({ title, unit, rows: own }) => {
    const bins = own.flatMap(({ lower, upper, n }): Bin[] =>
      typeof lower === "number" && typeof upper === "number" && typeof n === "number" ? [{ lower, upper, n }] : [],
    );
    return bins.length === 0 ? [] : [{ title, unit, bins: bins.toSorted((a, b) => a.lower - b.lower) }];
  });
  return panels.length === 0 ? null : { kind: "histograms", panels };
}
