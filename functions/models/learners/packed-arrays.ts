/** An array of numbers as text: base64 of little-endian FLOAT64, so that reading it back gives every bit. */
interface PackedArray {
  readonly f64: string;
}

/** The same value with each Float64Array in it packed; plain data otherwise. */
export function packArrays(value: unknown): unknown {
  if (value instanceof Float64Array) return { f64: toBase64(value) };
  if (Array.isArray(value)) return value.map(packArrays);
  if (value === null || typeof value !== "object") return packNumber(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, packArrays(part)]));
}

/** What `packArrays` was given. */
export function unpackArrays(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpackArrays);
  if (value === null || typeof value !== "object") return value;
  if (isPacked(value)) return fromBase64(value.f64);
  if ("number" in value && typeof value.number === "string" && Object.keys(value).length === 1)
    return Number(value.number);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, unpackArrays(part)]));
}

/** JSON has no infinities: a clip limit that is off stands as text. */
function packNumber(value: unknown): unknown {
  return typeof value === "number" && !Number.isFinite(value) ? { number: String(value) } : value;
}

function isPacked(value: object): value is PackedArray {
  return "f64" in value && typeof value.f64 === "string" && Object.keys(value).length === 1;
}

function toBase64(values: Float64Array): string {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, i) => {
    bytes.writeDoubleLE(value, 8 * i);
  });
  return bytes.toString("base64");
}

function fromBase64(text: string): Float64Array {
  const bytes = Buffer.from(text, "base64");
  return Float64Array.from({ length: bytes.length / 8 }, (_, i) => bytes.readDoubleLE(8 * i));
}
