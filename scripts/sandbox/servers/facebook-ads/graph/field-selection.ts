import { invalidParameter } from "./graph-error.ts";
import { type GraphRequest, jsonParam } from "./graph-request.ts";

/** A field that was asked for, and the fields of the object behind it: `creative{id,title}`. */
export interface FieldSelection {
  readonly name: string;
  readonly inner: readonly FieldSelection[] | null;
}

/** `fields` of a request: text, or a JSON list of names. Undefined if none were named. */
export function selectionOf(request: GraphRequest): readonly FieldSelection[] | undefined {
  const fields = jsonParam(request, "fields");
  if (fields === undefined) return undefined;
  return parseFields(Array.isArray(fields) ? fields.join(",") : String(fields));
}

/** Reads names with commas between them, braces for the fields of an object. */
function parseFields(text: string): readonly FieldSelection[] {
  let at = 0;
  const list = (isNested: boolean): FieldSelection[] => {
    const fields: FieldSelection[] = [];
    for (;;) {
      const name = /^\s*([\w.]+)\s*/.exec(text.slice(at));
      if (!name) throw syntaxError(text, at);
      at += name[0].length;
      let inner: FieldSelection[] | null = null;
      if (text[at] === "{") {
        at++;
        inner = list(true);
      }
      fields.push({ name: name[1] as string, inner });
      const next = /^\s*([,}]?)\s*/.exec(text.slice(at)) as RegExpExecArray;
      at += next[0].length;
      if (next[1] === ",") continue;
      if (next[1] === "}" && isNested) return fields;
      if (next[1] === "" && at === text.length && !isNested) return fields;
      throw syntaxError(text, at);
    }
  };
  return list(false);
}

function syntaxError(text: string, at: number): Error {
  return invalidParameter(`Syntax error "Expected name." at character ${at}: ${text.slice(0, at)}`);
}

/** How a node shows its fields. Null and undefined are left out, as Graph leaves out what is not set. */
export interface NodeType<Source> {
  /** As Graph calls it in its errors. */
  readonly typeName: string;
  /** Every field of the node that Graph knows; those without a value here are never set in this market. */
  readonly fieldNames: ReadonlySet<string>;
  readonly values: Readonly<Record<string, (source: Source) => unknown>>;
  /** Fields that are objects: shown with their id, or the fields asked for in braces. */
  readonly nodes?: Readonly<Record<string, (source: Source, inner: readonly FieldSelection[]) => unknown>>;
  /** Without `fields`. */
  readonly defaults: readonly string[];
}

const ONLY_ID: readonly FieldSelection[] = [{ name: "id", inner: null }];

/** The fields asked for, and always the id. */
export function selectFields<Source>(
  source: Source,
  type: NodeType<Source>,
  selection: readonly FieldSelection[] | undefined,
): Readonly<Record<string, unknown>> {
  const fields = selection ?? type.defaults.map((name) => ({ name, inner: null }));
  const shown: Record<string, unknown> = {};
  for (const { name, inner } of [...fields, ...ONLY_ID]) {
    if (!type.fieldNames.has(name))
      throw invalidParameter(`Tried accessing nonexisting field (${name}) on node type (${type.typeName})`);
    const node = type.nodes?.[name];
    const value = node ? node(source, inner ?? ONLY_ID) : type.values[name]?.(source);
    if (value !== undefined && value !== null) shown[name] = value;
  }
  return shown;
}
