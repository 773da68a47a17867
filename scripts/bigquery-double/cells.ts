import { instantMicros } from "../../functions/lib/instants.ts";
import { fromNanos } from "../../functions/lib/money.ts";
import type { Row, Value } from "../../functions/warehouse/warehouse.ts";
import { type GoogleType, parseType, typeText } from "../../test/oracle/google-types.ts";
import { ApiError } from "./api-error.ts";
import type { StoredColumn } from "./catalog.ts";

/** REST schemas still say the old names. */
const LEGACY_NAMES: Readonly<Record<string, string>> = { INT64: "INTEGER", FLOAT64: "FLOAT", BOOL: "BOOLEAN" };
const STANDARD_NAMES: Readonly<Record<string, string>> = {
  INTEGER: "INT64",
  FLOAT: "FLOAT64",
  BOOLEAN: "BOOL",
  RECORD: "STRUCT",
};

export interface Field {
  readonly name: string;
  readonly type: string;
  readonly mode?: string | undefined;
  readonly description?: string | undefined;
  readonly fields?: readonly Field[] | undefined;
}

export function fieldOf({ name, type, isRequired, description }: StoredColumn): Field {
  const field = typedField(name, parseType(type));
  return {
    ...field,
    mode: field.mode === "NULLABLE" && isRequired ? "REQUIRED" : field.mode,
    ...(description === null ? {} : { description }),
  };
}

function typedField(name: string, type: GoogleType): Field {
  if (type.kind === "ARRAY") return { ...typedField(name, type.element), mode: "REPEATED" };
  if (type.kind === "STRUCT")
    return { name, type: "RECORD", mode: "NULLABLE", fields: type.fields.map((f) => typedField(f.name, f.type)) };
  return { name, type: LEGACY_NAMES[type.kind] ?? type.kind, mode: "NULLABLE" };
}

/** The column that a field of a request's schema states. */
export function columnOf(field: Field): StoredColumn {
  return {
    name: field.name,
    type: typeText(typeOf(field)),
    isRequired: field.mode === "REQUIRED",
    description: field.description ?? null,
  };
}

function typeOf(field: Field): GoogleType {
  const name = STANDARD_NAMES[field.type] ?? field.type;
  const one: GoogleType =
    name === "STRUCT"
      ? { kind: "STRUCT", fields: (field.fields ?? []).map((f) => ({ name: f.name, type: typeOf(f) })) }
      : parseType(name);
  return field.mode === "REPEATED" ? { kind: "ARRAY", element: one } : one;
}

export interface Cell {
  readonly v: null | string | readonly Cell[] | { readonly f: readonly Cell[] };
}

/** Rows as result pages hold them. A NULL array leaves as an empty one, an array with a NULL in it fails. */
export function cellsOf(
  columns: readonly StoredColumn[],
  row: readonly Value[],
  timestampsAsInt: boolean,
): readonly Cell[] {
  return columns.map(({ name, type }, index) => cellOf(row[index] ?? null, parseType(type), name, timestampsAsInt));
}

function cellOf(value: Value, type: GoogleType, name: string, asInt: boolean): Cell {
  if (type.kind === "ARRAY") {
    const items = (value ?? []) as readonly Value[];
    if (items.includes(null))
      throw new ApiError("invalidQuery", `Array cannot have a null element; error in writing field ${name}`);
    return { v: items.map((item) => cellOf(item, type.element, name, asInt)) };
  }
  if (value === null) return { v: null };
  if (type.kind === "STRUCT") {
    const struct = value as Row;
    const byName = new Map(Object.entries(struct).map(([key, field]) => [key.toLowerCase(), field]));
    const values = Object.values(struct);
    return {
      v: {
        f: type.fields.map((field, index) =>
          cellOf(byName.get(field.name.toLowerCase()) ?? values[index] ?? null, field.type, name, asInt),
        ),
      },
    };
  }
  return { v: textOf(value, type.kind, asInt) };
}

function textOf(value: Value, kind: string, asInt: boolean): string {
  switch (kind) {
    case "BYTES":
      return Buffer.from(String(value), "hex").toString("base64");
    case "TIMESTAMP": {
      const micros = instantMicros(String(value), true);
      return asInt ? String(micros) : (Number(micros) / 1e6).toExponential();
    }
    case "NUMERIC":
      return typeof value === "number" ? numericOf(value) : String(value);
    case "JSON":
      return JSON.stringify(value);
    default:
      return String(value);
  }
}

const NANOS_DIGITS = 9;

/** DuckDB gives FLOAT64 for quotients and averages that are NUMERIC in GoogleSQL: rounded to its 9 decimals. */
function numericOf(value: number): string {
  const [whole = "0", fraction = ""] = value.toFixed(NANOS_DIGITS).split(".");
  return fromNanos(BigInt(`${whole}${fraction}`));
}
