import type { RangeData } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { cardFigure } from "./card-figure.ts";
import { categoryFigure } from "./category-figure.ts";
import { type Filter, selectRows } from "./cube-reader.ts";
import type { Figure } from "./figure.ts";
import { funnelFigure } from "./funnel-figure.ts";
import { periodsFigure, presetTableFigure } from "./preset-figures.ts";
import { stackedFigure } from "./stacked-figure.ts";
import { timeFigure } from "./time-figure.ts";

/** A chart for the days, channel and currency selected: the same function writes the file and answers the controls. */
export function rangeFigure(chart: Chart, range: RangeData, filter: Filter): Figure {
  const id = chart.id;
  const nothing: Figure = {
    id,
    title: chart.title,
    question: chart.question,
    summary: null,
    notes: [],
    empty: chart.empty,
    isTableShown: false,
  };
  const presets = range.presets[id];
  if (presets !== undefined) return orEmpty(nothing, { id, ...presetTableFigure(chart, presets, filter, range) });
  const cube = range.cubes[chart.view];
  if (cube === undefined) return nothing;
  if (chart.kind === "table" && chart.dimensions.length === 0)
    return { id, ...periodsFigure(chart, cube, filter, range) };
  const rows = selectRows(cube, filter);
  if (rows.length === 0) return nothing;
  switch (chart.kind) {
    case "cards":
      return { id, ...cardFigure(chart, cube, filter) };
    case "line":
      return orEmpty(nothing, { id, ...timeFigure(chart, cube, filter) });
    case "stacked_bars":
      return orEmpty(nothing, { id, ...stackedFigure(chart, cube, filter) });
    case "funnel":
      return { id, ...funnelFigure(chart, cube, filter) };
    default:
      return orEmpty(nothing, { id, ...categoryFigure(chart, cube, filter) });
  }
}

/** A table without a single number is no chart. */
function orEmpty(nothing: Figure, figure: Figure): Figure {
  const isBlank = (figure.table?.rows ?? []).every((row) => row.every((cell) => typeof cell !== "number"));
  return isBlank ? nothing : figure;
}
