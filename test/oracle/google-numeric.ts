const SCALE = 9;

/** NUMERIC text as the engine's bytes: little-endian two's complement of the value times 10⁹. */
export function numericToBytes(text: string): Uint8Array {
  const match = /^([+-]?)(\d+)(?:\.(\d{0,9}))?$/.exec(text.trim());
  if (match === null) throw new RangeError(`expected a NUMERIC of 9 decimals at most, got ${text}`);
  let value = BigInt((match[2] ?? "0") + (match[3] ?? "").padEnd(SCALE, "0"));
  if (match[1] === "-") value = -value;
  const bytes: number[] = [];
  for (;;) {
    const byte = Number(value & 0xffn);
    bytes.push(byte);
    value >>= 8n;
    const isNegativeByte = (byte & 0x80) !== 0;
    if ((value === 0n && !isNegativeByte) || (value === -1n && isNegativeByte)) return Uint8Array.from(bytes);
  }
}

/** The engine's bytes as decimal text without zeros at its end. */
export function bytesToNumeric(bytes: Uint8Array): string {
  let value = bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  if (((bytes.at(-1) ?? 0) & 0x80) !== 0) value -= 1n << BigInt(8 * bytes.length);
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, "0");
  const fraction = digits.slice(-SCALE).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -SCALE)}${fraction === "" ? "" : `.${fraction}`}`;
}
