import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isName, isWord, splitOn, written } from "../syntax/nodes.ts";
import type { Group, Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import { orderBy } from "./order-by.ts";

const FRAME_WORDS = ["ROWS", "RANGE", "BETWEEN", "AND", "UNBOUNDED", "PRECEDING", "FOLLOWING", "CURRENT", "ROW"];

/** What stands in the brackets of OVER or of a named window: name, PARTITION BY, ORDER BY, frame. */
export function windowSpecification(translator: Translator, group: Group): string {
  const { nodes } = group;
  const starts = ["PARTITION", "ORDER", "ROWS", "RANGE"].map((word) => nodes.findIndex((node) => isWord(node, word)));
  const [partition = -1, order = -1, rows = -1, range = -1] = starts;
  const frame = Math.max(rows, range);
  const end = (...later: readonly number[]): number => later.find((at) => at >= 0) ?? nodes.length;
  const parts: string[] = [];

  const name = nodes.slice(0, end(partition, order, frame));
  if (name.length === 1 && isName(name[0])) parts.push(quoteName(name[0].value));
  else if (name[0] !== undefined) refuse(name[0], `unexpected ${written(name[0])} in a window`);
  if (partition >= 0) {
    const keys = splitOn(afterBy(nodes, partition, end(order, frame), group), ",");
    parts.push(`PARTITION BY ${keys.map((key) => translator.expression(key, group)).join(", ")}`);
  }
  if (order >= 0) parts.push(orderBy(translator, afterBy(nodes, order, end(frame), group), group));
  if (frame >= 0) parts.push(frameText(translator, nodes.slice(frame), group));
  return parts.join(" ");
}

function afterBy(nodes: Nodes, start: number, end: number, at: Node): Nodes {
  if (!isWord(nodes[start + 1], "BY") || end <= start + 2) refuse(nodes[start] ?? at, "expected BY and its keys");
  return nodes.slice(start + 2, end);
}

/** `ROWS BETWEEN 6 PRECEDING AND CURRENT ROW`: words of the list, and numbers or parameters. */
function frameText(translator: Translator, nodes: Nodes, at: Node): string {
  return nodes
    .map((node) => {
      if (isWord(node, ...FRAME_WORDS)) return node.text.toUpperCase();
      if (node.kind === "number" && /^[0-9]+$/.test(node.text)) return node.text;
      if (node.kind === "parameter") return translator.expression([node], at);
      return refuse(node, `unexpected ${written(node)} in a window frame`);
    })
    .join(" ");
}
