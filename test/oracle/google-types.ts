/** A GoogleSQL type as a tree. */
export type GoogleType =
  | { readonly kind: ScalarKind }
  | { readonly kind: "ARRAY"; readonly element: GoogleType }
  | { readonly kind: "STRUCT"; readonly fields: readonly GoogleField[] };

export interface GoogleField {
  readonly name: string;
  readonly type: GoogleType;
}

const SCALAR_KINDS = [
  "INT64",
  "FLOAT64",
  "BOOL",
  "STRING",
  "BYTES",
  "DATE",
  "DATETIME",
  "TIMESTAMP",
  "NUMERIC",
  "JSON",
  "INTERVAL",
] as const;
export type ScalarKind = (typeof SCALAR_KINDS)[number];

/** The type in the words of the engine's protocol, as far as we read it. */
export interface TypeProto {
  readonly type_kind: string;
  readonly array_type?: { readonly element_type: TypeProto };
  readonly struct_type?: {
    readonly field?: readonly { readonly field_name?: string; readonly field_type: TypeProto }[];
  };
}

const PROTO_KINDS: Readonly<Record<ScalarKind, string>> = {
  INT64: "TYPE_INT64",
  FLOAT64: "TYPE_DOUBLE",
  BOOL: "TYPE_BOOL",
  STRING: "TYPE_STRING",
  BYTES: "TYPE_BYTES",
  DATE: "TYPE_DATE",
  DATETIME: "TYPE_DATETIME",
  TIMESTAMP: "TYPE_TIMESTAMP",
  NUMERIC: "TYPE_NUMERIC",
  JSON: "TYPE_JSON",
  INTERVAL: "TYPE_INTERVAL",
};

/** Reads type text such as `ARRAY<STRUCT<key STRING, n INT64>>`. */
export function parseType(text: string): GoogleType {
  const tokens = text.match(/[A-Za-z_]\w*|[<>,]|`[^`]+`/g) ?? [];
  let next = 0;
  const take = (): string => tokens[next++] ?? "";
  const read = (): GoogleType => {
    const word = take().toUpperCase();
    if (word === "ARRAY") {
      take();
      const element = read();
      take();
      return { kind: "ARRAY", element };
    }
    if (word === "STRUCT") {
      take();
      const fields: GoogleField[] = [];
      do fields.push({ name: take().replaceAll("`", ""), type: read() });
      while (take() === ",");
      return { kind: "STRUCT", fields };
    }
    const kind = SCALAR_KINDS.find((scalar) => scalar === word);
    if (kind === undefined) throw new RangeError(`expected a GoogleSQL type, got ${word} in ${text}`);
    return { kind };
  };
  return read();
}

export function typeText(type: GoogleType): string {
  if (type.kind === "ARRAY") return `ARRAY<${typeText(type.element)}>`;
  if (type.kind === "STRUCT")
    return `STRUCT<${type.fields.map((field) => `${field.name} ${typeText(field.type)}`).join(", ")}>`;
  return type.kind;
}

export function typeToProto(type: GoogleType): TypeProto {
  if (type.kind === "ARRAY")
    return { type_kind: "TYPE_ARRAY", array_type: { element_type: typeToProto(type.element) } };
  if (type.kind === "STRUCT") {
    const field = type.fields.map(({ name, type: fieldType }) => ({
      field_name: name,
      field_type: typeToProto(fieldType),
    }));
    return { type_kind: "TYPE_STRUCT", struct_type: { field } };
  }
  return { type_kind: PROTO_KINDS[type.kind] };
}

export function protoToType(proto: TypeProto): GoogleType {
  if (proto.array_type !== undefined) return { kind: "ARRAY", element: protoToType(proto.array_type.element_type) };
  if (proto.struct_type !== undefined) {
    const fields = (proto.struct_type.field ?? []).map((field, index) => ({
      name: field.field_name || `_field_${index + 1}`,
      type: protoToType(field.field_type),
    }));
    return { kind: "STRUCT", fields };
  }
  const kind = SCALAR_KINDS.find((scalar) => PROTO_KINDS[scalar] === proto.type_kind);
  if (kind === undefined) throw new RangeError(`expected a type that the project uses, got ${proto.type_kind}`);
  return { kind };
}

/** Type text for messages and comparisons; a type that the project does not use keeps the protocol's word. */
export function protoTypeText(proto: TypeProto): string {
  const isScalar = proto.array_type === undefined && proto.struct_type === undefined;
  const isKnown = SCALAR_KINDS.some((scalar) => PROTO_KINDS[scalar] === proto.type_kind);
  return isScalar && !isKnown ? proto.type_kind : typeText(protoToType(proto));
}
