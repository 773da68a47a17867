import { SoqlError } from "./soql-error.ts";

export interface Token {
  readonly kind: "name" | "string" | "number" | "date" | "datetime" | "symbol" | "end";
  readonly text: string;
  /** Position of its first character. */
  readonly at: number;
}

const PATTERNS: readonly { readonly kind: Token["kind"]; readonly pattern: RegExp }[] = [
  { kind: "datetime", pattern: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)/y },
  { kind: "date", pattern: /\d{4}-\d\d-\d\d/y },
  { kind: "number", pattern: /[+-]?\d+(\.\d+)?/y },
  { kind: "name", pattern: /[A-Za-z_]\w*(\.[A-Za-z_]\w*)*/y },
  { kind: "string", pattern: /'(\\.|[^'\\])*'/y },
  { kind: "symbol", pattern: /<=|>=|!=|<>|[=<>(),]/y },
];
const SPACE = /\s*/y;

/** Splits a query; the last token is its end. */
export function tokensOf(query: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = spaceEnd(query, 0);
  while (at < query.length) {
    const token = tokenAt(query, at);
    if (!token)
      throw new SoqlError("MALFORMED_QUERY", `line 1:${at} no viable alternative at character '${query[at]}'`);
    tokens.push(token);
    at = spaceEnd(query, at + token.text.length);
  }
  return [...tokens, { kind: "end", text: "<EOF>", at: query.length }];
}

function tokenAt(query: string, at: number): Token | undefined {
  for (const { kind, pattern } of PATTERNS) {
    pattern.lastIndex = at;
    const text = pattern.exec(query)?.[0];
    if (text !== undefined) return { kind, text, at };
  }
  return undefined;
}

function spaceEnd(query: string, at: number): number {
  SPACE.lastIndex = at;
  return at + (SPACE.exec(query)?.[0].length ?? 0);
}

/** The text between the quotes, without escapes. */
export function unquoted(text: string): string {
  const escapes: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
  return text.slice(1, -1).replace(/\\(.)/g, (_, character: string) => escapes[character] ?? character);
}
