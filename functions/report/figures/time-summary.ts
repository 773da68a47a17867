import type { Cube } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import type { Buckets } from "./buckets.ts";
import { type Filter, measureRows, selectRows } from "./cube-reader.ts";
import { changeText, deltaOf } from "./delta.ts";
import { formatValue } from "./format.ts";
import { daysBetween, readableDay } from "./period.ts";

/** `Revenue rose 12 % to 48,200 EUR; highest on 14 May 2026 (2,310 EUR).`, one sentence for each measure. */
export function timeSummary(
  chart: Chart,
  cube: Cube,
  filter: Filter,
  buckets: Buckets,
  values: readonly (readonly (number | null)[])[],
): string {
  const rows = selectRows(cube, filter);
  const sentences = chart.measures.flatMap((measure, i) => {
    const now = measureRows(cube, measure, rows);
    if (now === null) return [`${measure.title} is unknown.`];
    const currency = measure.unit === "money" ? filter.currency : null;
    const delta = deltaOf(cube, measure, now, filter);
    const known = (values[i] ?? []).filter((value) => value !== null);
    const peak = Math.max(...known);
    const day = buckets.starts[(values[i] ?? []).indexOf(peak)];
    const highest =
      known.length < 2 || day === undefined
        ? ""
        : `; highest ${buckets.grain === "week" ? "in the week from" : "on"} ${readableDay(day)} (${formatValue(peak, measure.unit, { currency })})`;
    return [`${measure.title} ${changeText(delta, now, measure.unit, currency)}${highest}.`];
  });
  return `${daysBetween(filter.from, filter.to)} days to ${readableDay(filter.to)}: ${sentences.join(" ")}`;
}
