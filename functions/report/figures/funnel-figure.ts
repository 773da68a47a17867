import type { Cube } from "../data/report-data.ts";
import type { Chart, Measure } from "../manifest/chart.ts";
import { type Filter, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure, FunnelStage } from "./figure.ts";
import { formatValue } from "./format.ts";

/** Stages one after another, each with its share of the stage before. */
export function funnelFigure(chart: Chart, cube: Cube, filter: Filter): Omit<Figure, "id"> {
  const rows = selectRows(cube, filter);
  const values = chart.measures.map((measure) => measureRows(cube, measure, rows));
  const stages = chart.measures.map((measure, i): FunnelStage => {
    const before = chart.measures[i - 1];
    const value = values[i] ?? null;
    return { title: measure.title, value, rate: before === undefined ? null : stepRate(cube, before, measure, rows) };
  });
  const worst = stages
    .slice(3)
    .filter(({ rate }) => rate !== null)
    .sort((a, b) => (a.rate ?? 0) - (b.rate ?? 0))[0];
  return {
    title: chart.title,
    question: chart.question,
    summary:
      worst === undefined
        ? null
        : `Fewest leads pass to “${worst.title}”: ${formatValue(worst.rate, "rate")} of the stage before.`,
    notes: [
      "A lead counts on the day it arrived. A skipped stage counts as passed.",
      "Each share is of days and channels that know both stages: leads without an ad are no share of its clicks.",
    ],
    funnel: stages,
    table: {
      caption: chart.title,
      columns: [
        { title: "Stage", unit: "text", currency: null },
        { title: "Count", unit: "count", currency: null },
        { title: "Share of the stage before", unit: "rate", currency: null },
      ],
      rows: stages.map(({ title, value, rate }) => [title, value, rate]),
    },
    isTableShown: false,
  };
}

/** Share that passes from one stage to the next, over the rows that know both; null where no row joins the two. */
function stepRate(cube: Cube, before: Measure, measure: Measure, rows: readonly number[]): number | null {
  const joined = rows.filter(
    (row) => measureRows(cube, before, [row]) !== null && measureRows(cube, measure, [row]) !== null,
  );
  const [from, to] = [measureRows(cube, before, joined), measureRows(cube, measure, joined)];
  const all = measureRows(cube, measure, rows);
  if (from === null || from === 0 || to === null || (to === 0 && all !== null && all > 0)) return null;
  return to / from;
}
