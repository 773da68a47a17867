import type { Cube } from "../data/report-data.ts";
import type { Chart, Measure } from "../manifest/chart.ts";
import { type Buckets, bucketsOf, dayOfRow } from "./buckets.ts";
import { type Filter, groupRows, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure, Panel, Series, Table } from "./figure.ts";
import { formingNotes, isForming } from "./forming.ts";
import { joinWords } from "./join-words.ts";
import { addDays, daysBetween, previousRange } from "./period.ts";
import { timeSummary } from "./time-summary.ts";

/** Measures over time: totals as bars, what is compared with them as lines, the range before as a dotted line. */
export function timeFigure(chart: Chart, cube: Cube, filter: Filter): Omit<Figure, "id"> {
  const buckets = bucketsOf(filter.from, filter.to);
  const values = valuesOf(cube, chart.measures, filter, buckets);
  const before = filter.compare && chart.compare !== "none" ? earlierValues(chart, cube, filter, buckets) : null;
  const panels = chart.drawn.flatMap((names): Panel[] => {
    const measures = names
      .flatMap((name) => chart.measures.filter((measure) => measure.name === name))
      .filter((measure) => values[chart.measures.indexOf(measure)]?.some((value) => value !== null));
    if (measures.length === 0) return [];
    const series = measures.flatMap((measure, position): Series[] => {
      const at = chart.measures.indexOf(measure);
      const mark = position === 0 && measure.parts.kind === "total" ? "bar" : "line";
      const now: Series = { name: measure.title, values: values[at] ?? [], mark, color: at };
      if (before === null || isForming(cube, measure)) return [now];
      return [
        now,
        { name: `${measure.title}, range before`, values: before[at] ?? [], mark: "line", color: at, dash: "dotted" },
      ];
    });
    const [first] = measures;
    const unit = first?.unit ?? "number";
    const title = joinWords(measures.map((measure) => measure.title));
    return [{ title, unit, currency: unit === "money" ? filter.currency : null, series }];
  });
  const provisionalFrom =
    cube.provisionalFrom !== null && cube.provisionalFrom <= filter.to ? cube.provisionalFrom : null;
  return {
    title: chart.title,
    question: chart.question,
    summary: timeSummary(chart, cube, filter, buckets, values),
    notes: [
      ...(buckets.grain === "week"
        ? ["Each point is a week from Monday; the first and the last may be incomplete."]
        : []),
      ...formingNotes(cube, chart.measures),
    ],
    plot: { kind: "time", labels: buckets.starts, panels, provisionalFrom },
    table: tableOf(chart, filter, buckets, values),
    isTableShown: false,
  };
}

function valuesOf(
  cube: Cube,
  measures: readonly Measure[],
  filter: Filter,
  buckets: Buckets,
  days = { from: filter.from, to: filter.to },
) {
  const rows = selectRows(cube, filter, days);
  const groups = groupRows(rows, (row) => buckets.indexOf(dayOfRow(cube.firstDay, cube.day[row] ?? 0)));
  return measures.map((measure) => buckets.starts.map((_, i) => measureRows(cube, measure, groups.get(i) ?? [])));
}

/** The range before, laid over the buckets of this one; null where data do not reach that far back. */
function earlierValues(chart: Chart, cube: Cube, filter: Filter, buckets: Buckets) {
  const before = previousRange(filter.from, filter.to);
  if (before.from < cube.firstDay) return null;
  const shift = daysBetween(filter.from, filter.to);
  return valuesOf(
    cube,
    chart.measures,
    filter,
    { ...buckets, indexOf: (day) => buckets.indexOf(addDays(day, shift)) },
    before,
  );
}

function tableOf(
  chart: Chart,
  filter: Filter,
  buckets: Buckets,
  values: readonly (readonly (number | null)[])[],
): Table {
  return {
    caption: chart.title,
    columns: [
      { title: buckets.grain === "week" ? "Week from" : "Day", unit: "day", currency: null },
      ...chart.measures.map(({ title, unit }) => ({
        title,
        unit,
        currency: unit === "money" ? filter.currency : null,
      })),
    ],
    rows: buckets.starts.map((day, i) => [day, ...values.map((column) => column[i] ?? null)]),
  };
}
