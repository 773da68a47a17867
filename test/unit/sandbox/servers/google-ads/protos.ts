import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

interface Node {
  readonly nested?: Readonly<Record<string, Node>>;
  readonly fields?: Readonly<Record<string, { readonly type: string; readonly rule?: string }>>;
  readonly values?: Readonly<Record<string, number>>;
  readonly options?: Readonly<Record<string, string>>;
}

const require = createRequire(import.meta.url);
const ROOT = JSON.parse(readFileSync(require.resolve("google-ads-node/build/protos/protos.json"), "utf8")) as Node;
const VERSION = "google.ads.googleads.v25";

const NODES = new Map<string, Node | undefined>();

function find(path: string): Node | undefined {
  if (!NODES.has(path))
    NODES.set(
      path,
      path.split(".").reduce<Node | undefined>((one, name) => one?.nested?.[name], ROOT),
    );
  return NODES.get(path);
}

function at(path: string): Node {
  const node = find(path);
  if (!node) throw new Error(`expected ${path} in the protos`);
  return node;
}

export const ROW = `${VERSION}.services.GoogleAdsRow`;
export const STREAM_RESPONSE = `${VERSION}.services.SearchGoogleAdsStreamResponse`;
export const SEARCH_RESPONSE = `${VERSION}.services.SearchGoogleAdsResponse`;
export const FAILURE = `${VERSION}.errors.GoogleAdsFailure`;

/** Type and repetition of a GAQL name, by the protos. */
export function protoField(name: string): { readonly type: string; readonly isRepeated: boolean } {
  let type = ROW;
  let isRepeated = false;
  for (const step of name.split(".")) {
    const field = at(type).fields?.[step];
    if (!field) throw new Error(`expected a field ${step} of ${type} for ${name}`);
    type = fullType(type, field.type);
    isRepeated = field.rule === "repeated";
  }
  return { type: type.replace(`${VERSION}.`, ""), isRepeated };
}

/** `customers/{customer_id}/campaigns/{campaign_id}` as an expression. */
export function namePattern(resource: string): RegExp {
  const pattern = at(`${VERSION}.${protoField(resource).type}`).options?.["(google.api.resource).pattern"];
  if (pattern === undefined) throw new Error(`expected a name pattern of ${resource}`);
  return new RegExp(`^${pattern.replace(/\{[^}]*\}/g, "[^/~]+")}$`);
}

export function constantsOf(type: string): readonly string[] {
  return Object.keys(at(`${VERSION}.${type}`).values ?? {});
}

const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  int64: (value) => typeof value === "string" && /^-?\d+$/.test(value),
  int32: (value) => Number.isInteger(value),
  double: (value) => typeof value === "number",
  float: (value) => typeof value === "number",
  bool: (value) => typeof value === "boolean",
  string: (value) => typeof value === "string",
  "google.protobuf.FieldMask": (value) => typeof value === "string",
  "google.protobuf.Duration": (value) => typeof value === "string" && /^\d+(\.\d+)?s$/.test(value),
};

/** What in a JSON value is not as the message of the protos has it: unknown names, wrong types, unknown constants. */
export function problemsOf(value: unknown, type: string, path = ""): readonly string[] {
  const wrong = [`${path}: ${JSON.stringify(value)} is no ${type}`];
  const scalar = SCALARS[type];
  if (scalar) return scalar(value) ? [] : wrong;
  const { values } = at(type);
  if (values) return Object.hasOwn(values, String(value)) ? [] : wrong;
  if (typeof value !== "object" || value === null) return wrong;
  const fields = jsonFields(type);
  return Object.entries(value).flatMap(([key, inner]) => {
    const field = fields.get(key);
    const here = `${path}.${key}`;
    if (!field) return [`${here}: unknown in ${type}`];
    if (!field.isRepeated) return problemsOf(inner, field.type, here);
    if (!Array.isArray(inner)) return [`${here}: no list`];
    return inner.flatMap((one, i) => problemsOf(one, field.type, `${here}[${i}]`));
  });
}

interface JsonField {
  readonly type: string;
  readonly isRepeated: boolean;
}

const FIELDS = new Map<string, ReadonlyMap<string, JsonField>>();

/** Fields of a message by their names in JSON. */
function jsonFields(message: string): ReadonlyMap<string, JsonField> {
  let fields = FIELDS.get(message);
  if (!fields) {
    fields = new Map(
      Object.entries(at(message).fields ?? {}).map(([name, { type, rule }]) => [
        name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
        { type: fullType(message, type), isRepeated: rule === "repeated" },
      ]),
    );
    FIELDS.set(message, fields);
  }
  return fields;
}

/** A short name is one of the message itself, or of its package. */
function fullType(owner: string, name: string): string {
  const scopes = [owner, owner.slice(0, owner.lastIndexOf("."))];
  return scopes.map((scope) => `${scope}.${name}`).find((full) => find(full) !== undefined) ?? name;
}
