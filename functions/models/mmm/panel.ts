import { type Refusal, refuse } from "../readiness/refusal.ts";
import type { Grain, LinearKind, MmmChannel, MmmInputRow, MmmPanel, MmmSeries } from "./contract.ts";
import { dayNumber, daysOf, grainOf, isoDay, periodSpine } from "./periods.ts";
import { REASONS } from "./reasons.ts";
import { checkRows } from "./row-checks.ts";

const LINEAR_KINDS: readonly string[] = ["organic", "treatment", "control", "holiday"] satisfies LinearKind[];

/**
 * The rows of one model as series over time. Fitted are the periods from the first to the last final KPI; earlier media is carried in,
 * later media kept aside. A missing media row is 0 and counted, a missing KPI refuses the model, a missing value of another series too.
 * @param rows of one model_id, any order
 * @returns the panel, or why there can be none
 */
export function buildPanel(rows: readonly MmmInputRow[]): MmmPanel | Refusal {
  const refusal = checkRows(rows);
  if (refusal) return refusal;
  const first = rows[0] as MmmInputRow;
  const final = rows.filter((row) => row.is_final !== false);
  const kpiRows = final.filter((row) => row.series_kind === "kpi" && row.value !== null);
  if (kpiRows.length === 0) return refuse(REASONS.kpiMissing, "no period has a final KPI");
  const kpiDays = kpiRows.map((row) => dayNumber(row.period_start)).sort((a, b) => a - b);
  const grain = grainOf(kpiDays);
  if (grain === null)
    return refuse(REASONS.irregularPeriods, `${kpiDays.length} KPI periods that are neither 1 nor 7 days apart`);
  const spine = periodSpine(kpiDays[0] as number, kpiDays.at(-1) as number, grain);
  const kpi = valuesOver(spine, kpiRows);
  const unknown = spine.filter((_, i) => Number.isNaN(kpi[i]));
  if (unknown.length > 0)
    return refuse(
      REASONS.kpiMissing,
      `${unknown.length} of ${spine.length} periods, first ${isoDay(unknown[0] as number)}`,
    );
  const series = linearSeries(final, spine);
  const gap = series.find(({ values }) => values.some(Number.isNaN));
  if (gap) return refuse(REASONS.notFinite, `${gap.kind} ${gap.name} is unknown in a fitted period`);
  const worth = valuesOver(
    spine,
    final.filter((row) => row.series_kind === "value_per_kpi"),
  );
  const media = final.filter((row) => row.series_kind === "media");
  const { channels, historyLength, missing } = mediaChannels(media, spine, grain);
  return {
    modelId: first.model_id,
    geo: first.geo,
    grain,
    periods: spine.map(isoDay),
    historyLength,
    kpiName: (kpiRows[0] as MmmInputRow).series,
    kpi,
    valuePerKpi: worth.some(Number.isNaN) ? null : worth,
    currencyCode: final.find((row) => row.currency_code !== null)?.currency_code ?? null,
    channels,
    series,
    missingMediaRows: missing,
  };
}

function valuesOver(spine: readonly number[], rows: readonly MmmInputRow[]): Float64Array {
  const byDay = new Map(rows.map((row) => [dayNumber(row.period_start), row.value]));
  return Float64Array.from(spine, (day) => byDay.get(day) ?? Number.NaN);
}

function linearSeries(rows: readonly MmmInputRow[], spine: readonly number[]): MmmSeries[] {
  const linear = rows.filter((row) => LINEAR_KINDS.includes(row.series_kind));
  const keys = [...new Set(linear.map((row) => `${row.series_kind}\n${row.series}`))].sort();
  return keys.map((key) => {
    const [kind, name] = key.split("\n") as [LinearKind, string];
    const own = linear.filter((row) => row.series_kind === kind && row.series === name);
    return { name, kind, values: valuesOver(spine, own) };
  });
}

function mediaChannels(rows: readonly MmmInputRow[], spine: readonly number[], grain: Grain) {
  const known = rows.filter((row) => row.value !== null || row.spend !== null);
  const start = spine[0] as number;
  const end = spine.at(-1) as number;
  const mediaDays = known.map((row) => dayNumber(row.period_start));
  const earliest = mediaDays.reduce((least, day) => Math.min(least, day), start);
  const latest = mediaDays.reduce((most, day) => Math.max(most, day), end);
  const step = daysOf(grain);
  const historyLength = periodSpine(earliest, start, grain).length - 1;
  const days = periodSpine(start - historyLength * step, latest, grain);
  const fittedEnd = historyLength + spine.length;
  let missing = 0;
  const channels = [...new Set(rows.map((row) => row.series))].sort().map((name): MmmChannel => {
    const own = new Map(known.filter((row) => row.series === name).map((row) => [dayNumber(row.period_start), row]));
    missing += spine.filter((day) => !own.has(day)).length;
    const cells = days.map((day) => own.get(day));
    const spendText = cells.map((row) => row?.spend ?? "0");
    const spend = Float64Array.from(spendText, Number);
    const media = Float64Array.from(cells, (row, t) => row?.value ?? (spend[t] as number));
    const claims = cells.slice(0, fittedEnd).map((row) => row?.reported_kpi ?? null);
    return {
      name,
      isSpendKnown: cells.some((row) => (row?.spend ?? null) !== null),
      media: media.slice(0, fittedEnd),
      spend: spend.slice(0, fittedEnd),
      spendText: spendText.slice(0, fittedEnd),
      reportedKpi: claims.every((claim) => claim === null) ? null : Float64Array.from(claims, (claim) => claim ?? 0),
      recent: {
        media: media.slice(fittedEnd),
        spend: spend.slice(fittedEnd),
        spendText: spendText.slice(fittedEnd),
      },
    };
  });
  return { channels, historyLength, missing };
}
