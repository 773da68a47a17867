import type { Cell } from "../figures/format.ts";
import type { Unit } from "../manifest/chart.ts";

const NUMERIC_UNITS: ReadonlySet<Unit> = new Set(["money", "count", "number", "rate", "multiple", "days", "seconds"]);

export function isNumeric(unit: Unit): boolean {
  return NUMERIC_UNITS.has(unit);
}

/** A warehouse number (NUMERIC comes as text) as a JavaScript number; NULL, NaN and infinities are unknown. */
export function numberCell(value: unknown): number | null {
  if (value === null || value === undefined || value === "") return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** The code that stands where no currency is stated (ISO 4217). */
const NO_CURRENCY = "XXX";

/** A currency code; null where none is stated. */
export function currencyCell(value: unknown): string | null {
  return value === null || value === undefined || value === NO_CURRENCY ? null : String(value);
}

/** A warehouse value as the report shows it: numbers where the unit is one, else text. */
export function toCell(value: unknown, unit: Unit): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (isNumeric(unit)) return numberCell(value);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** Six decimals: over the rows of two years the error stays below a tenth of a cent, and the file is smaller. */
export function shortNumber<T>(value: T): T | number {
  return typeof value === "number" ? Number(value.toFixed(6)) : value;
}
