import { type Cube, PRESET_DAYS, type PresetRows, type RangeData } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { type Filter, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure } from "./figure.ts";
import type { Cell } from "./format.ts";
import { formingNotes } from "./forming.ts";
import { addDays, daysBetween, readableDay } from "./period.ts";

/** The chart's measures, one row for each preset of days. */
export function periodsFigure(chart: Chart, cube: Cube, filter: Filter, range: RangeData): Omit<Figure, "id"> {
  const rows = PRESET_DAYS.map((days): readonly Cell[] => {
    const from = addDays(range.asOf, 1 - days);
    const selected = selectRows(cube, filter, { from, to: range.asOf });
    return [`last ${days} days`, ...chart.measures.map((measure) => measureRows(cube, measure, selected))];
  });
  const shortest = PRESET_DAYS.find((days) => addDays(range.asOf, 1 - days) < cube.firstDay);
  return {
    title: chart.title,
    question: chart.question,
    summary: null,
    notes: [
      ...(shortest === undefined
        ? []
        : [
            `Data begin on ${readableDay(cube.firstDay)}: ranges from ${shortest} days on hold less than their name says.`,
          ]),
      ...formingNotes(cube, chart.measures),
    ],
    table: {
      caption: chart.title,
      columns: [
        { title: "Range", unit: "text", currency: null },
        ...chart.measures.map(({ title, unit }) => ({
          title,
          unit,
          currency: unit === "money" ? filter.currency : null,
        })),
      ],
      rows,
    },
    isTableShown: true,
  };
}

/** A table that the warehouse summed for each preset; other ranges show the nearest preset and say so. */
export function presetTableFigure(
  chart: Chart,
  presets: readonly PresetRows[],
  filter: Filter,
  range: RangeData,
): Omit<Figure, "id"> {
  const days = daysBetween(filter.from, filter.to);
  const isPreset = filter.to === range.asOf && presets.some((preset) => preset.days === days);
  const nearest = [...presets].sort((a, b) => Math.abs(a.days - days) - Math.abs(b.days - days) || a.days - b.days)[0];
  const isOnlyCurrency = range.currencies.length === 1;
  const cube = range.cubes[chart.view];
  const isChannel = (channel: Cell) =>
    filter.channel === null ||
    channel === filter.channel ||
    (filter.channel === cube?.channels.at(-1) && (cube?.mergedChannels.includes(String(channel)) ?? false));
  const rows = (nearest?.rows ?? [])
    .filter((row) => isOnlyCurrency || row.currency_code === filter.currency)
    .filter((row) => isChannel(row.channel ?? "(none)"));
  const left = (nearest?.rowCount ?? 0) - (nearest?.rows.length ?? 0);
  return {
    title: chart.title,
    question: chart.question,
    summary: null,
    notes: [
      ...(isPreset ? [] : [`These rows are summed for the presets only, and cover the last ${nearest?.days} days.`]),
      ...(left > 0 ? [`${left} smaller rows are left out here; the export has all.`] : []),
    ],
    table: {
      caption: chart.title,
      columns: [...chart.dimensions, ...chart.measures].map(({ title, unit }) => ({
        title,
        unit,
        currency: unit === "money" ? filter.currency : null,
      })),
      rows: rows.map((row) => [...chart.dimensions, ...chart.measures].map(({ name }) => row[name] ?? null)),
    },
    isTableShown: true,
  };
}
