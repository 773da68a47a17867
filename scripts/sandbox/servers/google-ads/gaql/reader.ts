import { queryRefusal } from "../failure.ts";
import type { Token } from "./tokens.ts";

/** Walks over the tokens of a query. Key words are read in any case. */
export interface Reader {
  next(): Token;
  /** Steps over a key word if it is there. */
  takeWord(word: string): boolean;
  takeSymbol(symbol: string): boolean;
  expectSymbol(symbol: string): void;
  /** A field or resource name. */
  name(): string;
  end(): void;
}

export function createReader(tokens: readonly Token[]): Reader {
  let at = 0;
  const current = (): Token => tokens[at] as Token;
  const take = (isIt: boolean): boolean => {
    if (isIt) at++;
    return isIt;
  };
  const unexpected = (): Error =>
    current().kind === "end"
      ? queryRefusal("UNEXPECTED_END_OF_QUERY", "Error in query: unexpected end of query.")
      : queryRefusal("UNEXPECTED_INPUT", `Error in query: unexpected input ${current().text}.`);
  return {
    next: () => {
      const token = current();
      if (token.kind === "end") throw unexpected();
      at++;
      return token;
    },
    takeWord: (word) => take(current().kind === "word" && current().text.toUpperCase() === word),
    takeSymbol: (symbol) => take(current().kind === "symbol" && current().text === symbol),
    expectSymbol: (symbol) => {
      if (!take(current().kind === "symbol" && current().text === symbol)) throw unexpected();
    },
    name: () => {
      const token = current();
      if (token.kind !== "word") throw unexpected();
      if (!/^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/.test(token.text))
        throw queryRefusal("BAD_FIELD_NAME", `Error in query: invalid field name '${token.text}'.`);
      at++;
      return token.text;
    },
    end: () => {
      if (current().kind !== "end") throw unexpected();
    },
  };
}
