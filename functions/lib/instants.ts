/** Canonical text of days and instants, as every warehouse adapter gives them. All UTC. */

const MICROS_PER_SECOND = 1_000_000n;
const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 → `2026-01-31`. */
export function dayText(days: number): string {
  return new Date(days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** `2026-01-31` → days since 1970-01-01. Throws on anything that is no real day. */
export function dayNumber(text: string): number {
  const ms = Date.parse(`${text}T00:00:00Z`);
  const days = ms / MS_PER_DAY;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || !Number.isInteger(days) || dayText(days) !== text) {
    throw new RangeError(`expected a day like 2026-01-31, got "${text}"`);
  }
  return days;
}

/** Microseconds since 1970 → `2026-01-31T10:00:00.123456`: a fraction of 0, 3 or 6 digits, no zone. */
export function dateTimeText(micros: bigint): string {
  let seconds = micros / MICROS_PER_SECOND;
  let fraction = micros % MICROS_PER_SECOND;
  if (fraction < 0n) {
    fraction += MICROS_PER_SECOND;
    seconds -= 1n;
  }
  return new Date(Number(seconds) * 1000).toISOString().slice(0, 19) + fractionText(fraction);
}

/** Microseconds since 1970 → `2026-01-31T10:00:00Z`. */
export function timestampText(micros: bigint): string {
  return `${dateTimeText(micros)}Z`;
}

/** Microseconds since midnight → `10:00:00.5` as `10:00:00.500`. */
export function timeText(micros: bigint): string {
  return dateTimeText(micros).slice(11);
}

/** ISO text, with `Z` or an offset when `zoned`, to microseconds since 1970. */
export function instantMicros(text: string, zoned: boolean): bigint {
  const match = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?(Z|[+-]\d{2}:?\d{2})?$/.exec(text);
  const ms = match ? Date.parse(`${match[1]}T${match[2]}${zoned ? (match[4] ?? "") : "Z"}`) : Number.NaN;
  if (!match || Number.isNaN(ms) || zoned !== (match[4] !== undefined)) {
    throw new RangeError(`expected ${zoned ? "2026-01-31T10:00:00Z" : "2026-01-31T10:00:00"}, got "${text}"`);
  }
  return BigInt(ms) * 1000n + BigInt((match[3] ?? "").padEnd(6, "0"));
}

function fractionText(micros: bigint): string {
  if (micros === 0n) return "";
  const digits = micros.toString().padStart(6, "0");
  return `.${digits.endsWith("000") ? digits.slice(0, 3) : digits}`;
}
