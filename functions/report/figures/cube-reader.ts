import type { Cube } from "../data/report-data.ts";
import type { Measure } from "../manifest/chart.ts";
import { dayNumber } from "./period.ts";

/** What the controls select. */
export interface Filter {
  readonly from: string;
  readonly to: string;
  /** Null for all channels. */
  readonly channel: string | null;
  readonly currency: string | null;
  readonly compare: boolean;
}

/** Indexes of the cube's rows inside the days, channel and currency. */
export function selectRows(
  cube: Cube,
  filter: Filter,
  days: { readonly from: string; readonly to: string } = filter,
): readonly number[] {
  const first = dayNumber(cube.firstDay);
  const from = dayNumber(days.from) - first;
  const to = dayNumber(days.to) - first;
  const channel = filter.channel === null ? null : cube.channels.indexOf(filter.channel);
  const currency = cube.currencies.length === 0 ? null : cube.currencies.indexOf(filter.currency);
  const found: number[] = [];
  cube.day.forEach((day, i) => {
    if (day < from || day > to) return;
    if (channel !== null && cube.channel[i] !== channel) return;
    if (currency !== null && cube.currency[i] !== currency) return;
    found.push(i);
  });
  return found;
}

/** Rows under each key, keys in order of first appearance. */
export function groupRows<K>(rows: readonly number[], keyOf: (row: number) => K): ReadonlyMap<K, readonly number[]> {
  const groups = new Map<K, number[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return groups;
}

/** A measure over rows of the cube, summed first and divided last; null where unknown, as SQL's SUM and SAFE_DIVIDE. */
export function measureRows(cube: Cube, measure: Measure, rows: readonly number[]): number | null {
  const { parts } = measure;
  if (parts.kind === "total") return sum(cube, parts.column, rows);
  if (parts.kind === "expression") return null;
  const top = sum(cube, parts.numerator, rows);
  const bottom = sum(cube, parts.denominator, rows);
  return top === null || bottom === null || bottom === 0 ? null : top / bottom;
}

function sum(cube: Cube, name: string, rows: readonly number[]): number | null {
  const stored = cube.columns[name];
  const values = typeof stored === "string" ? cube.columns[stored] : stored;
  if (values === undefined || typeof values === "string") return null;
  let result: number | null = null;
  for (const row of rows) {
    const value = values[row] ?? null;
    if (value !== null) result = (result ?? 0) + value;
  }
  return result === null ? null : Number(result.toFixed(6));
}
