import type { Cube } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { type Filter, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure, FunnelStage } from "./figure.ts";
import { formatValue } from "./format.ts";

/** Stages one after another, each with its share of the stage before. */
export function funnelFigure(chart: Chart, cube: Cube, filter: Filter): Omit<Figure, "id"> {
  const rows = selectRows(cube, filter);
  const values = chart.measures.map((measure) => measureRows(cube, measure, rows));
  const stages = chart.measures.map(({ title }, i): FunnelStage => {
    const value = values[i] ?? null;
    const before = values[i - 1] ?? null;
    return { title, value, rate: value === null || before === null || before === 0 ? null : value / before };
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
    notes: ["A lead counts on the day it arrived. A skipped stage counts as passed."],
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
