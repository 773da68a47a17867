import type { Cube } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { bucketsOf, dayOfRow } from "./buckets.ts";
import { type Filter, groupRows, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure, Series } from "./figure.ts";
import { formatValue } from "./format.ts";

/** Bars with a colour of their own; smaller channels share one. */
const COLOURED = 6;

/** One measure by day, stacked by channel, the largest at the bottom. */
export function stackedFigure(chart: Chart, cube: Cube, filter: Filter): Omit<Figure, "id"> {
  const [measure] = chart.measures;
  if (measure === undefined) throw new RangeError(`expected a measure to stack in ${chart.id}`);
  const buckets = bucketsOf(filter.from, filter.to);
  const rows = selectRows(cube, filter);
  const names = [...groupRows(rows, (row) => cube.channels[cube.channel[row] ?? 0] ?? "(none)")]
    .map(([name, members]) => ({ name, size: measureRows(cube, measure, members) }))
    .filter((channel) => channel.size !== null)
    .sort((a, b) => (b.size ?? 0) - (a.size ?? 0) || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name);
  const single = new Set(names.length > COLOURED ? names.slice(0, COLOURED - 1) : names);
  const seriesOf = (name: string | null, color: number): Series => {
    const own = rows.filter((row) => {
      const channel = cube.channels[cube.channel[row] ?? 0] ?? "(none)";
      return name === null ? !single.has(channel) : channel === name;
    });
    const groups = groupRows(own, (row) => buckets.indexOf(dayOfRow(cube.firstDay, cube.day[row] ?? 0)));
    const values = buckets.starts.map((_, i) => measureRows(cube, measure, groups.get(i) ?? []));
    return { name: name ?? `${names.length - single.size} other channels`, values, mark: "bar", color, stacked: true };
  };
  const series = [...single].map((name, i) => seriesOf(name, i));
  if (names.length > single.size) series.push(seriesOf(null, COLOURED - 1));
  const currency = measure.unit === "money" ? filter.currency : null;
  const total = measureRows(cube, measure, rows);
  return {
    title: chart.title,
    question: chart.question,
    summary: `${series.length === 1 ? "1 channel" : `${series.length} channels`}, together ${formatValue(total, measure.unit, { currency })}.`,
    notes:
      buckets.grain === "week" ? ["Each bar is a week from Monday; the first and the last may be incomplete."] : [],
    plot: {
      kind: "time",
      labels: buckets.starts,
      panels: [{ title: measure.title, unit: measure.unit, currency, series }],
      provisionalFrom: cube.provisionalFrom !== null && cube.provisionalFrom <= filter.to ? cube.provisionalFrom : null,
    },
    table: {
      caption: chart.title,
      columns: [
        { title: buckets.grain === "week" ? "Week from" : "Day", unit: "day", currency: null },
        ...series.map(({ name }) => ({ title: name, unit: measure.unit, currency })),
      ],
      rows: buckets.starts.map((day, i) => [day, ...series.map(({ values }) => values[i] ?? null)]),
    },
    isTableShown: false,
  };
}
