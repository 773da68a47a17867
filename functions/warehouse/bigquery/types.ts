import type { Column, SqlType } from "../warehouse.ts";
import type { FieldProto, ParameterTypeProto, SchemaProto } from "./rest.ts";

/** Legacy names that REST schemas still use. */
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  INTEGER: "INT64",
  FLOAT: "FLOAT64",
  BOOLEAN: "BOOL",
  RECORD: "STRUCT",
};

export function scalarName(type: string): string {
  return STANDARD_NAMES[type] ?? type;
}

/** A REST field's type as GoogleSQL text. */
export function typeOf(field: FieldProto): SqlType {
  const one = scalarName(field.type);
  const type =
    one === "STRUCT" ? `STRUCT<${(field.fields ?? []).map((f) => `${f.name} ${typeOf(f)}`).join(", ")}>` : one;
  return field.mode === "REPEATED" ? `ARRAY<${type}>` : type;
}

export function columnsOf(schema: SchemaProto | undefined): readonly Column[] {
  return (schema?.fields ?? []).map((field) => ({ name: field.name, type: typeOf(field) }));
}

/** GoogleSQL type text of a parameter: a scalar, or an array of scalars. */
export function parameterType(type: SqlType): ParameterTypeProto {
  const array = /^ARRAY<(\w+)>$/i.exec(type.trim());
  if (array?.[1] !== undefined) return { type: "ARRAY", arrayType: { type: array[1].toUpperCase() } };
  if (!/^\w+$/.test(type.trim())) throw new RangeError(`expected a scalar or an array of scalars, got ${type}`);
  return { type: type.trim().toUpperCase() };
}
