import type { Unit } from "../manifest/chart.ts";
import { readableDay } from "./period.ts";
import { reasonsText } from "./reasons-text.ts";

export type Cell = string | number | null;

/** Shown where a number is unknown; never 0. */
export const UNKNOWN = "–";

const formats = new Map<number, Intl.NumberFormat>();

/** A number with thousands separators and a fixed count of decimals. */
export function decimal(value: number, decimals: number): string {
  const format =
    formats.get(decimals) ??
    new Intl.NumberFormat("en", { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  formats.set(decimals, format);
  const text = format.format(value);
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text;
}

/** Decimals that a column of numbers needs: few for large ones, more for small ones, the same for every row. */
export function decimalsFor(values: readonly Cell[], unit: Unit): number {
  const numbers = values.filter((value) => typeof value === "number" && Number.isFinite(value)) as number[];
  const largest = Math.max(0, ...numbers.map(Math.abs));
  switch (unit) {
    case "count":
      return 0;
    case "money":
      return largest >= 10_000 ? 0 : 2;
    case "rate":
      if (numbers.every((value) => Number.isInteger(Number((value * 100).toFixed(9))))) return 0;
      return largest > 0 && largest < 0.02 ? 2 : 1;
    case "multiple":
      return largest >= 100 ? 1 : 2;
    case "days":
      return 1;
    default:
      if (numbers.every(Number.isInteger)) return 0;
      return largest >= 1_000 ? 0 : largest >= 100 ? 1 : largest >= 0.1 ? 2 : 4;
  }
}

export interface FormatOptions {
  readonly currency?: string | null;
  /** Decimals; those that fit this one value when absent. */
  readonly decimals?: number;
  /** Leaves the currency out, where the column heading names it. */
  readonly bare?: boolean;
}

/** A value in its unit: `48,200 EUR`, `12.3 %`, `2.35×`, `3 min 20 s`, `14 May 2026`. */
export function formatValue(value: Cell, unit: Unit, options: FormatOptions = {}): string {
  if (value === null || value === "") return UNKNOWN;
  if (typeof value === "string") {
    if (unit === "day") return readableDay(value);
    if (unit === "reasons") return reasonsText(value);
    return unit === "timestamp" ? `${readableDay(value)}, ${value.slice(11, 16)} UTC` : value;
  }
  if (!Number.isFinite(value)) return UNKNOWN;
  const decimals = options.decimals ?? decimalsFor([value], unit);
  switch (unit) {
    case "money":
      return `${decimal(value, decimals)}${options.bare || !options.currency ? "" : ` ${options.currency}`}`;
    case "rate":
      return `${decimal(value * 100, decimals)} %`;
    case "multiple":
      return `${decimal(value, decimals)}×`;
    case "days":
      return `${decimal(value, decimals)}${options.bare ? "" : Math.abs(value) === 1 ? " day" : " days"}`;
    case "seconds":
      return duration(value);
    default:
      return decimal(value, decimals);
  }
}

function duration(seconds: number): string {
  const whole = Math.floor(seconds + 0.5);
  if (whole < 60) return `${whole} s`;
  return whole < 3600
    ? `${Math.floor(whole / 60)} min ${whole % 60} s`
    : `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Short forms for axes: `12k`, `3.4M`, `25 %`. */
export function formatTick(value: number, unit: Unit): string {
  if (unit === "rate") return `${decimal(value * 100, Math.abs(value) < 0.05 && value !== 0 ? 1 : 0)} %`;
  if (unit === "multiple") return `${Number(value.toPrecision(3))}×`;
  if (unit === "seconds") return duration(value);
  for (const [size, suffix] of [
    [1e9, "B"],
    [1e6, "M"],
    [1e3, "k"],
  ] as const)
    if (Math.abs(value) >= size) return `${Number((value / size).toPrecision(3))}${suffix}`;
  return `${Number(value.toPrecision(3))}`;
}

/** A number beside its bar: `12,345`, `1.2M`, `14.37`, `36.2 %`. */
export function formatShort(value: number, unit: Unit, decimals: number): string {
  return Math.abs(value) >= 1e6 ? formatTick(value, unit) : formatValue(value, unit, { bare: true, decimals });
}
