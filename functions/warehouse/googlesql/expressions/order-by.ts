import { refuse } from "../not-portable.ts";
import { gapBefore, isWord, splitOn } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";

export interface OrderKey {
  readonly value: Nodes;
  readonly descending: boolean;
  readonly nulls: "FIRST" | "LAST";
}

/** One key of ORDER BY. NULL comes first ascending and last descending, unless the key says otherwise. */
export function orderKey(nodes: Nodes): OrderKey {
  let value = nodes;
  let nulls: OrderKey["nulls"] | undefined;
  const last = value.at(-1);
  if (isWord(value.at(-2), "NULLS") && isWord(last, "FIRST", "LAST")) {
    nulls = isWord(last, "FIRST") ? "FIRST" : "LAST";
    value = value.slice(0, -2);
  }
  const direction = value.at(-1);
  const descending = isWord(direction, "DESC");
  if (isWord(direction, "ASC", "DESC")) value = value.slice(0, -1);
  return { value, descending, nulls: nulls ?? (descending ? "LAST" : "FIRST") };
}

/** `ORDER BY …` with the place of NULL written out, whatever DuckDB's session says. */
export function orderBy(
  translator: Translator,
  nodes: Nodes,
  at: Node,
  keyText: (value: Nodes, at: Node) => string = (value, node) => translator.expression(value, node),
): string {
  const keys = splitOn(nodes, ",").map((item) => {
    const key = orderKey(item);
    if (key.value.length === 0) refuse(item[0] ?? at, "ORDER BY needs a key");
    return `${gapBefore(item[0])}${keyText(key.value, at)} ${key.descending ? "DESC" : "ASC"} NULLS ${key.nulls}`;
  });
  if (keys.length === 0) refuse(at, "ORDER BY needs a key");
  return `ORDER BY${keys.join(",")}`;
}
