import { bytesLiteral, isTypedLiteralWord, numberLiteral, typedLiteral } from "../literals.ts";
import { quoteName, quoteText } from "../names.ts";
import { refuse } from "../not-portable.ts";
import {
  isAnyName,
  isGroup,
  isName,
  isOperator,
  isQueryGroup,
  isReserved,
  isWord,
  splitOn,
  written,
} from "../syntax/nodes.ts";
import type { Group, Node, Nodes, Token } from "../syntax/tokens.ts";
import type { Read, Translator } from "../translator.ts";
import { readCall } from "./call.ts";
import { readCase } from "./case.ts";
import { readArray, readStruct } from "./constructors.ts";
import { readInterval } from "./interval.ts";
import { positionInArray } from "./subscript.ts";

/** Reads one operand with its subscripts and fields; `number` is the form of an integer literal. */
export function readOperand(
  translator: Translator,
  nodes: Nodes,
  start: number,
  at: Node,
  number: "typed" | "plain" = "typed",
): Read {
  const node = nodes[start];
  if (node === undefined) return refuse(nodes[start - 1] ?? at, "an expression ends too early");
  return readPostfix(translator, nodes, readPrimary(translator, nodes, start, node, number), node);
}

function readPrimary(translator: Translator, nodes: Nodes, start: number, node: Node, number: "typed" | "plain"): Read {
  switch (node.kind) {
    case "string":
      return { text: quoteText(node.value), next: start + 1 };
    case "bytes":
      return { text: bytesLiteral(node), next: start + 1 };
    case "number":
      return { text: numberLiteral(node, number), next: start + 1 };
    case "parameter":
      return { text: `$${node.value}`, next: start + 1 };
    case "group":
      return { text: bracketed(translator, node), next: start + 1 };
    case "operator":
      return refuse(node, `unexpected ${node.text}`);
    case "quotedName":
      return readPath(translator, nodes, start, node);
    case "name":
      return readWord(translator, nodes, start, node);
    default:
      return node satisfies never;
  }
}

function bracketed(translator: Translator, group: Group): string {
  if (group.open === "[") {
    return `[${splitOn(group.nodes, ",")
      .map((item) => translator.expression(item, group))
      .join(", ")}]`;
  }
  if (isQueryGroup(group)) return `(${translator.query(group.nodes, group, "free")})`;
  if (group.nodes.some((node) => isOperator(node, ","))) {
    return refuse(
      group,
      "values in brackets compare differently",
      "compare column by column, or write STRUCT(a AS a, b AS b)",
    );
  }
  return `(${translator.expression(group.nodes, group)})`;
}

function readWord(translator: Translator, nodes: Nodes, start: number, word: Token): Read {
  const following = nodes[start + 1];
  if (isWord(word, "NULL", "TRUE", "FALSE")) return { text: word.text.toUpperCase(), next: start + 1 };
  if (isWord(word, "CASE")) return readCase(translator, nodes, start, word);
  if (isWord(word, "INTERVAL")) return readInterval(translator, nodes, start, word);
  if (following?.kind === "string" && isTypedLiteralWord(word))
    return { text: typedLiteral(word, following), next: start + 2 };
  if (isWord(word, "ARRAY")) return readArray(translator, nodes, start, word);
  if (isWord(word, "STRUCT")) return readStruct(translator, nodes, start, word);
  if (isWord(word, "EXISTS") && isQueryGroup(following)) {
    return { text: `EXISTS (${translator.query(following.nodes, following, "free")})`, next: start + 2 };
  }
  if (isWord(word, "SAFE", "NET") && isOperator(following, ".") && isGroup(nodes[start + 3], "(")) {
    return readCall(translator, nodes, start, 3);
  }
  if (isGroup(following, "(")) return readCall(translator, nodes, start, 1);
  if (isReserved(word)) return refuse(word, `unexpected ${word.text}`);
  return readPath(translator, nodes, start, word);
}

/** `column`, `alias.column`, `alias.column.field`. */
function readPath(translator: Translator, nodes: Nodes, start: number, first: Token): Read {
  if (isWord(first, "CURRENT_DATE", "CURRENT_TIMESTAMP", "CURRENT_DATETIME", "CURRENT_TIME")) {
    return refuse(first, `${first.text} without brackets reads as a column`, `write ${first.text}()`);
  }
  if (first.kind === "quotedName" && first.value.includes(".")) {
    return refuse(first, "a dot inside backticks names a table", "write alias.column without backticks");
  }
  let text = quoteName(first.value);
  let next = start + 1;
  while (isOperator(nodes[next], ".")) {
    const name = nodes[next + 1];
    if (!isAnyName(name)) return refuse(name ?? first, "expected a name after the dot");
    text += `.${quoteName(name.value)}`;
    next += 2;
  }
  const group = nodes[next];
  if (isGroup(group, "(")) return refuse(first, `${text} is no function`);
  if (next === start + 1 && translator.rows.has(first.value.toLowerCase())) {
    return refuse(
      first,
      `${first.text} is the whole row of the table ${first.text}`,
      "give the table another name than its column",
    );
  }
  return { text, next };
}

/** `[SAFE_OFFSET(i)]` and `.field` after an operand. */
function readPostfix(translator: Translator, nodes: Nodes, operand: Read, start: Node): Read {
  let { text, next } = operand;
  const needsBrackets = !isName(start);
  for (;;) {
    const node = nodes[next];
    if (isGroup(node, "[")) {
      text = `${needsBrackets ? `(${text})` : text}[${positionInArray(translator, node)}]`;
      next += 1;
    } else if (isOperator(node, ".")) {
      const name = nodes[next + 1];
      if (!isAnyName(name))
        return refuse(name ?? node, `unexpected ${name === undefined ? "end" : written(name)} after the dot`);
      text = `(${text}).${quoteName(name.value)}`;
      next += 2;
    } else {
      return { text, next };
    }
  }
}
