import type { Panel, Plot, Series } from "../figures/figure.ts";
import { decimalsFor, formatShort, formatTick } from "../figures/format.ts";
import type { ChartOption } from "./echarts.ts";
import { whiskers } from "./intervals.ts";
import { BASE, colorOf, INK, label, panelTitle, tooltip, valueAxis } from "./style.ts";
import { tooltipText } from "./tooltip-text.ts";

type CategoryPlot = Extract<Plot, { kind: "categories" }>;

const NAME_MIN_WIDTH = 132;
const NAME_MAX_SHARE = 0.38;
/** Mean width of a character of the labels, which are 12 pixels high. */
const CHARACTER_WIDTH = 7.5;
const NAME_GAP = 12;
/** Names that share their beginning differ in the second line. */
const TWO_LINES = { height: 28, lineHeight: 14, lineOverflow: "truncate" } as const;
const GAP = 28;
const TITLE_HEIGHT = 30;
const AXIS_HEIGHT = 26;
const GAP_HEIGHT = 10;
/** Narrower panels go under each other. */
const PANEL_MIN_WIDTH = 170;

function rowHeight({ panels }: CategoryPlot): number {
  return 16 + 14 * Math.max(1, ...panels.map(({ series }) => series.length));
}

function layout(plot: CategoryPlot, width: number) {
  const count = plot.panels.length;
  const longest = Math.max(0, ...plot.labels.map((name) => name.length)) * CHARACTER_WIDTH + NAME_GAP;
  const nameWidth = Math.floor(Math.min(Math.max(NAME_MIN_WIDTH, longest), width * NAME_MAX_SHARE));
  const perRow = Math.max(1, Math.min(count, Math.floor((width - nameWidth) / PANEL_MIN_WIDTH)));
  const panelWidth = (width - nameWidth - GAP * perRow) / perRow;
  const height = plot.labels.length * rowHeight(plot);
  const rowTotal = height + TITLE_HEIGHT + (plot.panels.some(hasBounds) ? AXIS_HEIGHT : GAP_HEIGHT);
  return { nameWidth, perRow, panelWidth, height, rowTotal, rows: Math.ceil(count / perRow) };
}

export function categoryHeight(plot: CategoryPlot, width: number): number {
  const { rows, rowTotal } = layout(plot, width);
  return rows * rowTotal;
}

/** Horizontal bars: panels side by side share the names on the left; what does not fit goes below. */
export function categoryOption(plot: CategoryPlot, width: number) {
  const { nameWidth, perRow, panelWidth, height, rowTotal } = layout(plot, width);
  const place = plot.panels.map((_, i) => ({
    left: nameWidth + (i % perRow) * (panelWidth + GAP),
    width: panelWidth,
    top: Math.floor(i / perRow) * rowTotal + TITLE_HEIGHT,
    height,
  }));
  return {
    ...BASE,
    tooltip: tooltip(([first]) => {
      const index = first?.dataIndex ?? 0;
      return tooltipText(plot.labels[index] ?? "", plot.panels, index);
    }),
    grid: place,
    xAxis: plot.panels.map((panel, i) => (hasBounds(panel) ? scale(panel, i, panelWidth) : bare(i))),
    yAxis: plot.panels.map((panel, gridIndex) => ({
      type: "category",
      gridIndex,
      inverse: true,
      data: plot.labels,
      name: panelTitle(panel),
      nameLocation: "start",
      nameGap: 12,
      nameTextStyle: {
        ...label,
        align: "left",
        fontWeight: 600,
        ...(perRow === 1 ? { padding: [0, 0, 0, -nameWidth] } : {}),
      },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel:
        gridIndex % perRow === 0
          ? { ...label, color: INK, width: nameWidth - NAME_GAP, overflow: "break", ...TWO_LINES }
          : { show: false },
    })),
    series: plot.panels.flatMap((panel, i) => panel.series.flatMap((series, at) => seriesOf(panel, series, at, i))),
  };
}

function hasBounds({ series }: Panel): boolean {
  return series.some(({ low }) => low !== undefined);
}

/** Bars that carry their number need no scale, only room for the number. */
function bare(gridIndex: number) {
  return { type: "value", gridIndex, show: false, boundaryGap: [0, "32%"] };
}

function scale({ unit }: Panel, gridIndex: number, width: number) {
  const axisLabel = { ...label, hideOverlap: true, alignMinLabel: "left", alignMaxLabel: "right" };
  return {
    ...valueAxis(unit, gridIndex, width < 240 ? 2 : 4),
    axisLabel: { ...axisLabel, formatter: (value: number) => formatTick(value, unit) },
  };
}

function seriesOf(panel: Panel, series: Series, at: number, axis: number): readonly ChartOption[] {
  const shared = {
    name: series.name,
    xAxisIndex: axis,
    yAxisIndex: axis,
    data: series.values,
    emphasis: { disabled: true },
  };
  const offset = panel.series.length === 1 ? 0 : (at - (panel.series.length - 1) / 2) * 14;
  const bounds = series.low === undefined ? [] : [whiskers(series, axis, offset)];
  if (series.mark === "point") {
    return [
      ...bounds,
      {
        ...shared,
        type: "line",
        z: 6,
        symbol: "circle",
        symbolSize: 9,
        lineStyle: { width: 0 },
        itemStyle: { color: colorOf(series.color) },
      },
    ];
  }
  const decimals = decimalsFor(
    panel.series.flatMap(({ values }) => values),
    panel.unit,
  );
  const number = {
    show: true,
    position: "right",
    ...label,
    color: INK,
    formatter: ({ value }: { readonly value: number }) => formatShort(value, panel.unit, decimals),
  };
  return [
    {
      ...shared,
      type: "bar",
      ...(hasBounds(panel) ? {} : { label: number }),
      barWidth: 12,
      barGap: "16%",
      itemStyle: { color: colorOf(series.color), borderRadius: [0, 2, 2, 0] },
    },
    ...bounds,
  ];
}
