import type { Cube } from "../data/report-data.ts";
import type { Chart, Measure } from "../manifest/chart.ts";
import { dayOfRow } from "./buckets.ts";
import { type Filter, groupRows, measureRows, selectRows } from "./cube-reader.ts";
import { deltaOf } from "./delta.ts";
import type { Card, Figure } from "./figure.ts";
import { formatValue } from "./format.ts";
import { formingNotes } from "./forming.ts";
import { addDays, daysBetween } from "./period.ts";

/** Key figures of a range: value, change, and the days behind it. */
export function cardFigure(chart: Chart, cube: Cube, filter: Filter): Omit<Figure, "id"> {
  const rows = selectRows(cube, filter);
  const byDay = groupRows(rows, (row) => dayOfRow(cube.firstDay, cube.day[row] ?? 0));
  const days = Array.from({ length: daysBetween(filter.from, filter.to) }, (_, i) => addDays(filter.from, i));
  const cards = chart.measures.map((measure): Card => {
    const value = measureRows(cube, measure, rows);
    return {
      title: measure.title,
      value,
      unit: measure.unit,
      currency: measure.unit === "money" ? filter.currency : null,
      delta: filter.compare && chart.compare !== "none" ? deltaOf(cube, measure, value, filter) : null,
      spark: days.map((day) => measureRows(cube, measure, byDay.get(day) ?? [])),
      ...(value === null ? { note: whyUnknown(cube, measure, rows) } : {}),
    };
  });
  return {
    title: chart.title,
    question: chart.question,
    summary: null,
    notes: [...coverageNotes(cube, chart.measures, rows, filter), ...formingNotes(cube, chart.measures)],
    cards,
    isTableShown: false,
  };
}

function whyUnknown(cube: Cube, { parts }: Measure, rows: readonly number[]): string {
  const column = (name: string): Measure => ({
    name,
    title: name,
    sql: name,
    unit: "number",
    better: "neutral",
    parts: { kind: "total", column: name },
  });
  if (parts.kind === "ratio") {
    if (measureRows(cube, column(parts.denominator), rows) === 0) return `no ${words(parts.denominator)} in this range`;
    return `${words(measureRows(cube, column(parts.numerator), rows) === null ? parts.numerator : parts.denominator)} not known`;
  }
  return "not known from any source";
}

/** A column in words: `roas_revenue` is the revenue that a ROAS counts. */
function words(column: string): string {
  return column.replace(/^(roas|ctr|cpc|cpa)_/, "").replaceAll("_", " ");
}

/** Says what the ratios of totals hide: spend whose revenue is unknown, and revenue and leads that no spend stands beside. */
function coverageNotes(
  cube: Cube,
  measures: readonly Measure[],
  rows: readonly number[],
  { currency }: Filter,
): readonly string[] {
  const spend = measures.find(({ name }) => name === "spend");
  const revenue = measures.find(({ name }) => name === "revenue");
  if (spend === undefined || revenue === undefined) return [];
  /** Amount of one measure on the rows that do not know the other, with its share: `120 EUR (12.5 %)`. */
  const without = (amount: Measure, unknown: Measure): string | null => {
    const part = measureRows(
      cube,
      amount,
      rows.filter((row) => measureRows(cube, unknown, [row]) === null),
    );
    const all = measureRows(cube, amount, rows);
    if (part === null || part <= 0 || all === null || measureRows(cube, unknown, rows) === null) return null;
    return `${formatValue(part, "money", { currency })} (${formatValue(part / all, "rate")})`;
  };
  const blind = without(spend, revenue);
  const free = without(revenue, spend);
  return [
    ...(blind === null
      ? []
      : [`${blind} of the spend is on days and channels whose revenue is unknown; ROAS leaves that spend out.`]),
    ...(free === null
      ? []
      : [
          `${free} of the revenue belongs to channels without spend; ROAS counts all revenue, the table of channels has each.`,
        ]),
  ];
}
