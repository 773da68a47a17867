import { dateTimeText, instantMicros, timestampText } from "../../lib/instants.ts";
import { fromNanos, toNanos } from "../../lib/money.ts";
import type { Row, SqlType, Value } from "../warehouse.ts";
import type { CellProto, FieldProto, ParameterProto, ParameterValueProto, RowProto, SchemaProto } from "./rest.ts";
import { parameterType, scalarName } from "./types.ts";

/** Rows of a result page in canonical form; TIMESTAMP comes as microseconds (`formatOptions.useInt64Timestamp`). */
export function rowsOf(schema: SchemaProto | undefined, rows: readonly RowProto[] | undefined): readonly Row[] {
  const fields = schema?.fields ?? [];
  return (rows ?? []).map((row) => structOf(fields, row.f));
}

function structOf(fields: readonly FieldProto[], cells: readonly CellProto[]): Record<string, Value> {
  return Object.fromEntries(fields.map((field, index) => [field.name, cellValue(field, cells[index]?.v ?? null)]));
}

function cellValue(field: FieldProto, value: CellProto["v"]): Value {
  if (field.mode === "REPEATED") {
    const items = (value ?? []) as readonly CellProto[];
    return items.map((item) => cellValue({ ...field, mode: "NULLABLE" }, item.v));
  }
  if (value === null) return null;
  if (typeof value === "object") {
    if (!("f" in value)) throw new RangeError(`expected one ${field.type} in ${field.name}, got a list`);
    return structOf(field.fields ?? [], value.f);
  }
  return scalarOf(scalarName(field.type), value, field.name);
}

function scalarOf(type: string, text: string, name: string): Value {
  switch (type) {
    case "INT64": {
      const number = Number(text);
      return Number.isSafeInteger(number) ? number : BigInt(text);
    }
    case "FLOAT64":
      return text === "NaN" ? Number.NaN : Number(text.replace(/^(-?)inf$/i, "$1Infinity"));
    case "BOOL":
      return text === "true";
    case "NUMERIC":
      return fromNanos(toNanos(text));
    case "DATETIME":
      return dateTimeText(instantMicros(text, false));
    case "TIMESTAMP":
      return timestampText(BigInt(text));
    case "BYTES":
      return Buffer.from(text, "base64").toString("hex");
    case "JSON":
      return JSON.parse(text) as Value;
    case "STRING":
    case "DATE":
    case "TIME":
      return text;
    default:
      throw new RangeError(`expected a type of the port in ${name}, got ${type}`);
  }
}

/** A parameter as REST takes it. Every value that is not NULL leaves with its text. */
export function parameterOf(name: string, type: SqlType, value: Value): ParameterProto {
  const proto = parameterType(type);
  if (proto.arrayType === undefined) {
    return { name, parameterType: proto, parameterValue: { value: textOf(proto.type, value, name) } };
  }
  const element = proto.arrayType.type;
  if (value !== null && !Array.isArray(value)) throw new RangeError(`expected a list in @${name}, got ${typeof value}`);
  const items: readonly Value[] = value ?? [];
  const arrayValues = items.map((item): ParameterValueProto => {
    if (item === null) throw new RangeError(`expected no NULL in the array @${name}: BigQuery stores none`);
    return { value: textOf(element, item, name) };
  });
  return { name, parameterType: proto, parameterValue: { arrayValues } };
}

function textOf(type: string, value: Value, name: string): string | null {
  if (value === null) return null;
  if (typeof value === "object") throw new RangeError(`expected one ${type} in @${name}, got a list or struct`);
  return type === "BYTES" ? Buffer.from(String(value), "hex").toString("base64") : String(value);
}

/** A row as a line of NDJSON, as a load job reads it. */
export function lineOf(row: Row, fields: readonly FieldProto[]): string {
  const own = fields.filter(({ name }) => row[name] !== undefined && row[name] !== null);
  return `{${own.map((field) => `${JSON.stringify(field.name)}:${jsonOf(field, row[field.name] ?? null)}`).join(",")}}`;
}

function jsonOf(field: FieldProto, value: Value): string {
  if (value === null) return "null";
  if (field.mode === "REPEATED") {
    const items = value as readonly Value[];
    return `[${items.map((item) => jsonOf({ ...field, mode: "NULLABLE" }, item)).join(",")}]`;
  }
  switch (scalarName(field.type)) {
    case "INT64":
      // Readers of JSON take numbers for floats: beyond 2^53 only text is exact.
      return typeof value === "bigint" ? JSON.stringify(String(value)) : String(value);
    case "FLOAT64":
      return Number.isFinite(value) ? String(value) : JSON.stringify(String(value));
    case "BYTES":
      return JSON.stringify(Buffer.from(String(value), "hex").toString("base64"));
    case "STRUCT": {
      const struct = value as Row;
      return lineOf(struct, field.fields ?? []);
    }
    case "JSON":
      return JSON.stringify(value);
    case "BOOL":
      return String(Boolean(value));
    default:
      return JSON.stringify(String(value));
  }
}
