import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { gapBefore, isGroup, isName, isOperator, isQueryGroup, isWord, splitOn, written } from "../syntax/nodes.ts";
import type { Group, Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import type { Clause } from "./clauses.ts";
import { readTablePath } from "./table-path.ts";
import { readUnnest } from "./unnest.ts";

export interface FromText {
  readonly text: string;
  /** Sees the aliases of this FROM. */
  readonly translator: Translator;
  /** `SELECT *` would differ: an UNNEST whose elements may be structs. */
  readonly hasUnknownUnnest: boolean;
}

/** A FROM that is being read from left to right. */
interface Reading {
  translator: Translator;
  readonly nodes: Nodes;
  readonly at: Node;
  next: number;
  text: string;
  hasUnknownUnnest: boolean;
}

export function fromClause(translator: Translator, clause: Clause): FromText {
  const reading = readJoins(translator.within({ rows: [] }), clause.nodes, clause.word);
  return { text: reading.text, translator: reading.translator, hasUnknownUnnest: reading.hasUnknownUnnest };
}

function readJoins(translator: Translator, nodes: Nodes, at: Node): Reading {
  const reading: Reading = { translator, nodes, at, next: 0, text: "", hasUnknownUnnest: false };
  takeTable(reading, "first");
  while (reading.next < nodes.length) takeJoin(reading);
  return reading;
}

type Join = "first" | "comma" | "CROSS" | "INNER" | "LEFT" | "RIGHT" | "FULL";

function takeJoin(reading: Reading): void {
  const start = reading.nodes[reading.next];
  if (isOperator(start, ",")) {
    reading.next += 1;
    reading.text += ",";
    takeTable(reading, "comma");
    return;
  }
  let kind: Join = "INNER";
  if (isWord(start, "CROSS", "INNER", "LEFT", "RIGHT", "FULL")) {
    kind = start.text.toUpperCase() as Join;
    reading.next += 1;
    if (isWord(reading.nodes[reading.next], "OUTER") && ["LEFT", "RIGHT", "FULL"].includes(kind)) reading.next += 1;
  }
  const word = reading.nodes[reading.next];
  if (start === undefined || !isWord(word, "JOIN")) {
    const found = word ?? start;
    if (found === undefined) refuse(reading.at, "expected a join");
    refuse(found, `unexpected ${written(found)} in FROM`, fromFix(found));
  }
  reading.next += 1;
  reading.text += `${gapBefore(start)}${kind} JOIN`;
  const isUnnest = isWord(reading.nodes[reading.next], "UNNEST");
  takeTable(reading, kind);
  takeCondition(reading, kind, word, isUnnest);
}

function fromFix(node: Node): string | undefined {
  if (isWord(node, "PIVOT")) return "write SUM(IF(key = 'x', value, 0)) AS x";
  if (isWord(node, "UNPIVOT")) return "write CROSS JOIN UNNEST([STRUCT('a' AS name, a AS value), …]) AS x";
  return undefined;
}

/** ON or USING; joins with UNNEST may leave it out. */
function takeCondition(reading: Reading, kind: Join, at: Node, isUnnest: boolean): void {
  const word = reading.nodes[reading.next];
  if (isWord(word, "ON")) {
    const start = reading.next + 1;
    reading.next = endOfCondition(reading.nodes, start);
    reading.text += `${gapBefore(word)}ON ${reading.translator.expression(reading.nodes.slice(start, reading.next), word)}`;
  } else if (isWord(word, "USING")) {
    const columns = reading.nodes[reading.next + 1];
    if (!isGroup(columns, "(")) refuse(word, "USING needs columns in brackets");
    const names = splitOn(columns.nodes, ",").map(([name, ...rest]) =>
      isName(name) && rest.length === 0 ? quoteName(name.value) : refuse(name ?? columns, "USING takes column names"),
    );
    reading.text += `${gapBefore(word)}USING (${names.join(", ")})`;
    reading.next += 2;
  } else if (isUnnest && (kind === "LEFT" || kind === "INNER")) {
    reading.text += " ON TRUE";
  } else if (kind !== "CROSS") {
    refuse(at, `${kind} JOIN needs ON or USING`);
  }
}

function endOfCondition(nodes: Nodes, start: number): number {
  const end = nodes.findIndex(
    (node, index) =>
      index >= start &&
      (isOperator(node, ",") ||
        isWord(node, "JOIN", "CROSS", "INNER", "FULL") ||
        (isWord(node, "LEFT", "RIGHT") && !isGroup(nodes[index + 1], "("))),
  );
  return end < 0 ? nodes.length : end;
}

function takeTable(reading: Reading, join: Join): void {
  const node = reading.nodes[reading.next];
  if (node === undefined) refuse(reading.at, "a table is missing");
  if (isWord(node, "UNNEST")) takeUnnest(reading, node);
  else if (isQueryGroup(node)) takeSubquery(reading, node);
  else if (isGroup(node, "(")) {
    const inner = readJoins(reading.translator, node.nodes, node);
    reading.text += `${join === "first" ? "" : gapBefore(node)}(${inner.text})`;
    reading.translator = inner.translator;
    reading.hasUnknownUnnest ||= inner.hasUnknownUnnest;
    reading.next += 1;
  } else takeNamedTable(reading, node, join);
}

function takeNamedTable(reading: Reading, node: Node, join: Join): void {
  const path = readTablePath(reading.translator, reading.nodes, reading.next, reading.at);
  reading.next = path.next;
  const alias = takeAlias(reading);
  const aliasText = alias === undefined ? "" : ` AS ${quoteName(alias)}`;
  reading.text += `${join === "first" ? "" : gapBefore(node)}${path.text}${aliasText}`;
  see(reading, alias ?? path.name);
}

function takeSubquery(reading: Reading, group: Group): void {
  reading.text += `${reading.text === "" ? "" : gapBefore(group)}(${reading.translator.query(group.nodes, group, "named")})`;
  reading.next += 1;
  const alias = takeAlias(reading);
  if (alias === undefined) return;
  reading.text += ` AS ${quoteName(alias)}`;
  see(reading, alias);
}

function takeUnnest(reading: Reading, word: Node): void {
  const unnest = readUnnest(reading.translator, reading.nodes, reading.next, word);
  reading.text += `${reading.text === "" ? "" : gapBefore(word)}${unnest.text}`;
  reading.next = unnest.next;
  reading.hasUnknownUnnest ||= unnest.mayHoldStructs;
  reading.translator = reading.translator.within({ aliases: [unnest.alias.toLowerCase()] });
}

function see(reading: Reading, alias: string): void {
  const name = alias.toLowerCase();
  reading.translator = reading.translator.within({ aliases: [name], rows: [...reading.translator.rows, name] });
}

/** `AS alias` or a bare alias. */
function takeAlias(reading: Reading): string | undefined {
  const node = reading.nodes[reading.next];
  const as = isWord(node, "AS");
  const name = as ? reading.nodes[reading.next + 1] : node;
  if (as && !isName(name))
    return refuse(name ?? node ?? reading.at, "an alias must be a name that is no reserved word");
  const isPivot = isWord(node, "PIVOT", "UNPIVOT") && isGroup(reading.nodes[reading.next + 1], "(");
  if (!isName(name) || isPivot) return undefined;
  reading.next += as ? 2 : 1;
  return name.value;
}
