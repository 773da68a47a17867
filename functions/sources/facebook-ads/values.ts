import { instantMicros, timestampText } from "../../lib/instants.ts";
import { fromNanos, toNanos } from "../../lib/money.ts";

/** Texts of Graph as canonical values of the warehouse; null where there is none. */

/** Fraction digits of NUMERIC. */
const PLACES = 9;

/** Values of actions come with traces of binary fractions (`59.980000000000004`): rounded to nine places, half away from zero. */
export function decimal(text: string | undefined): string | null {
  if (text === undefined) return null;
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) throw new RangeError(`expected a decimal, got "${text}"`);
  const kept = fraction.slice(0, PLACES);
  const nanos = toNanos(kept === "" ? whole : `${whole}.${kept}`) + (fraction.charAt(PLACES) >= "5" ? 1n : 0n);
  return fromNanos(sign === "-" ? -nanos : nanos);
}

export function float(text: string | undefined): number | null {
  return text === undefined ? null : Number(text);
}

export function whole(text: string | undefined): number | bigint | null {
  if (text === undefined) return null;
  const value = BigInt(text);
  return value > BigInt(Number.MAX_SAFE_INTEGER) ? value : Number(value);
}

/** `2026-01-31T10:00:00+0100` → `2026-01-31T09:00:00Z`. */
export function timestamp(text: string | undefined): string | null {
  return text === undefined ? null : timestampText(instantMicros(text, true));
}
