import type { Panel, Plot, Series } from "../figures/figure.ts";
import { readableDay, shortDay } from "../figures/period.ts";
import { band } from "./intervals.ts";
import { BASE, colorOf, label, MUTED, panelTitle, tooltip, valueAxis } from "./style.ts";
import { tooltipText } from "./tooltip-text.ts";

type TimePlot = Extract<Plot, { kind: "time" }>;

const PANEL_HEIGHT = 200;
const TITLE_HEIGHT = 34;
const AXIS_HEIGHT = 28;

export function timeHeight(plot: TimePlot): number {
  return plot.panels.length * (PANEL_HEIGHT + TITLE_HEIGHT + AXIS_HEIGHT);
}

/** Panels under each other on one scale of days. */
export function timeOption(plot: TimePlot) {
  const top = (i: number) => i * (PANEL_HEIGHT + TITLE_HEIGHT + AXIS_HEIGHT) + TITLE_HEIGHT;
  return {
    ...BASE,
    tooltip: tooltip(([first]) => {
      const index = first?.dataIndex ?? 0;
      return tooltipText(readableDay(plot.labels[index] ?? ""), plot.panels, index);
    }),
    grid: plot.panels.map((_, i) => ({ left: 56, right: 12, top: top(i), height: PANEL_HEIGHT })),
    xAxis: plot.panels.map((_, gridIndex) => ({
      type: "category",
      gridIndex,
      data: plot.labels,
      axisLine: { lineStyle: { color: MUTED } },
      axisTick: { show: false },
      axisLabel: { ...label, hideOverlap: true, formatter: (day: string) => shortDay(day) },
    })),
    yAxis: plot.panels.map((panel, i) => ({
      ...valueAxis(panel.unit, i),
      name: panelTitle(panel),
      nameLocation: "end",
      nameGap: 14,
      nameTextStyle: { ...label, align: "left", padding: [0, 0, 0, -48], fontWeight: 600 },
    })),
    series: plot.panels.flatMap((panel, i) => seriesOf(plot, panel, i)),
  };
}

function seriesOf(plot: TimePlot, panel: Panel, axis: number) {
  return panel.series.flatMap((series, position) => [
    ...(series.low === undefined ? [] : [band(series, axis)]),
    {
      ...lineOrBar(series, panel),
      name: series.name,
      xAxisIndex: axis,
      yAxisIndex: axis,
      data: series.values,
      emphasis: { disabled: true },
      ...(position === 0 ? provisional(plot) : {}),
    },
  ]);
}

function lineOrBar({ mark, color, dash, stacked }: Series, panel: Panel) {
  if (mark !== "bar") {
    return {
      type: "line",
      z: 4,
      symbol: "circle",
      symbolSize: 5,
      showSymbol: false,
      lineStyle: {
        color: colorOf(color),
        width: dash === "dotted" ? 1.5 : 2,
        ...(dash === undefined ? {} : { type: dash }),
      },
      itemStyle: { color: colorOf(color) },
    };
  }
  const isSingle = panel.series.filter((series) => series.mark === "bar").length === 1;
  return {
    type: "bar",
    barMaxWidth: 28,
    barCategoryGap: "25%",
    ...(stacked ? { stack: "all" } : {}),
    itemStyle: {
      color: colorOf(color),
      borderRadius: isSingle ? [2, 2, 0, 0] : 0,
      ...(stacked ? { borderColor: "var(--surface)", borderWidth: 0.5 } : {}),
    },
  };
}

function provisional({ provisionalFrom, labels }: TimePlot) {
  const first = provisionalFrom === null ? -1 : labels.findIndex((day) => day >= provisionalFrom);
  if (first < 0) return {};
  return {
    markArea: {
      silent: true,
      itemStyle: { color: "var(--shade)" },
      data: [[{ xAxis: labels[first] }, { xAxis: labels.at(-1) }]],
    },
  };
}
