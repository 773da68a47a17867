import type { Value } from "../../functions/warehouse/warehouse.ts";
import { bytesToNumeric, numericToBytes } from "./google-numeric.ts";
import type { GoogleType } from "./google-types.ts";

const DAY_MS = 86_400_000;
const INSTANT = /^(\d{4,5})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?Z?$/;

/** A value in the words of the engine's protocol; its one set field says its kind. */
export interface ValueProto {
  readonly value?: string;
  readonly int64_value?: string;
  readonly double_value?: number;
  readonly bool_value?: boolean;
  readonly string_value?: string;
  readonly bytes_value?: Uint8Array;
  readonly date_value?: number;
  readonly timestamp_value?: { readonly seconds?: string; readonly nanos?: number };
  readonly datetime_value?: { readonly bit_field_datetime_seconds?: string; readonly nanos?: number };
  readonly numeric_value?: Uint8Array;
  readonly json_value?: string;
  readonly array_value?: { readonly element?: readonly ValueProto[] };
  readonly struct_value?: { readonly field?: readonly ValueProto[] };
}

/** A canonical value (see `warehouse.ts`) for the engine. */
export function encodeValue(value: Value | undefined, type: GoogleType): ValueProto {
  if (value === null || value === undefined) return {};
  switch (type.kind) {
    case "INT64":
      return { int64_value: String(value) };
    case "FLOAT64":
      return { double_value: Number(value) };
    case "BOOL":
      return { bool_value: Boolean(value) };
    case "STRING":
      return { string_value: String(value) };
    case "BYTES":
      return { bytes_value: Buffer.from(String(value), "hex") };
    case "DATE":
      return { date_value: Math.floor(Date.parse(`${value}T00:00:00Z`) / DAY_MS) };
    case "TIMESTAMP":
      return { timestamp_value: { seconds: String(secondsOf(String(value))), nanos: nanosOf(String(value)) } };
    case "DATETIME":
      return { datetime_value: { bit_field_datetime_seconds: bitField(String(value)), nanos: nanosOf(String(value)) } };
    case "NUMERIC":
      return { numeric_value: numericToBytes(String(value)) };
    case "JSON":
      return { json_value: JSON.stringify(value) };
    case "ARRAY":
      return { array_value: { element: (value as readonly Value[]).map((item) => encodeValue(item, type.element)) } };
    case "STRUCT": {
      const fields = value as { readonly [field: string]: Value };
      return {
        struct_value: { field: type.fields.map(({ name, type: fieldType }) => encodeValue(fields[name], fieldType)) },
      };
    }
    default:
      throw new RangeError(`expected a type that rows hold, got ${type.kind}`);
  }
}

/** The engine's value in canonical form. */
export function decodeValue(proto: ValueProto | undefined, type: GoogleType): Value {
  if (proto?.value === undefined) return null;
  switch (type.kind) {
    case "INT64":
      return safeNumber(BigInt(proto.int64_value ?? 0));
    case "FLOAT64":
      return proto.double_value ?? 0;
    case "BOOL":
      return proto.bool_value ?? false;
    case "STRING":
      return proto.string_value ?? "";
    case "BYTES":
      return Buffer.from(proto.bytes_value ?? []).toString("hex");
    case "DATE":
      return new Date((proto.date_value ?? 0) * DAY_MS).toISOString().slice(0, 10);
    case "TIMESTAMP":
      return `${new Date(Number(proto.timestamp_value?.seconds ?? 0) * 1000).toISOString().slice(0, 19)}${fraction(proto.timestamp_value?.nanos)}Z`;
    case "DATETIME":
      return dateTime(BigInt(proto.datetime_value?.bit_field_datetime_seconds ?? 0), proto.datetime_value?.nanos);
    case "NUMERIC":
      return bytesToNumeric(proto.numeric_value ?? new Uint8Array());
    case "JSON":
      return JSON.parse(proto.json_value ?? "null") as Value;
    case "ARRAY":
      return (proto.array_value?.element ?? []).map((element) => decodeValue(element, type.element));
    case "STRUCT":
      return Object.fromEntries(
        type.fields.map(({ name, type: fieldType }, index) => [
          name,
          decodeValue(proto.struct_value?.field?.[index], fieldType),
        ]),
      );
    default:
      throw new RangeError(`expected a type that results hold, got ${type.kind}`);
  }
}

function safeNumber(value: bigint): number | bigint {
  return Number.isSafeInteger(Number(value)) ? Number(value) : value;
}

function partsOf(text: string): RegExpExecArray {
  const match = INSTANT.exec(text);
  if (match === null) throw new RangeError(`expected a time like 2026-01-31T10:00:00.123456, got ${text}`);
  return match;
}

function secondsOf(text: string): number {
  partsOf(text);
  return Date.parse(`${text.slice(0, 19)}Z`) / 1000;
}

function nanosOf(text: string): number {
  return Number((partsOf(text)[7] ?? "").padEnd(9, "0"));
}

function bitField(text: string): string {
  const [year = 0n, month = 0n, day = 0n, hour = 0n, minute = 0n, second = 0n] = partsOf(text).slice(1, 7).map(BigInt);
  return String((year << 26n) | (month << 22n) | (day << 17n) | (hour << 12n) | (minute << 6n) | second);
}

function dateTime(bits: bigint, nanos: number | undefined): string {
  const part = (shift: bigint, width: bigint, digits: number) =>
    String((bits >> shift) & ((1n << width) - 1n)).padStart(digits, "0");
  return `${part(26n, 14n, 4)}-${part(22n, 4n, 2)}-${part(17n, 5n, 2)}T${part(12n, 5n, 2)}:${part(6n, 6n, 2)}:${part(0n, 6n, 2)}${fraction(nanos)}`;
}

/** 0, 3 or 6 digits. */
function fraction(nanos = 0): string {
  if (nanos === 0) return "";
  return `.${String(nanos).padStart(9, "0").slice(0, 6).replace(/000$/, "")}`;
}
