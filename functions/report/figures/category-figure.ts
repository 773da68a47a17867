import type { Cube } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { type Filter, groupRows, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure, Panel, Table } from "./figure.ts";
import { type Cell, formatValue } from "./format.ts";

/** Channels of a range: bars side by side, and a table with the total of all rows below. */
export function categoryFigure(chart: Chart, cube: Cube, filter: Filter): Omit<Figure, "id"> {
  const rows = selectRows(cube, filter);
  const groups = [...groupRows(rows, (row) => cube.channels[cube.channel[row] ?? 0] ?? "(none)")]
    .map(([channel, members]) => ({
      channel,
      values: chart.measures.map((measure) => measureRows(cube, measure, members)),
    }))
    .filter(({ values }) => values.some((value) => value !== null))
    .sort((a, b) => (b.values[0] ?? -1) - (a.values[0] ?? -1) || (a.channel < b.channel ? -1 : 1));
  const totals = chart.measures.map((measure) => measureRows(cube, measure, rows));
  const currencyOf = (unit: string) => (unit === "money" ? filter.currency : null);
  const panels = chart.drawn.flatMap((names): Panel[] => {
    const measures = names.flatMap((name) => chart.measures.filter((measure) => measure.name === name));
    const [first] = measures;
    if (first === undefined) return [];
    const series = measures.map((measure) => {
      const at = chart.measures.indexOf(measure);
      return {
        name: measure.title,
        values: groups.map(({ values }) => values[at] ?? null),
        mark: "bar" as const,
        color: 0,
      };
    });
    if (series.every(({ values }) => values.every((value) => value === null))) return [];
    return [{ title: first.title, unit: first.unit, currency: currencyOf(first.unit), series }];
  });
  const table: Table = {
    caption: chart.title,
    columns: [
      { title: chart.dimensions[0]?.title ?? "", unit: "text", currency: null },
      ...chart.measures.map(({ title, unit }) => ({ title, unit, currency: currencyOf(unit) })),
    ],
    rows: groups.map(({ channel, values }): readonly Cell[] => [channel, ...values]),
    ...(groups.length > 1 ? { total: ["Total", ...totals] } : {}),
  };
  const drawsBars = chart.kind === "bars" && panels.length > 0;
  return {
    title: chart.title,
    question: chart.question,
    summary: leaders(chart, groups, totals, filter),
    notes:
      cube.mergedChannels.length > 0 ? [`${cube.mergedChannels.length} small channels are added up in one row.`] : [],
    ...(drawsBars
      ? { plot: { kind: "categories" as const, labels: groups.map(({ channel }) => channel), panels } }
      : {}),
    table,
    isTableShown: true,
  };
}

/** `facebook_ads has the most: 12,000 EUR of spend, 45 % of the total.` */
function leaders(
  chart: Chart,
  groups: readonly { readonly channel: string; readonly values: readonly (number | null)[] }[],
  totals: readonly (number | null)[],
  filter: Filter,
): string | null {
  const [first] = chart.measures;
  const [leader] = groups;
  const value = leader?.values[0] ?? null;
  if (first === undefined || leader === undefined || value === null) return null;
  const share = value / (totals[0] ?? Number.NaN);
  const text = formatValue(value, first.unit, { currency: filter.currency });
  const ofTotal = groups.length > 1 && Number.isFinite(share) ? `, ${formatValue(share, "rate")} of the total` : "";
  return `${leader.channel} has most ${first.title.toLowerCase()}: ${text}${ofTotal}.`;
}
