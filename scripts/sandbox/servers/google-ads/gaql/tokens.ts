import { queryRefusal } from "../failure.ts";

export interface Token {
  readonly kind: "word" | "number" | "string" | "symbol" | "end";
  /** Strings without quotes and escapes. */
  readonly text: string;
}

const PATTERN =
  /\s+|(?<word>[A-Za-z_][A-Za-z0-9_.]*)|(?<number>-?\d+(?:\.\d+)?)|(?<symbol>!=|<=|>=|[=<>(),])|(?<quote>['"])/gy;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t" };

/** @throws Refusal as Google words an unknown symbol or an open string */
export function tokenize(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    PATTERN.lastIndex = at;
    const match = PATTERN.exec(text);
    if (!match) throw queryRefusal("BAD_SYMBOL", `Error in query: unexpected symbol ${text[at]}.`);
    at = PATTERN.lastIndex;
    const { word, number, symbol, quote } = match.groups ?? {};
    if (quote !== undefined) {
      const string = readString(text, at, quote);
      tokens.push({ kind: "string", text: string.value });
      at = string.end;
    } else if (word !== undefined) tokens.push({ kind: "word", text: word });
    else if (number !== undefined) tokens.push({ kind: "number", text: number });
    else if (symbol !== undefined) tokens.push({ kind: "symbol", text: symbol });
  }
  tokens.push({ kind: "end", text: "" });
  return tokens;
}

function readString(text: string, from: number, quote: string): { readonly value: string; readonly end: number } {
  let value = "";
  for (let at = from; at < text.length; at++) {
    const char = text[at] as string;
    if (char === quote) return { value, end: at + 1 };
    if (char === "\n") throw queryRefusal("PROHIBITED_NEWLINE_IN_STRING", "Error in query: newline in a string.");
    if (char === "\\") {
      at++;
      const escaped = text[at];
      if (escaped === undefined) break;
      value += ESCAPES[escaped] ?? escaped;
    } else value += char;
  }
  throw queryRefusal("STRING_NOT_TERMINATED", "Error in query: string is not terminated.");
}
