import { quoteText } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isGroup, isOperator, isQueryGroup, isWord, splitOn } from "../syntax/nodes.ts";
import type { Node, Nodes, Token } from "../syntax/tokens.ts";
import type { Read, Translator } from "../translator.ts";
import { readType } from "../types.ts";
import { columnOf } from "./named-column.ts";

/** `ARRAY[…]`, `ARRAY<type>[…]`, `ARRAY(query)`. */
export function readArray(translator: Translator, nodes: Nodes, start: number, word: Token): Read {
  const following = nodes[start + 1];
  if (isQueryGroup(following)) {
    return { text: `ARRAY(${translator.query(following.nodes, following, "free")})`, next: start + 2 };
  }
  if (isGroup(following, "[")) return { text: translator.expression([following], following), next: start + 2 };
  if (!isOperator(following, "<")) return refuse(word, "unexpected ARRAY", "write [a, b] or ARRAY(query)");
  const { type, next } = readType(nodes, start, word);
  const values = nodes[next];
  if (!isGroup(values, "[")) return refuse(values ?? word, "a typed array needs its values", "write ARRAY<type>[…]");
  return { text: `CAST(${translator.expression([values], values)} AS ${type})`, next: next + 1 };
}

/** `STRUCT(a AS x, b)`, `STRUCT<x INT64, y STRING>(a, b)`. */
export function readStruct(translator: Translator, nodes: Nodes, start: number, word: Token): Read {
  const following = nodes[start + 1];
  if (isGroup(following, "(")) {
    return { text: structOf(translator, splitOn(following.nodes, ","), word), next: start + 2 };
  }
  if (!isOperator(following, "<")) return refuse(word, "unexpected STRUCT", "write STRUCT(a AS a, b AS b)");
  const { type, next } = readType(nodes, start, word);
  const values = nodes[next];
  if (!isGroup(values, "(")) return refuse(values ?? word, "a typed struct needs its values", "write STRUCT<type>(…)");
  const fields = splitOn(values.nodes, ",").map((value) => {
    if (value.some((node) => isWord(node, "AS"))) refuse(values, "the fields of a typed struct are named by its type");
    return translator.expression(value, values);
  });
  return { text: `CAST(row(${fields.join(", ")}) AS ${type})`, next: next + 1 };
}

/** DuckDB's struct of `value AS name` items; a column keeps its own name. */
export function structOf(translator: Translator, items: readonly Nodes[], at: Node): string {
  if (items.length === 0) return refuse(at, "a struct without fields is not portable");
  const fields = items.map((item) => {
    const column = columnOf(item);
    const name = column.name ?? refuse(item[0] ?? at, "every STRUCT field needs a name", "write STRUCT(value AS name)");
    return `${quoteText(name)}: ${fieldValue(translator.expression(column.value, at))}`;
  });
  return `{${fields.join(", ")}}`;
}

/** DuckDB loses a field's name when its value is a macro beside a lateral UNNEST (1.5.5): coalesce of one keeps it. */
function fieldValue(text: string): string {
  return text.startsWith("bq.") ? `coalesce(${text})` : text;
}
