import type { DataRow } from "../data/report-data.ts";
import type { Unit } from "../manifest/chart.ts";
import type { Bin, Box, Plot } from "./figure.ts";

/** Metrics drawn; the table has all. */
const METRICS_SHOWN = 9;
const LEVELS_SHOWN = 12;

const RATES: ReadonlySet<string> = new Set(["ctr", "bounce_rate", "conversion_rate"]);

function unitOf(metric: string): Unit {
  if (RATES.has(metric)) return "rate";
  return metric === "session_seconds" ? "seconds" : "number";
}

function titleOf(metric: string): string {
  return metric.length <= 4
    ? metric.toUpperCase()
    : `${metric.charAt(0).toUpperCase()}${metric.slice(1).replaceAll("_", " ")}`;
}

function metricsOf(rows: readonly DataRow[]): readonly string[] {
  return [...new Set(rows.map(({ metric }) => String(metric)))].slice(0, METRICS_SHOWN);
}

/** One panel a metric, one box a level: lowest, quartiles, highest. */
export function boxPlot(rows: readonly DataRow[]): Plot | null {
  const panels = metricsOf(rows).flatMap((metric) => {
    const boxes = rows
      .filter((row) => row.metric === metric)
      .flatMap((row): Box[] => {
        const five = [row.minimum, row.q1, row.median, row.q3, row.maximum];
        const known = five.filter((value) => typeof value === "number");
        const [a, b, c, d, e] = known;
        if (a === undefined || b === undefined || c === undefined || d === undefined || e === undefined) return [];
        return [{ name: String(row.level ?? "all"), five: [a, b, c, d, e] }];
      })
      .slice(0, LEVELS_SHOWN);
    return boxes.length === 0 ? [] : [{ title: titleOf(metric), unit: unitOf(metric), boxes }];
  });
  return panels.length === 0 ? null : { kind: "boxes", panels };
}

/** One panel a metric: values counted in bins, levels added up where they share the bin. */
export function histogramPlot(rows: readonly DataRow[]): Plot | null {
  const panels = metricsOf(rows).flatMap((metric) => {
    const bins = new Map<string, Bin>();
    for (const row of rows.filter((other) => other.metric === metric)) {
      const { lower, upper, n } = row;
      if (typeof lower !== "number" || typeof upper !== "number" || typeof n !== "number") continue;
      const key = `${lower}..${upper}`;
      bins.set(key, { lower, upper, n: n + (bins.get(key)?.n ?? 0) });
    }
    const sorted = [...bins.values()].sort((a, b) => a.lower - b.lower);
    return sorted.length === 0 ? [] : [{ title: titleOf(metric), unit: unitOf(metric), bins: sorted }];
  });
  return panels.length === 0 ? null : { kind: "histograms", panels };
}
