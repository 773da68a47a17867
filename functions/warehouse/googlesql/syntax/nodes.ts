import { RESERVED_WORDS } from "./reserved-words.ts";
import type { Group, Name, Node, Nodes, Operator, Word } from "./tokens.ts";

/** Is the node one of these words, written without quotes, in any case? */
export function isWord(node: Node | undefined, ...words: readonly string[]): node is Word {
  return node?.kind === "name" && words.includes(node.text.toUpperCase());
}

export function isOperator(node: Node | undefined, ...operators: readonly string[]): node is Operator {
  return node?.kind === "operator" && operators.includes(node.text);
}

export function isGroup<Open extends "(" | "[">(
  node: Node | undefined,
  open: Open,
): node is Group & { readonly open: Open } {
  return node?.kind === "group" && node.open === open;
}

/** A word that GoogleSQL keeps for its syntax: never the name of a column, table or alias. */
export function isReserved(node: Node | undefined): node is Word {
  return node?.kind === "name" && RESERVED_WORDS.has(node.text.toUpperCase());
}

/** A name of a column, table or alias, quoted or not. */
export function isName(node: Node | undefined): node is Name {
  return node?.kind === "quotedName" || (node?.kind === "name" && !isReserved(node));
}

/** A name in any place where reserved words cannot be meant, as after a dot. */
export function isAnyName(node: Node | undefined): node is Name {
  return node?.kind === "quotedName" || node?.kind === "name";
}

/** A bracket that holds a query. */
export function isQueryGroup(node: Node | undefined): node is Group & { readonly open: "(" } {
  return isGroup(node, "(") && startsQuery(node.nodes);
}

export function startsQuery(nodes: Nodes): boolean {
  const first = nodes[0];
  return (
    isWord(first, "SELECT", "WITH") ||
    (isGroup(first, "(") && startsQuery(first.nodes) && nodes.length > 0 && startsSetOperation(nodes))
  );
}

/** `(query)` alone, or `(query) UNION …`: brackets around a scalar subquery in an expression are no query. */
function startsSetOperation(nodes: Nodes): boolean {
  return nodes.length === 1 || isWord(nodes[1], "UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT");
}

export function splitOn(nodes: Nodes, operator: string): readonly Nodes[] {
  if (nodes.length === 0) return [];
  const parts: Node[][] = [[]];
  for (const node of nodes) {
    if (isOperator(node, operator)) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts;
}

/** The text between two pieces of output: line ends of the source stay line ends. */
export function gapBefore(node: Node | undefined): string {
  return node?.onNewLine ? "\n" : " ";
}

/** The node as a person wrote it, for messages. */
export function written(node: Node): string {
  return node.kind === "group" ? node.open : node.text;
}
