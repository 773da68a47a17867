import { instantMicros, timestampText } from "../../lib/instants.ts";
import { fromNanos, toNanos } from "../../lib/money.ts";

const PLACES = 9;

/** Texts of Graph as canonical values of the warehouse; null where there is none. */

/** Values of actions come with traces of binary fractions (`59.980000000000004`): rounded to the nine places of NUMERIC, half away from zero. */
export function decimal(text: string | undefined): string | null {
  if (text === undefined) return null;
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const nanos =
    toNanos(`${whole || text}.${fraction.slice(0, PLACES) || "0"}`) + (fraction.charAt(PLACES) >= "5" ? 1n : 0n);
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
