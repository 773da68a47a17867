import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isGroup, isName, isWord } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";

export interface UnnestText {
  readonly text: string;
  readonly alias: string;
  readonly next: number;
  readonly mayHoldStructs: boolean;
}

const SCALAR_ARRAYS = [
  "GENERATE_ARRAY",
  "GENERATE_DATE_ARRAY",
  "GENERATE_TIMESTAMP_ARRAY",
  "SPLIT",
  "REGEXP_EXTRACT_ALL",
  "JSON_QUERY_ARRAY",
  "JSON_VALUE_ARRAY",
];

/** Reads `UNNEST(array) [AS] alias [WITH OFFSET [AS name]]`: a table of one column, named like its alias. */
export function readUnnest(translator: Translator, nodes: Nodes, start: number, word: Node): UnnestText {
  const group = nodes[start + 1];
  if (!isGroup(group, "(")) return refuse(word, "UNNEST needs an array in brackets");
  const alias = readAlias(nodes, start + 2);
  if (alias === undefined)
    return refuse(
      word,
      "UNNEST without an alias is not portable",
      "write UNNEST(array) AS x and read its fields as x.field",
    );
  const array = translator.expression(group.nodes, group);
  const table = translator.newAlias();
  const mayHoldStructs = !holdsScalars(group.nodes);
  const column = quoteName(alias.name);
  if (!isWord(nodes[alias.next], "WITH") || !isWord(nodes[alias.next + 1], "OFFSET")) {
    return { text: `UNNEST(${array}) AS ${table}(${column})`, alias: alias.name, next: alias.next, mayHoldStructs };
  }
  const offset = readAlias(nodes, alias.next + 2) ?? { name: "offset", next: alias.next + 2 };
  const positions = `UNNEST(range(len(${array}))) AS ${quoteName(offset.name)}`;
  const text = `(SELECT UNNEST(${array}) AS ${column}, ${positions}) AS ${table}`;
  return { text, alias: alias.name, next: offset.next, mayHoldStructs };
}

function readAlias(nodes: Nodes, start: number): { readonly name: string; readonly next: number } | undefined {
  const as = isWord(nodes[start], "AS");
  const name = nodes[as ? start + 1 : start];
  if (isName(name)) return { name: name.value, next: start + (as ? 2 : 1) };
  return as ? refuse(name ?? nodes[start] ?? { at: { line: 1, column: 1 } }, "expected an alias") : undefined;
}

/** Are the elements surely no structs? */
function holdsScalars(array: Nodes): boolean {
  const [first, second] = array;
  if (isWord(first, ...SCALAR_ARRAYS)) return isGroup(second, "(") && array.length === 2;
  if (!isGroup(first, "[") || array.length !== 1) return false;
  const [element] = first.nodes;
  return (
    element?.kind === "string" ||
    element?.kind === "number" ||
    isWord(element, "DATE", "TIMESTAMP", "NUMERIC", "IEEE_DIVIDE", "NULL")
  );
}
