import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FieldType } from "./field.ts";

/** A message or enum of the protos in protobuf.js's JSON form, as far as it is read here. */
interface ProtoNode {
  readonly nested?: Readonly<Record<string, ProtoNode>>;
  readonly fields?: Readonly<Record<string, ProtoField>>;
  readonly values?: Readonly<Record<string, number>>;
}

interface ProtoField {
  readonly type: string;
  readonly rule?: string;
}

const VERSION = "google.ads.googleads.v25";
let root: ProtoNode | undefined;

/** The protos of the client package, read when something is first asked that the catalogue does not hold. */
function protos(): ProtoNode {
  if (!root) {
    const require = createRequire(createRequire(import.meta.url).resolve("google-ads-api/enums"));
    root = JSON.parse(readFileSync(require.resolve("google-ads-node/build/protos/protos.json"), "utf8")) as ProtoNode;
  }
  return root;
}

function nodeAt(path: string): ProtoNode | undefined {
  return path.split(".").reduce<ProtoNode | undefined>((node, name) => node?.nested?.[name], protos());
}

/** Full name of a field's type: a short name is one of the message itself, or of its package. */
function fullType({ type }: ProtoField, owner: string): string {
  const ofPackage = owner.slice(0, owner.lastIndexOf("."));
  return [owner, ofPackage].map((scope) => `${scope}.${type}`).find((full) => nodeAt(full)) ?? type;
}

/** What a GAQL name is in Google Ads: a message (which cannot be selected whole), or a field of a type; null: nothing. */
export type GoogleName =
  | { readonly kind: "message" }
  | { readonly kind: "field"; readonly type: FieldType; readonly isRepeated: boolean };

export function googleName(name: string): GoogleName | null {
  let owner = `${VERSION}.services.GoogleAdsRow`;
  let found: GoogleName = { kind: "message" };
  for (const step of name.split(".")) {
    const field: ProtoField | undefined = found.kind === "message" ? nodeAt(owner)?.fields?.[step] : undefined;
    if (!field) return null;
    owner = fullType(field, owner);
    const isRepeated: boolean = field.rule === "repeated";
    const isMessage: boolean = nodeAt(owner)?.fields !== undefined;
    found = isMessage && !isRepeated ? { kind: "message" } : { kind: "field", type: fieldType(owner), isRepeated };
  }
  return found;
}

const SCALARS: Readonly<Record<string, FieldType>> = {
  int32: "INT64",
  int64: "INT64",
  float: "DOUBLE",
  double: "DOUBLE",
  bool: "BOOLEAN",
  string: "STRING",
};

function fieldType(type: string): FieldType {
  if (nodeAt(type)?.values) return `ENUM ${type.slice(type.lastIndexOf(".") + 1)}`;
  return SCALARS[type] ?? "MESSAGE";
}

/** Constants of an enum, `CampaignStatus`. */
export function enumConstants(name: string): readonly string[] {
  const values = nodeAt(`${VERSION}.enums.${name}Enum.${name}`)?.values;
  if (!values) throw new RangeError(`expected an enum of the protos, got "${name}"`);
  return Object.keys(values);
}
