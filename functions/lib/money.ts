/** Money is NUMERIC: exact decimals with 9 fraction digits, carried as text (`"1.5"`) and added as integers. */
const SCALE_DIGITS = 9;
const DECIMAL = /^(-?)(\d+)(?:\.(\d{1,9}))?$/;

/** Decimal text to billionths. Throws on anything that is not a decimal with at most 9 fraction digits. */
export function toNanos(text: string): bigint {
  const match = DECIMAL.exec(text);
  if (!match) throw new RangeError(`expected a decimal with at most ${SCALE_DIGITS} fraction digits, got "${text}"`);
  const [, sign, whole = "0", fraction = ""] = match;
  const nanos = BigInt(whole + fraction.padEnd(SCALE_DIGITS, "0"));
  return sign === "-" ? -nanos : nanos;
}

/** Billionths to decimal text without trailing zeros: 1500000000n → "1.5". */
export function fromNanos(nanos: bigint): string {
  const digits = (nanos < 0n ? -nanos : nanos).toString().padStart(SCALE_DIGITS + 1, "0");
  const whole = digits.slice(0, -SCALE_DIGITS);
  const fraction = digits.slice(-SCALE_DIGITS).replace(/0+$/, "");
  return `${nanos < 0n ? "-" : ""}${whole}${fraction && `.${fraction}`}`;
}

/** Sum of decimal texts, exact. */
export function sumDecimals(texts: Iterable<string>): string {
  let total = 0n;
  for (const text of texts) total += toNanos(text);
  return fromNanos(total);
}
