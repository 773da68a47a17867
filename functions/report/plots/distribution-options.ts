import type { Plot } from "../figures/figure.ts";
import { formatTick, formatValue } from "../figures/format.ts";
import { escapeHtml } from "../html/escape.ts";
import { BASE, colorOf, INK, label, tooltip, valueAxis } from "./style.ts";

type BoxesPlot = Extract<Plot, { kind: "boxes" }>;
type HistogramsPlot = Extract<Plot, { kind: "histograms" }>;

const TITLE_HEIGHT = 30;
const AXIS_HEIGHT = 34;
const HISTOGRAM_HEIGHT = 110;
const GAP = 36;

function columns(width: number, count: number): number {
  return Math.max(1, Math.min(count, Math.floor(width / 280)));
}

/** Panels in a grid of equal cells. */
function cells(count: number, width: number, height: number, left: number) {
  const perRow = columns(width, count);
  const cell = width / perRow;
  return Array.from({ length: count }, (_, i) => ({
    left: (i % perRow) * cell + left,
    width: cell - left - GAP / 2,
    top: Math.floor(i / perRow) * (height + TITLE_HEIGHT + AXIS_HEIGHT) + TITLE_HEIGHT,
    height,
  }));
}

function boxRows(plot: BoxesPlot): number {
  return Math.max(...plot.panels.map(({ boxes }) => boxes.length)) * 24;
}

export function distributionHeight(plot: BoxesPlot | HistogramsPlot, width: number): number {
  const height = plot.kind === "boxes" ? boxRows(plot) : HISTOGRAM_HEIGHT;
  return Math.ceil(plot.panels.length / columns(width, plot.panels.length)) * (height + TITLE_HEIGHT + AXIS_HEIGHT);
}

const categoryAxis = { axisLine: { show: false }, axisTick: { show: false } } as const;

/** Box from quartile to quartile, a mark at the median, whiskers to the lowest and highest value. */
export function boxesOption(plot: BoxesPlot, width: number) {
  return {
    ...BASE,
    tooltip: { ...tooltip(() => ""), trigger: "item" },
    grid: cells(plot.panels.length, width, boxRows(plot), 92),
    xAxis: plot.panels.map(({ unit }, i) => ({
      ...valueAxis(unit, i, 2),
      axisLabel: { ...label, hideOverlap: true, formatter: (value: number) => formatTick(value, unit) },
    })),
    yAxis: plot.panels.map(({ title, boxes }, gridIndex) => ({
      ...categoryAxis,
      type: "category",
      gridIndex,
      inverse: true,
      data: boxes.map(({ name }) => name),
      name: title,
      nameLocation: "start",
      nameGap: 12,
      nameTextStyle: { ...label, align: "left", fontWeight: 600 },
      axisLabel: { ...label, color: INK, width: 84, overflow: "truncate" },
    })),
    series: plot.panels.map(({ boxes, unit }, axis) => ({
      type: "custom",
      xAxisIndex: axis,
      yAxisIndex: axis,
      encode: { x: [0, 1, 2, 3, 4], y: 5 },
      data: boxes.map(({ five }, i) => [...five, i]),
      tooltip: {
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
          const box = boxes[dataIndex];
          if (box === undefined) return "";
          const [lowest, q1, median, q3, highest] = box.five.map((value) => formatValue(value, unit));
          return `<strong>${escapeHtml(box.name)}</strong><br>median ${median}, half between ${q1} and ${q3}, all between ${lowest} and ${highest}`;
        },
      },
      renderItem: (
        _: unknown,
        api: { value: (i: number) => number; coord: (point: readonly [number, number]) => readonly [number, number] },
      ) => {
        const at = (i: number) => api.coord([api.value(i), api.value(5)]);
        const [x0, y] = at(0);
        const [x1, x2, x3, x4] = [1, 2, 3, 4].map((i) => at(i)[0]) as [number, number, number, number];
        const line = (ax: number, ay: number, bx: number, by: number, lineWidth: number) => ({
          type: "line",
          shape: { x1: ax, y1: ay, x2: bx, y2: by },
          style: { stroke: INK, lineWidth },
        });
        const box = {
          type: "rect",
          shape: { x: x1, y: y - 6, width: Math.max(1, x3 - x1), height: 12 },
          style: { fill: colorOf(0), opacity: 0.85 },
        };
        return { type: "group", children: [line(x0, y, x4, y, 1), box, line(x2, y - 8, x2, y + 8, 2.5)] };
      },
    })),
  };
}

/** Bars side by side, one a bin, labelled by where the bin begins. */
export function histogramsOption(plot: HistogramsPlot, width: number) {
  return {
    ...BASE,
    tooltip: tooltip(([first]) => {
      const { bins = [], unit = "number" } = plot.panels[first?.seriesIndex ?? 0] ?? {};
      const bin = bins[first?.dataIndex ?? 0];
      if (bin === undefined) return "";
      return `<strong>${formatValue(bin.lower, unit)} to ${formatValue(bin.upper, unit)}</strong><br>${formatValue(bin.n, "count")} values`;
    }),
    grid: cells(plot.panels.length, width, HISTOGRAM_HEIGHT, 44),
    xAxis: plot.panels.map(({ bins, unit }, gridIndex) => ({
      ...categoryAxis,
      type: "category",
      gridIndex,
      data: bins.map(({ lower }) => formatTick(lower, unit)),
      axisLabel: { ...label, hideOverlap: true },
    })),
    yAxis: plot.panels.map(({ title }, i) => ({
      ...valueAxis("count", i, 2),
      name: title,
      nameGap: 12,
      nameTextStyle: { ...label, align: "left", padding: [0, 0, 0, -36], fontWeight: 600 },
    })),
    series: plot.panels.map(({ bins }, axis) => ({
      type: "bar",
      xAxisIndex: axis,
      yAxisIndex: axis,
      barCategoryGap: "6%",
      data: bins.map(({ n }) => n),
      itemStyle: { color: colorOf(0) },
      emphasis: { disabled: true },
    })),
  };
}
