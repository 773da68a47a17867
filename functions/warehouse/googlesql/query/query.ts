import { orderBy } from "../expressions/order-by.ts";
import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { gapBefore, isGroup, isName, isOperator, isQueryGroup, isWord, written } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { ColumnNames, Translator } from "../translator.ts";
import { clausesOf, isSetOperation } from "./clauses.ts";
import { limitText, select } from "./select.ts";

/** A query: `[WITH …] SELECT … [UNION ALL …] [ORDER BY …] [LIMIT …]`. */
export function query(translator: Translator, nodes: Nodes, at: Node, columns: ColumnNames): string {
  if (isWord(nodes[0], "WITH")) return withQuery(translator, nodes, nodes[0], columns);
  return setOperations(translator, nodes, at, columns);
}

function withQuery(translator: Translator, nodes: Nodes, word: Node, columns: ColumnNames): string {
  const isRecursive = isWord(nodes[1], "RECURSIVE");
  const names: string[] = [];
  const tables: { readonly name: string; readonly body: Extract<Node, { kind: "group" }>; readonly nameNode: Node }[] =
    [];
  let next = isRecursive ? 2 : 1;
  for (;;) {
    const name = nodes[next];
    const body = nodes[next + 2];
    if (!isName(name) || !isWord(nodes[next + 1], "AS") || !isGroup(body, "(")) {
      return refuse(name ?? word, "expected name AS (query)");
    }
    tables.push({ name: name.value, body, nameNode: name });
    names.push(name.value.toLowerCase());
    next += 3;
    if (!isOperator(nodes[next], ",")) break;
    next += 1;
    if (isWord(nodes[next], "SELECT") || isQueryGroup(nodes[next])) break;
  }
  const texts = tables.map(({ name, body, nameNode }, index) => {
    const visible = translator.within({ ctes: isRecursive ? names : names.slice(0, index) });
    return `${gapBefore(nameNode)}${quoteName(name)} AS (${visible.query(body.nodes, body, "named")})`;
  });
  const main = translator.within({ ctes: names });
  const gap = gapBefore(nodes[next]);
  return `WITH${isRecursive ? " RECURSIVE" : ""}${texts.join(",")}${gap}${setOperations(main, nodes.slice(next), word, columns)}`;
}

function setOperations(translator: Translator, nodes: Nodes, at: Node, columns: ColumnNames): string {
  const operations = nodes.flatMap((_node, index) => (isSetOperation(nodes, index) ? [index] : []));
  if (operations.length === 0) return arm(translator, nodes, at, columns);
  const kinds = new Set<string>();
  let text = "";
  let start = 0;
  for (const [position, index] of [...operations, nodes.length].entries()) {
    const isLast = index === nodes.length;
    const part = nodes.slice(start, index);
    const names = position === 0 ? columns : "free";
    text += isLast ? lastArm(translator, part, at) : arm(translator, part, nodes[index] ?? at, names, "inside");
    const operator = nodes[index];
    if (isLast || operator?.kind !== "name") break;
    const name = operator.text.toUpperCase();
    const quantifier = nodes[index + 1];
    const isAll = isWord(quantifier, "ALL");
    if (!isWord(quantifier, "DISTINCT") && !(isAll && name === "UNION")) {
      return refuse(operator, `${name} must say DISTINCT${name === "UNION" ? " or ALL" : ""}`);
    }
    kinds.add(`${name} ${isAll ? "ALL" : "DISTINCT"}`);
    if (kinds.size > 1) refuse(operator, "different set operations need brackets around them");
    text += `${gapBefore(operator)}${name}${isAll ? " ALL" : ""}${gapBefore(nodes[index + 2])}`;
    start = index + 2;
  }
  return text;
}

/** One SELECT, or a query in brackets with its own ORDER BY and LIMIT after them. */
function arm(
  translator: Translator,
  nodes: Nodes,
  at: Node,
  columns: ColumnNames,
  place: "alone" | "inside" = "alone",
): string {
  const [first, ...rest] = nodes;
  if (!isQueryGroup(first)) {
    if (!isWord(first, "SELECT"))
      return refuse(first ?? at, `expected SELECT${first === undefined ? "" : `, got ${written(first)}`}`);
    return select(translator, nodes, columns, place);
  }
  const text = `(${translator.query(first.nodes, first, columns)})`;
  return rest.length === 0 ? text : `${text}${tail(translator, rest, first)}`;
}

/** The last query of a set operation; ORDER BY and LIMIT after it belong to the whole. */
function lastArm(translator: Translator, nodes: Nodes, at: Node): string {
  const end = nodes.findIndex(
    (node, index) => isWord(node, "LIMIT") || (isWord(node, "ORDER") && isWord(nodes[index + 1], "BY")),
  );
  const body = end < 0 ? nodes : nodes.slice(0, end);
  const text = arm(translator, body, at, "free", "inside");
  return end < 0 ? text : `${text}${tail(translator, nodes.slice(end), at)}`;
}

function tail(translator: Translator, nodes: Nodes, at: Node): string {
  const { ORDER: order, LIMIT: limit, ...others } = clausesOf(nodes, at);
  const wrong = Object.values(others)[0];
  if (wrong !== undefined) refuse(wrong.word, `unexpected ${wrong.word.text}`);
  const orderText =
    order === undefined ? "" : `${gapBefore(order.word)}${orderBy(translator, order.nodes, order.word)}`;
  return `${orderText}${limit === undefined ? "" : limitText(translator, limit)}`;
}
