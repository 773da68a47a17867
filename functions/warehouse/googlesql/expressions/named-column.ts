import { refuse } from "../not-portable.ts";
import { isAnyName, isGroup, isName, isOperator, isWord } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";

/** An item of a SELECT list or STRUCT: its expression and its name. */
export interface NamedColumn {
  readonly value: Nodes;
  /** The alias, or the name that a path ends in; undefined where GoogleSQL gives none. */
  readonly name: string | undefined;
  /** How the name was given. */
  readonly naming: "as" | "alias" | "path" | "none";
}

/** Splits `value AS name`, `value name`, `a.b.name`. */
export function columnOf(item: Nodes): NamedColumn {
  const last = item.at(-1);
  const before = item.at(-2);
  if (isWord(before, "AS") && item.length > 2) {
    if (!isName(last)) return refuse(last ?? before, "an alias must be a name that is no reserved word");
    return { value: item.slice(0, -2), name: last.value, naming: "as" };
  }
  if (isName(last) && endsOperand(before) && !isIntervalUnit(item)) {
    return { value: item.slice(0, -1), name: last.value, naming: "alias" };
  }
  const isPath = isOperator(before, ".") ? isAnyName(last) : item.length === 1 && isName(last);
  return isPath && last?.kind !== "group"
    ? { value: item, name: last?.value, naming: "path" }
    : { value: item, name: undefined, naming: "none" };
}

/** Can the node be the last of an operand? */
export function endsOperand(node: Node | undefined): boolean {
  if (node === undefined) return false;
  return (
    node.kind !== "operator" && (node.kind !== "name" || isName(node) || isWord(node, "NULL", "TRUE", "FALSE", "END"))
  );
}

/** Is the last word the unit of `INTERVAL value UNIT`? */
function isIntervalUnit(item: Nodes): boolean {
  const interval = item.findLastIndex((node) => isWord(node, "INTERVAL"));
  return interval >= 0 && skipPrimary(item, interval + 1) === item.length - 1;
}

/** The index after a literal, bracket, path or call. */
function skipPrimary(nodes: Nodes, start: number): number {
  let next = isOperator(nodes[start], "-") ? start + 2 : start + 1;
  for (;;) {
    const node = nodes[next];
    if (isOperator(node, ".")) next += 2;
    else if (isGroup(node, "(") || isGroup(node, "[")) next += 1;
    else return next;
  }
}
