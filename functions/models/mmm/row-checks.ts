import { type Refusal, refuse } from "../readiness/refusal.ts";
import { type MmmInputRow, SERIES_KINDS } from "./contract.ts";
import { REASONS } from "./reasons.ts";

/** Faults of single rows that no model may be fitted on; null where there is none. */
export function checkRows(rows: readonly MmmInputRow[]): Refusal | null {
  if (rows.length === 0) return refuse(REASONS.noInput, "no rows");
  const geos = new Set(rows.map((row) => row.geo));
  if (geos.size > 1)
    return refuse(
      REASONS.severalGeos,
      `${geos.size} places; classic fits one national series: add them up under geo (all)`,
    );
  const unknown = rows.find(({ series_kind }) => !SERIES_KINDS.includes(series_kind));
  if (unknown)
    return refuse(REASONS.unknownSeriesKind, `"${unknown.series_kind}"; known are ${SERIES_KINDS.join(", ")}`);
  const notFinite = rows.find(({ value, reported_kpi }) => ![value ?? 0, reported_kpi ?? 0].every(Number.isFinite));
  if (notFinite) return refuse(REASONS.notFinite, `${label(notFinite)} is ${notFinite.value}`);
  const media = rows.filter((row) => row.series_kind === "media");
  const negative = media.find((row) => Number(row.spend ?? 0) < 0 || (row.value ?? 0) < 0);
  if (negative)
    return refuse(REASONS.negativeSpend, `${label(negative)}: spend ${negative.spend}, value ${negative.value}`);
  const currencies = [...new Set(rows.flatMap((row) => row.currency_code ?? []))].sort();
  if (currencies.length > 1)
    return refuse(REASONS.mixedCurrency, `${currencies.join(", ")}: set reporting_currency and import fx_daily rates`);
  const seen = new Set<string>();
  for (const row of rows) {
    const key = label(row);
    if (seen.has(key)) return refuse(REASONS.duplicateKey, `${key} occurs twice`);
    seen.add(key);
  }
  return null;
}

function label({ series_kind, series, period_start }: MmmInputRow): string {
  return `${series_kind} ${series} on ${period_start}`;
}
