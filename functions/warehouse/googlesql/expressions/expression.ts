import { refuse } from "../not-portable.ts";
import { gapBefore, isGroup, isOperator, isQueryGroup, isWord, splitOn, written } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import { readOperand } from "./operand.ts";

const BINARY_OPERATORS = ["+", "-", "*", "/", "=", "!=", "<>", "<", ">", "<=", ">=", "||"];
const REFUSED_OPERATORS: Readonly<Record<string, string>> = {
  "^": "use POW, or DIV and MOD for bits",
  "&": "use DIV and MOD",
  "|": "use DIV and MOD",
  "<<": "multiply",
  ">>": "use DIV",
};

/** What is still open while an expression is read from left to right. */
interface Reading {
  readonly translator: Translator;
  readonly nodes: Nodes;
  readonly at: Node;
  next: number;
  text: string;
}

/**
 * An expression, operand by operand. GoogleSQL's and DuckDB's operators of this list bind alike, so their order stays;
 * two operands in a row, and every operator that is not listed, are refused.
 */
export function expression(translator: Translator, nodes: Nodes, at: Node): string {
  const reading: Reading = { translator, nodes, at, next: 0, text: "" };
  let operator = "";
  for (;;) {
    takeOperand(reading, operator);
    const taken = takeOperator(reading);
    if (taken === undefined) return reading.text;
    operator = taken;
  }
}

function put(reading: Reading, node: Node | undefined, text: string): void {
  reading.text += reading.text === "" ? text : `${gapBefore(node)}${text}`;
}

function takeOperand(reading: Reading, operator: string): void {
  for (;;) {
    const prefix = reading.nodes[reading.next];
    if (!isWord(prefix, "NOT") && !isOperator(prefix, "-", "+")) break;
    put(reading, prefix, prefix.text.toUpperCase());
    reading.next += 1;
  }
  const start = reading.nodes[reading.next];
  const number = operator === "+" || operator === "-" ? "plain" : "typed";
  const operand = readOperand(reading.translator, reading.nodes, reading.next, reading.at, number);
  put(reading, start, operator === "/" ? divisor(start, operand.text) : operand.text);
  reading.next = operand.next;
}

/** GoogleSQL fails on division by zero, DuckDB gives Infinity or NaN. */
function divisor(node: Node | undefined, text: string): string {
  const isNonZeroNumber = node?.kind === "number" && Number(node.text) !== 0;
  return isNonZeroNumber ? text : `bq.divisor(${text})`;
}

/** Takes what follows an operand; undefined at the end, else the operator, after which an operand must follow. */
function takeOperator(reading: Reading): string | undefined {
  for (;;) {
    const node = reading.nodes[reading.next];
    if (node === undefined) return undefined;
    if (isOperator(node, ...BINARY_OPERATORS) || isWord(node, "AND", "OR")) {
      put(reading, node, node.text.toUpperCase());
      reading.next += 1;
      return node.text;
    }
    const negated = isWord(node, "NOT") ? reading.nodes[reading.next + 1] : undefined;
    const predicate = negated ?? node;
    if (!isWord(predicate, "IN", "LIKE", "BETWEEN", "IS")) return refuseAfterOperand(node);
    if (negated !== undefined) put(reading, node, "NOT");
    reading.next += negated === undefined ? 1 : 2;
    put(reading, predicate, predicate.text.toUpperCase());
    if (isWord(predicate, "BETWEEN")) return "BETWEEN";
    if (isWord(predicate, "IN")) takeInList(reading, predicate);
    else if (isWord(predicate, "LIKE")) takePattern(reading, predicate);
    else if (takeIs(reading, predicate)) return "IS DISTINCT FROM";
  }
}

function refuseAfterOperand(node: Node): never {
  const fix = node.kind === "operator" ? REFUSED_OPERATORS[node.text] : undefined;
  return refuse(node, `unexpected ${written(node)}`, fix);
}

/** `IN (list)`, `IN (query)`, `IN UNNEST(array)`. */
function takeInList(reading: Reading, at: Node): void {
  const { translator, nodes } = reading;
  const list = nodes[reading.next];
  if (isQueryGroup(list)) {
    put(reading, list, `(${translator.query(list.nodes, list, "free")})`);
    reading.next += 1;
  } else if (isGroup(list, "(")) {
    const items = splitOn(list.nodes, ",").map((item) => translator.expression(item, list));
    if (items.length === 0) refuse(list, "IN needs values");
    put(reading, list, `(${items.join(", ")})`);
    reading.next += 1;
  } else if (isWord(list, "UNNEST") && isGroup(nodes[reading.next + 1], "(")) {
    const array = nodes[reading.next + 1];
    if (!isGroup(array, "(")) refuse(list, "UNNEST needs an array");
    put(reading, list, `(SELECT UNNEST(${translator.expression(array.nodes, array)}))`);
    reading.next += 2;
  } else {
    refuse(list ?? at, "IN needs values in brackets, a query or UNNEST(array)");
  }
}

/** GoogleSQL's LIKE escapes with a backslash, DuckDB's only when told to. */
function takePattern(reading: Reading, at: Node): void {
  const start = reading.next;
  while (reading.next < reading.nodes.length && !isWord(reading.nodes[reading.next], "AND", "OR")) reading.next += 1;
  const pattern = reading.nodes.slice(start, reading.next);
  const [only] = pattern;
  const text = reading.translator.expression(pattern, at);
  const isPlain = pattern.length === 1 && only?.kind === "string" && !only.value.includes("\\");
  put(reading, only, isPlain ? text : `(${text}) ESCAPE '\\'`);
}

/** `IS [NOT] NULL`, `TRUE`, `FALSE`; true after `IS [NOT] DISTINCT FROM`, which needs an operand. */
function takeIs(reading: Reading, at: Node): boolean {
  const not = reading.nodes[reading.next];
  if (isWord(not, "NOT")) {
    put(reading, not, "NOT");
    reading.next += 1;
  }
  const what = reading.nodes[reading.next];
  if (isWord(what, "NULL", "TRUE", "FALSE")) {
    put(reading, what, what.text.toUpperCase());
    reading.next += 1;
    return false;
  }
  if (isWord(what, "DISTINCT") && isWord(reading.nodes[reading.next + 1], "FROM")) {
    put(reading, what, "DISTINCT FROM");
    reading.next += 2;
    return true;
  }
  return refuse(what ?? at, "IS takes NULL, TRUE, FALSE or DISTINCT FROM");
}
