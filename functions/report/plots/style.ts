import type { Panel } from "../figures/figure.ts";
import { formatTick } from "../figures/format.ts";
import type { Unit } from "../manifest/chart.ts";

/** Colours are CSS variables, so that one drawing is right in light and dark. */
export const INK = "var(--ink)";
export const MUTED = "var(--muted)";
export const GRID = "var(--grid)";
export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

export function colorOf(index: number): string {
  return `var(--c${index % 8})`;
}

export const label = { color: MUTED, fontSize: 12, fontFamily: FONT } as const;

/** `Spend (EUR)`. */
export function panelTitle({ title, unit, currency }: Pick<Panel, "title" | "unit" | "currency">): string {
  return unit === "money" && currency !== null ? `${title} (${currency})` : title;
}

/** A value axis: few lines, short numbers, no frame. */
export function valueAxis(unit: Unit, gridIndex: number, splitNumber = 4) {
  return {
    type: "value",
    gridIndex,
    splitNumber,
    axisLine: { show: false },
    axisTick: { show: false },
    axisLabel: { ...label, formatter: (value: number) => formatTick(value, unit) },
    splitLine: { lineStyle: { color: GRID } },
    ...(unit === "count" ? { minInterval: 1 } : {}),
  };
}

/** Plain drawing; the tooltip is added in the browser. */
export const BASE = { animation: false, textStyle: { fontFamily: FONT, color: INK } } as const;

export function tooltip(
  formatter: (params: readonly { readonly dataIndex: number; readonly seriesIndex: number }[]) => string,
) {
  return {
    trigger: "axis",
    confine: true,
    transitionDuration: 0,
    backgroundColor: "var(--surface)",
    borderColor: "var(--line)",
    textStyle: { color: INK, fontSize: 13, fontFamily: FONT },
    axisPointer: { type: "shadow", shadowStyle: { color: "var(--shade)" } },
    formatter,
  };
}
