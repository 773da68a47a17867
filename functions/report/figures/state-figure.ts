import type { DataRow } from "../data/report-data.ts";
import type { Chart } from "../manifest/chart.ts";
import { boxPlot, histogramPlot } from "./distribution-plots.ts";
import type { Figure, Panel, Plot, Series, Table } from "./figure.ts";
import { type Cell, formatValue } from "./format.ts";
import { joinWords } from "./join-words.ts";
import { readableDay } from "./period.ts";
import { stateSummary } from "./state-summary.ts";

/** Columns told in a note, and not shown themselves. */
const HIDDEN: ReadonlySet<string> = new Set(["window_start", "window_end", "horizon_start", "horizon_end"]);
/** Columns shown only where they differ. */
const SHOWN_WHEN_DIFFERENT: ReadonlySet<string> = new Set(["geo", "model_id"]);

/** A chart of rows as they stand on the last day: a model's estimates, a table of the warehouse. */
export function stateFigure(chart: Chart, rows: readonly DataRow[], rowCount: number): Figure {
  const base = { id: chart.id, title: chart.title, question: chart.question };
  if (rows.length === 0) return { ...base, summary: null, notes: [], empty: chart.empty, isTableShown: false };
  const plot = plotOf(chart, rows);
  return {
    ...base,
    summary: stateSummary(chart, rows),
    notes: [
      ...windowNotes(rows),
      ...(plot === null || chart.interval === null || !hasInterval(chart, rows) ? [] : [chart.interval.means]),
      ...(rowCount > rows.length
        ? [`The first ${rows.length} of ${formatValue(rowCount, "count")} rows; the export has all.`]
        : []),
    ],
    ...(plot === null ? {} : { plot }),
    table: tableOf(chart, rows),
    isTableShown: plot === null || (chart.kind === "bars" && rows.length <= 20),
  };
}

/** Days that the model saw, and days that the plan is for. */
function windowNotes([first]: readonly DataRow[]): readonly string[] {
  const days = (from: Cell | undefined, to: Cell | undefined) =>
    typeof from === "string" && typeof to === "string" ? `${readableDay(from)} to ${readableDay(to)}` : null;
  const horizon = days(first?.horizon_start, first?.horizon_end);
  const fitted = days(first?.window_start, first?.window_end);
  return [
    ...(horizon === null ? [] : [`Amounts are for ${horizon}.`]),
    ...(fitted === null ? [] : [`Fitted on data from ${fitted}.`]),
  ];
}

function hasInterval({ interval }: Chart, rows: readonly DataRow[]): boolean {
  return interval !== null && numbers(rows, interval.low).some((value) => value !== null);
}

function plotOf(chart: Chart, rows: readonly DataRow[]): Plot | null {
  switch (chart.kind) {
    case "band":
      return bandPlot(chart, rows);
    case "bars":
      return barPlot(chart, rows);
    case "box":
      return boxPlot(rows);
    case "histogram":
      return histogramPlot(rows);
    default:
      return null;
  }
}

function numbers(rows: readonly DataRow[], name: string): readonly (number | null)[] {
  return rows.map((row) => (typeof row[name] === "number" ? row[name] : null));
}

function seriesOf(chart: Chart, rows: readonly DataRow[], name: string, position: number): Series {
  const { interval } = chart;
  const bounds = interval?.of === name ? { low: numbers(rows, interval.low), high: numbers(rows, interval.high) } : {};
  const title = chart.measures.find((measure) => measure.name === name)?.title ?? name;
  const hasBounds = bounds.low?.some((value) => value !== null) ?? false;
  return {
    name: title,
    values: numbers(rows, name),
    mark: chart.kind === "band" ? "line" : hasBounds && chart.drawn.length > 1 ? "point" : "bar",
    color: position,
    ...(hasBounds ? bounds : {}),
    ...(chart.kind === "band" && position > 0 ? { dash: "dashed" as const } : {}),
  };
}

function panelOf(chart: Chart, rows: readonly DataRow[], names: readonly string[], title?: string): Panel {
  const measure = chart.measures.find(({ name }) => name === names[0]);
  const unit = measure?.unit ?? "number";
  return {
    title: title ?? joinWords(names.map((name) => chart.measures.find((other) => other.name === name)?.title ?? name)),
    unit,
    currency: unit === "money" ? currencyOf(rows) : null,
    series: names
      .map((name, position) => seriesOf(chart, rows, name, position))
      .filter(({ values }) => values.some((value) => value !== null)),
  };
}

/** One panel for each geography. */
function bandPlot(chart: Chart, rows: readonly DataRow[]): Plot | null {
  const geos = [...new Set(rows.map(({ geo }) => geo ?? "(all)"))];
  const [names = []] = chart.drawn;
  const labels = [...new Set(rows.map(({ date_day }) => String(date_day)))].sort();
  const panels = geos.map((geo) => {
    const own = new Map(rows.filter((row) => (row.geo ?? "(all)") === geo).map((row) => [String(row.date_day), row]));
    return panelOf(
      chart,
      labels.map((label) => own.get(label) ?? {}),
      names,
      geos.length > 1 ? String(geo) : undefined,
    );
  });
  return { kind: "time", labels, panels, provisionalFrom: null };
}

function barPlot(chart: Chart, rows: readonly DataRow[]): Plot | null {
  const [dimension] = chart.dimensions;
  if (dimension === undefined) return null;
  const panels = chart.drawn.map((names) => panelOf(chart, rows, names)).filter(({ series }) => series.length > 0);
  const hasCurrencies = currencyOf(rows) === null;
  const labels = rows.map((row) => {
    const label = formatValue(
      row[dimension.name] ?? null,
      dimension.unit,
      dimension.unit === "rate" ? { decimals: 0 } : {},
    );
    return hasCurrencies && typeof row.currency_code === "string" ? `${label} (${row.currency_code})` : label;
  });
  return panels.length === 0 ? null : { kind: "categories", labels, panels };
}

/** The currency that all rows share; null when they differ. */
function currencyOf(rows: readonly DataRow[]): string | null {
  const found = [...new Set(rows.map(({ currency_code }) => currency_code ?? null).filter((code) => code !== null))];
  return found.length === 1 ? String(found[0]) : null;
}

/** All columns but those without a single value. The currency stands with the money; where metrics are mixed, in a column of its own. */
function tableOf(chart: Chart, rows: readonly DataRow[]): Table {
  const isMixed = chart.kind === "box" || chart.kind === "histogram";
  const columns = [...chart.dimensions, ...chart.measures].filter(
    ({ name }) =>
      !HIDDEN.has(name) &&
      (name !== "currency_code" || isMixed) &&
      (!SHOWN_WHEN_DIFFERENT.has(name) || new Set(rows.map((row) => row[name])).size > 1) &&
      rows.some((row) => row[name] !== null && row[name] !== undefined),
  );
  const currency = currencyOf(rows);
  const differs = currency === null && rows.some((row) => typeof row.currency_code === "string");
  return {
    caption: chart.title,
    columns: columns.map(({ title, unit }) => ({ title, unit, currency: unit === "money" ? currency : null })),
    rows: rows.map((row) =>
      columns.map(({ name, ...rest }): Cell => row[name] ?? ("whenNull" in rest ? rest.whenNull : null) ?? null),
    ),
    ...(differs
      ? { rowCurrencies: rows.map((row) => (typeof row.currency_code === "string" ? row.currency_code : null)) }
      : {}),
    ...(isMixed ? { isMixed: true as const } : {}),
  };
}
