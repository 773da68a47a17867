import { NotPortable, type SourcePosition } from "../not-portable.ts";
import { unescapeBytes, unescapeText } from "./escapes.ts";
import type { Token, TokenKind } from "./tokens.ts";

const TRIVIA = /(?:\s|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)+/y;
const STRING_START = /(r?b?|br)('''|"""|'|")/iy;
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
const NUMBER = /(?:0[xX][0-9a-fA-F]+|(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)/y;
const PARAMETER = /@[A-Za-z_][A-Za-z0-9_]*/y;
const QUOTED_NAME = /`[^`\n]+`/y;
const OPERATOR = /<=|>=|<>|!=|\|\||<<|>>|[-+*/<>=(),.;[\]&|^~]/y;

/** The tokens of GoogleSQL text, without comments and white space. Refuses characters that are no GoogleSQL. */
export function lex(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  const lineStarts = [0];
  for (let at = sql.indexOf("\n"); at >= 0; at = sql.indexOf("\n", at + 1)) lineStarts.push(at + 1);
  let line = 1;
  let offset = 0;
  let onNewLine = false;

  const position = (): SourcePosition => {
    while ((lineStarts[line] ?? Number.POSITIVE_INFINITY) <= offset) line += 1;
    return { line, column: offset - (lineStarts[line - 1] ?? 0) + 1 };
  };
  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = offset;
    return pattern.exec(sql)?.[0];
  };
  const push = (kind: TokenKind, text: string, value: string): void => {
    tokens.push({ kind, text, value, at: position(), offset, onNewLine });
    offset += text.length;
    onNewLine = false;
  };

  while (offset < sql.length) {
    const trivia = match(TRIVIA);
    if (trivia !== undefined) {
      onNewLine ||= trivia.includes("\n");
      offset += trivia.length;
      continue;
    }
    const stringStart = match(STRING_START);
    if (stringStart !== undefined) {
      const literal = stringAt(sql, offset, stringStart, position());
      push(literal.kind, literal.text, literal.value);
      continue;
    }
    const quoted = match(QUOTED_NAME);
    const word = match(WORD);
    const number = match(NUMBER);
    const parameter = match(PARAMETER);
    const operator = match(OPERATOR);
    if (quoted !== undefined) push("quotedName", quoted, quoted.slice(1, -1));
    else if (word !== undefined) push("name", word, word);
    else if (number !== undefined) push("number", number, number);
    else if (parameter !== undefined) push("parameter", parameter, parameter.slice(1));
    else if (operator !== undefined) push("operator", operator, operator);
    else throw new NotPortable(`unexpected character ${JSON.stringify(sql[offset])}`, position());
  }
  return tokens;
}

/** A string or bytes literal: `'…'`, `"…"`, three quotes over several lines, with `r` and `b` before. */
function stringAt(
  sql: string,
  offset: number,
  start: string,
  at: SourcePosition,
): Pick<Token, "kind" | "text" | "value"> {
  const prefix = start.replace(/['"]+$/, "").toLowerCase();
  const quote = start.slice(prefix.length);
  const from = offset + start.length;
  let end = from;
  while (end < sql.length && !sql.startsWith(quote, end)) {
    if (sql[end] === "\n" && quote.length === 1) throw new NotPortable("a line ends inside a string", at);
    end += sql[end] === "\\" ? 2 : 1;
  }
  if (end >= sql.length) throw new NotPortable("a string without its closing quote", at);
  const body = sql.slice(from, end);
  const isBytes = prefix.includes("b");
  const raw = prefix.includes("r");
  const value = isBytes
    ? raw
      ? Buffer.from(body, "utf8").toString("hex")
      : unescapeBytes(body)
    : raw
      ? body
      : unescapeText(body);
  if (value === undefined)
    throw new NotPortable(
      "an escape in this string is not GoogleSQL",
      at,
      "write \\\\ for a backslash, or a raw string r'…'",
    );
  return { kind: isBytes ? "bytes" : "string", text: sql.slice(offset, end + quote.length), value };
}
