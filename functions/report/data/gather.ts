import { chartSql, type DayRange } from "../chart-sql.ts";
import { addDays } from "../figures/period.ts";
import type { Chart } from "../manifest/chart.ts";
import { currencyCell, shortNumber, toCell } from "./cells.ts";
import { buildCube } from "./cube.ts";
import { cubeQuery } from "./cube-sql.ts";
import { gatherModels } from "./models.ts";
import {
  type Cube,
  type DataRow,
  HISTORY_DAYS,
  PRESET_DAYS,
  type PresetRows,
  type RangeData,
  type ReportData,
} from "./report-data.ts";
import type { ReportQuery } from "./report-query.ts";

export interface GatherInput {
  readonly query: ReportQuery;
  readonly charts: readonly Chart[];
  readonly asOf: string;
  readonly generatedAt: string | null;
  readonly runId: string;
}

/** Reads everything the report shows: one query per view for the controls, one per chart of a state. */
export async function gatherReport(input: GatherInput): Promise<ReportData> {
  const { query, charts, asOf } = input;
  const states = [];
  for (const chart of charts.filter(({ scope }) => scope !== "range"))
    states.push(await gatherState(query, chart, asOf));
  return {
    asOf,
    generatedAt: input.generatedAt,
    runId: input.runId,
    range: await gatherRange(
      query,
      charts.filter(({ scope }) => scope === "range"),
      asOf,
    ),
    states,
    models: await gatherModels(query),
  };
}

async function gatherState(query: ReportQuery, chart: Chart, asOf: string) {
  const rows = await chartRows(query, chart, { from: asOf, to: asOf });
  if (chart.limit === undefined || rows.length < chart.limit) return { chart, rows, rowCount: rows.length };
  const where = chart.filter === undefined ? "" : ` where ${chart.filter}`;
  const [counted] = (await query(`select count(*) as row_count from ${chart.view}${where}`)).rows;
  return { chart, rows, rowCount: Number(counted?.row_count) };
}

async function gatherRange(query: ReportQuery, charts: readonly Chart[], asOf: string): Promise<RangeData> {
  const history = { from: addDays(asOf, 1 - HISTORY_DAYS), to: asOf };
  const cubes: Record<string, Cube> = {};
  const byDay = charts.filter((chart) => !isPresummed(chart));
  for (const view of new Set(byDay.map((chart) => chart.view))) {
    const request = cubeQuery(
      view,
      byDay.filter((chart) => chart.view === view),
      history,
    );
    const cube = buildCube(request, (await query(request.sql)).rows);
    if (cube !== null) cubes[view] = cube;
  }
  const presets: Record<string, readonly PresetRows[]> = {};
  for (const chart of charts.filter(isPresummed)) presets[chart.id] = await gatherPresets(query, chart, asOf);
  const days = Object.values(cubes).map(({ firstDay }) => firstDay);
  return {
    asOf,
    firstDay: days.sort()[0] ?? asOf,
    charts,
    cubes,
    presets,
    currencies: currenciesOf(Object.values(cubes)),
  };
}

/** Rows of such a table that the file carries, for each preset. */
const PRESET_ROWS = 200;

/** What a cube is cut by; a table cut by anything else is too long to carry by day: the warehouse sums it for each preset. */
const CUT: ReadonlySet<string> = new Set(["date_day", "channel"]);

function isPresummed(chart: Chart): boolean {
  return chart.dimensions.some(({ name }) => !CUT.has(name));
}

async function gatherPresets(query: ReportQuery, chart: Chart, asOf: string): Promise<readonly PresetRows[]> {
  const currency = { name: "currency_code", title: "Currency", unit: "text" as const };
  const byCurrency = { ...chart, dimensions: [...chart.dimensions, currency] };
  const presets: PresetRows[] = [];
  for (const days of PRESET_DAYS) {
    const rows = await chartRows(query, byCurrency, { from: addDays(asOf, 1 - days), to: asOf });
    const sorted = rows.toSorted(byFirstMeasure(chart, rows));
    presets.push({ days, rows: sorted.slice(0, PRESET_ROWS).map(shortRow), rowCount: rows.length });
  }
  return presets;
}

function shortRow(row: DataRow): DataRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, shortNumber(value)]));
}

/**
 * Rows of one first dimension (a campaign, a conversion type) stay together: largest group first, inside it largest row
 * first, unknown last. Equal ones stay in the order of the query, which is that of the names.
 */
function byFirstMeasure({ dimensions, measures }: Chart, rows: readonly DataRow[]): (a: DataRow, b: DataRow) => number {
  const measure = measures[0]?.name ?? "";
  const group = dimensions[0]?.name ?? "";
  const totals = new Map<DataRow[string] | undefined, number>();
  for (const row of rows) totals.set(row[group], (totals.get(row[group]) ?? 0) + Number(row[measure] ?? 0));
  const size = (row: DataRow) => totals.get(row[group]) ?? 0;
  const name = (row: DataRow) => String(row[group]);
  return (a, b) =>
    size(b) - size(a) ||
    (name(a) === name(b) ? Number(b[measure] ?? -1) - Number(a[measure] ?? -1) : name(a) < name(b) ? -1 : 1);
}

async function chartRows(query: ReportQuery, chart: Chart, range: DayRange): Promise<readonly DataRow[]> {
  const columns = [...chart.dimensions, ...chart.measures];
  const { rows } = await query(chartSql(chart, range));
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, unit }) => [
        name,
        name === "currency_code" ? currencyCell(row[name]) : toCell(row[name], unit),
      ]),
    ),
  );
}

function currenciesOf(cubes: readonly Cube[]): readonly (string | null)[] {
  const all = [...new Set(cubes.flatMap(({ currencies }) => currencies))];
  return all.length === 0 ? [null] : all;
}
