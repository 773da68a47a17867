import type { Cube } from "../data/report-data.ts";
import type { Measure } from "../manifest/chart.ts";
import { type Filter, measureRows, selectRows } from "./cube-reader.ts";
import type { Delta } from "./figure.ts";
import { formatValue } from "./format.ts";
import { isForming } from "./forming.ts";
import { previousRange, readableDay } from "./period.ts";

/** Change of a measure against the range of equal length just before; no change is shown where that range is not fully covered by data. */
export function deltaOf(cube: Cube, measure: Measure, now: number | null, filter: Filter): Delta {
  const before = previousRange(filter.from, filter.to);
  const { better } = measure;
  if (isForming(cube, measure))
    return { share: null, before: null, better, missing: "not compared: leads of this range are still open" };
  if (before.from < cube.firstDay)
    return {
      share: null,
      before: null,
      better,
      missing: `no full range before: data begin on ${readableDay(cube.firstDay)}`,
    };
  const earlier = measureRows(cube, measure, selectRows(cube, filter, before));
  if (earlier === null) return { share: null, before: null, better, missing: "unknown in the range before" };
  if (earlier === 0) return { share: null, before: 0, better, missing: "0 in the range before" };
  return { share: now === null ? null : (now - earlier) / Math.abs(earlier), before: earlier, better };
}

/** `rose 12.3 % to 48,200 EUR`, `stayed at 3`. */
export function changeText(delta: Delta, now: number | null, unit: Measure["unit"], currency: string | null): string {
  const value = formatValue(now, unit, { currency });
  if (delta.share === null) return `was ${value}`;
  if (Math.abs(delta.share) < 0.0005) return `stayed at ${value}`;
  return `${delta.share > 0 ? "rose" : "fell"} ${formatValue(Math.abs(delta.share), "rate", { decimals: 1 })} to ${value}`;
}
