import { SoqlError } from "./soql-error.ts";
import { type Token, tokensOf, unquoted } from "./tokens.ts";

/** A field as it stands in a query: `Id`, `Owner.Name`. */
export interface Path {
  readonly text: string;
  readonly at: number;
}

export type Literal =
  | { readonly kind: "string"; readonly value: string }
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "boolean"; readonly value: boolean }
  | { readonly kind: "date"; readonly value: string }
  | { readonly kind: "datetime"; readonly value: number }
  | { readonly kind: "null" };

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=" | "like";

export type Condition =
  | { readonly kind: "and" | "or"; readonly parts: readonly Condition[] }
  | { readonly kind: "not"; readonly part: Condition }
  | { readonly kind: "compare"; readonly path: Path; readonly operator: Comparison; readonly literal: Literal }
  | { readonly kind: "in"; readonly path: Path; readonly isNot: boolean; readonly literals: readonly Literal[] };

export interface Ordering {
  readonly path: Path;
  readonly isDescending: boolean;
  readonly isNullsLast: boolean;
}

export interface Query {
  /** Null for `COUNT()`. */
  readonly fields: readonly Path[] | null;
  readonly from: Path;
  readonly where: Condition | null;
  readonly orderBy: readonly Ordering[];
  readonly limit: number | null;
  readonly offset: number;
}

/** Parses the part of SOQL that readers of records use: no aggregates but `COUNT()`, no subqueries, no date words. */
export function parseSoql(text: string): Query {
  const tokens = tokensOf(text);
  let next = 0;
  const peek = (): Token => tokens[next] as Token;
  const take = (): Token => tokens[next++] as Token;
  const is = (word: string): boolean => peek().kind !== "string" && peek().text.toLowerCase() === word;
  const accept = (word: string): boolean => is(word) && next++ >= 0;
  const unexpected = (token: Token): SoqlError =>
    new SoqlError("MALFORMED_QUERY", `unexpected token: ${token.kind === "end" ? "<EOF>" : `'${token.text}'`}`);
  const expect = (word: string): void => {
    if (!accept(word)) throw unexpected(peek());
  };
  const path = (): Path => {
    const token = take();
    if (token.kind !== "name") throw unexpected(token);
    return { text: token.text, at: token.at };
  };
  const wholeNumber = (): number => {
    const token = take();
    if (token.kind !== "number" || !/^\d+$/.test(token.text)) throw unexpected(token);
    return Number(token.text);
  };

  const literal = (): Literal => {
    const token = take();
    const word = token.text.toLowerCase();
    if (token.kind === "string") return { kind: "string", value: unquoted(token.text) };
    if (token.kind === "number") return { kind: "number", value: Number(token.text) };
    if (token.kind === "date") return { kind: "date", value: token.text };
    if (token.kind === "datetime") return { kind: "datetime", value: instantOf(token.text) };
    if (token.kind === "name" && word === "null") return { kind: "null" };
    if (token.kind === "name" && (word === "true" || word === "false"))
      return { kind: "boolean", value: word === "true" };
    throw unexpected(token);
  };

  const inList = (of: Path, isNot: boolean): Condition => {
    expect("(");
    const literals = [literal()];
    while (accept(",")) literals.push(literal());
    expect(")");
    return { kind: "in", path: of, isNot, literals };
  };

  const comparison = (): Condition => {
    const of = path();
    if (accept("in")) return inList(of, false);
    if (accept("not")) {
      expect("in");
      return inList(of, true);
    }
    const operator = take().text.toLowerCase().replace("<>", "!=");
    if (!isComparison(operator)) throw unexpected(tokens[next - 1] as Token);
    return { kind: "compare", path: of, operator, literal: literal() };
  };

  const single = (): Condition => {
    if (accept("not")) return { kind: "not", part: single() };
    if (!accept("(")) return comparison();
    const inner = condition();
    expect(")");
    return inner;
  };

  /** AND and OR may not be mixed without brackets. */
  const condition = (): Condition => {
    const parts = [single()];
    const word = is("or") ? "or" : "and";
    while (accept(word)) parts.push(single());
    if (is("or") || is("and")) throw unexpected(peek());
    return parts.length === 1 ? (parts[0] as Condition) : { kind: word, parts };
  };

  const ordering = (): Ordering => {
    const of = path();
    const isDescending = accept("desc") || (accept("asc") && false);
    if (!accept("nulls")) return { path: of, isDescending, isNullsLast: false };
    if (accept("last")) return { path: of, isDescending, isNullsLast: true };
    expect("first");
    return { path: of, isDescending, isNullsLast: false };
  };

  const orderings = (): readonly Ordering[] => {
    expect("by");
    return list(ordering);
  };

  const list = <Item>(item: () => Item): readonly Item[] => {
    const items = [item()];
    while (accept(",")) items.push(item());
    return items;
  };

  const selected = (): readonly Path[] | null => {
    if (!is("count") || tokens[next + 1]?.text !== "(") return list(path);
    next += 2;
    expect(")");
    return null;
  };

  expect("select");
  const fields = selected();
  expect("from");
  const from = path();
  const where = accept("where") ? condition() : null;
  const orderBy = accept("order") ? orderings() : [];
  const limit = accept("limit") ? wholeNumber() : null;
  const offset = accept("offset") ? wholeNumber() : 0;
  if (peek().kind !== "end") throw unexpected(peek());
  return { fields, from, where, orderBy, limit, offset };
}

function isComparison(text: string): text is Comparison {
  return ["=", "!=", "<", "<=", ">", ">=", "like"].includes(text);
}

function instantOf(text: string): number {
  return Date.parse(text.replace(/([+-]\d\d)(\d\d)$/, "$1:$2"));
}
