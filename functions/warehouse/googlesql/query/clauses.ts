import { refuse } from "../not-portable.ts";
import { isGroup, isOperator, isWord, written } from "../syntax/nodes.ts";
import type { Node, Nodes, Token } from "../syntax/tokens.ts";

/** The clauses of one SELECT, in the order that GoogleSQL wants. */
const CLAUSES = ["SELECT", "FROM", "WHERE", "GROUP", "HAVING", "QUALIFY", "WINDOW", "ORDER", "LIMIT"] as const;
export type ClauseName = (typeof CLAUSES)[number];

export interface Clause {
  readonly word: Token;
  /** What follows the word, and BY. */
  readonly nodes: Nodes;
}

export type Clauses = Partial<Record<ClauseName, Clause>>;

/** Splits one SELECT (or what follows the last arm of a set operation) into its clauses. */
export function clausesOf(nodes: Nodes, at: Node): Clauses {
  const clauses: Partial<Record<ClauseName, { word: Token; nodes: Node[] }>> = {};
  let current: { nodes: Node[] } | undefined;
  let last = -1;
  for (const [index, node] of nodes.entries()) {
    const order = clauseAt(nodes, index);
    const name = CLAUSES[order];
    if (name === undefined || node.kind !== "name") {
      if (current === undefined) refuse(node, `unexpected ${written(node)}`);
      current.nodes.push(node);
      continue;
    }
    if (order <= last) refuse(node, `${name} does not stand in its place`);
    last = order;
    const clause = { word: node, nodes: [] };
    clauses[name] = clause;
    current = clause;
  }
  if (current === undefined) refuse(nodes[0] ?? at, "expected a query");
  for (const name of ["GROUP", "ORDER"] as const) {
    const clause = clauses[name];
    if (clause !== undefined && !isWord(clause.nodes.shift(), "BY")) refuse(clause.word, `expected BY after ${name}`);
  }
  return clauses;
}

/** The rank of the clause that starts here, or -1. */
function clauseAt(nodes: Nodes, index: number): number {
  const node = nodes[index];
  if (isWord(node, "FROM") && isWord(nodes[index - 1], "DISTINCT") && isWord(nodes[index - 2], "IS", "NOT")) return -1;
  return isWord(node, ...CLAUSES) ? CLAUSES.findIndex((name) => isWord(node, name)) : -1;
}

/** Is this the set operation of two queries, and not `* EXCEPT (columns)`? */
export function isSetOperation(nodes: Nodes, index: number): boolean {
  const node = nodes[index];
  if (!isWord(node, "UNION", "INTERSECT", "EXCEPT")) return false;
  return !(isWord(node, "EXCEPT") && isGroup(nodes[index + 1], "(") && isOperator(nodes[index - 1], "*"));
}
