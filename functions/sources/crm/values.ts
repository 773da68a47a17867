import { instantMicros, timestampText } from "../../lib/instants.ts";
import { fromNanos, toNanos } from "../../lib/money.ts";

/** Text that says nothing is unknown. */
export function textOrNull(value: string | null | undefined): string | null {
  const trimmed = value?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}

/**
 * Decimal text of any spelling (`1250.00`, `3.5E8`) to NUMERIC text, exact; undefined where it is none or has more than 9 fraction digits.
 */
export function decimalText(text: string): string | undefined {
  const match = /^(-?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  const before = digits.slice(0, Math.max(0, point)).padEnd(Math.max(0, point), "0") || "0";
  const after = `${"0".repeat(Math.max(0, -point))}${digits.slice(Math.max(0, point))}`.replace(/0+$/, "");
  if (after.length > 9 || before.replace(/^0+/, "").length > 29) return undefined;
  return fromNanos(toNanos(after === "" ? `${sign}${before}` : `${sign}${before}.${after}`));
}

/** An instant (ISO with a zone, epoch milliseconds) or a day (its midnight, UTC) to TIMESTAMP text; undefined where it is neither. */
export function instantText(text: string): string | undefined {
  const trimmed = text.trim();
  try {
    if (/^\d{11,14}$/.test(trimmed)) return timestampText(BigInt(trimmed) * 1000n);
    if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return timestampText(instantMicros(`${trimmed}T00:00:00Z`, true));
    return timestampText(instantMicros(trimmed, true));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
