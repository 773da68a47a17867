import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

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

/** What a GAQL name is in Google Ads: a field, a message (which cannot be selected whole), or nothing. */
export function googleKind(name: string): "field" | "message" | null {
  let type: string | undefined = `${VERSION}.services.GoogleAdsRow`;
  for (const step of name.split(".")) {
    const field: ProtoField | undefined = type === undefined ? undefined : nodeAt(type)?.fields?.[step];
    if (!field) return null;
    type = field.rule === "repeated" || !field.type.startsWith(VERSION) ? undefined : field.type;
  }
  return type !== undefined && nodeAt(type)?.fields ? "message" : "field";
}

/** Constants of an enum, `CampaignStatus`. */
export function enumConstants(name: string): readonly string[] {
  const values = nodeAt(`${VERSION}.enums.${name}Enum.${name}`)?.values;
  if (!values) throw new RangeError(`expected an enum of the protos, got "${name}"`);
  return Object.keys(values);
}
