import { type Cube, PRESET_DAYS, type PresetRows, type RangeData } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { type Filter, measureRows, selectRows } from "./cube-reader.ts";
import type { Figure } from "./figure.ts";
import type { Cell } from "./format.ts";
import { addDays, daysBetween, readableDay } from "./period.ts";

/** Rows of a table that the file carries; the rest is in the export. */
const ROW_LIMIT = 200;

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
    notes:
      shortest === undefined
        ? []
        : [
            `Data begin on ${readableDay(cube.firstDay)}: ranges from ${shortest} days on hold less than their name says.`,
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
  const merged = Object.values(range.cubes).find(({ mergedChannels }) => mergedChannels.length > 0);
  const isChannel = (channel: Cell) =>
    filter.channel === null ||
    channel === filter.channel ||
    (filter.channel === merged?.channels.at(-1) && (merged?.mergedChannels.includes(String(channel)) ?? false));
  const rows = (nearest?.rows ?? [])
    .filter((row) => isOnlyCurrency || row.currency_code === filter.currency)
    .filter((row) => isChannel(row.channel ?? "(none)"))
    .sort(
      (a, b) => Number(b.spend ?? -1) - Number(a.spend ?? -1) || (String(a.campaign) < String(b.campaign) ? -1 : 1),
    );
  return {
    title: chart.title,
    question: chart.question,
    summary: null,
    notes: [
      ...(isPreset ? [] : [`Campaigns are summed for the presets only: these are the last ${nearest?.days} days.`]),
      ...(rows.length > ROW_LIMIT
        ? [`The ${ROW_LIMIT} campaigns with most spend of ${rows.length}; the export has all.`]
        : []),
    ],
    table: {
      caption: chart.title,
      columns: [...chart.dimensions, ...chart.measures].map(({ title, unit }) => ({
        title,
        unit,
        currency: unit === "money" ? filter.currency : null,
      })),
      rows: rows
        .slice(0, ROW_LIMIT)
        .map((row) => [...chart.dimensions, ...chart.measures].map(({ name }) => row[name] ?? null)),
    },
    isTableShown: true,
  };
}
