import type { Series } from "../figures/figure.ts";
import { colorOf } from "./style.ts";

/** What ECharts hands a custom series' `renderItem`. */
interface DrawApi {
  readonly value: (dimension: number) => number;
  readonly coord: (point: readonly [number, number]) => readonly [number, number];
  readonly size: (span: readonly [number, number]) => readonly [number, number];
}

/** Whiskers from low to high of each category, with end caps. */
export function whiskers({ name, low = [], high = [] }: Series, axis: number, offset: number) {
  const data = low.flatMap((from, i) => {
    const to = high[i] ?? null;
    return from === null || to === null ? [] : [[from, to, i]];
  });
  return {
    type: "custom",
    name: `${name}, interval`,
    xAxisIndex: axis,
    yAxisIndex: axis,
    z: 5,
    silent: true,
    encode: { x: [0, 1], y: 2 },
    data,
    renderItem: (_: unknown, api: DrawApi) => {
      const [x1, y] = api.coord([api.value(0), api.value(2)]);
      const [x2] = api.coord([api.value(1), api.value(2)]);
      const line = (ax: number, ay: number, bx: number, by: number) => ({
        type: "line",
        shape: { x1: ax, y1: ay, x2: bx, y2: by },
        style: { stroke: "var(--ink)", lineWidth: 1.5 },
      });
      const at = y + offset;
      return {
        type: "group",
        children: [line(x1, at, x2, at), line(x1, at - 4, x1, at + 4), line(x2, at - 4, x2, at + 4)],
      };
    },
  };
}

/** A band between low and high over days; a gap in the bounds is a gap in the band. */
export function band({ name, low = [], high = [], color }: Series, axis: number) {
  const data = low.map((from, i) => [i, from ?? Number.NaN, high[i] ?? Number.NaN]);
  const runs: number[][] = [];
  data.forEach(([, from = Number.NaN, to = Number.NaN], i) => {
    if (Number.isNaN(from) || Number.isNaN(to)) return;
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === i - 1) run.push(i);
    else runs.push([i]);
  });
  return {
    type: "custom",
    name: `${name}, interval`,
    xAxisIndex: axis,
    yAxisIndex: axis,
    z: 1,
    silent: true,
    encode: { x: 0, y: [1, 2] },
    data,
    renderItem: (params: { readonly dataIndex: number }, api: DrawApi) => {
      const run = runs.find(([first]) => first === params.dataIndex);
      if (run === undefined) return undefined;
      const edge = (side: 1 | 2) => (i: number) => api.coord([i, data[i]?.[side] ?? 0]);
      return {
        type: "polygon",
        shape: { points: [...run.map(edge(2)), ...run.toReversed().map(edge(1))] },
        style: { fill: colorOf(color), opacity: 0.16 },
      };
    },
  };
}
