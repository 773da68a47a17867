import { refuse } from "../not-portable.ts";
import { isOperator } from "../syntax/nodes.ts";
import type { Nodes, Token } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";

/** One call in the statement. */
export interface Call {
  readonly name: string;
  readonly at: Token;
  /** All that stands in the brackets. */
  readonly nodes: Nodes;
  /** The same, split on commas. */
  readonly args: readonly Nodes[];
  /** ` OVER (…)` in DuckDB's words, or nothing. */
  readonly over: string;
  /** Written as SAFE.f(…): NULL instead of an error. */
  readonly isSafe: boolean;
  readonly translator: Translator;
}

/** How DuckDB says a GoogleSQL function. */
export interface Rule {
  /** Whether OVER may follow (`aggregate`), must follow (`window`) or must not (`scalar`). */
  readonly kind: "scalar" | "aggregate" | "window";
  /** The fewest and the most arguments. */
  readonly arguments: readonly [least: number, most: number];
  /** The DuckDB text, closed in itself: it may stand beside any operator. */
  readonly text: (call: Call) => string;
  /** Some arguments are an error in GoogleSQL. */
  readonly mayFail?: boolean;
  /** The text itself gives NULL for SAFE.; DuckDB's TRY refuses macros that raise errors. */
  readonly hasSafeTwin?: boolean;
}

export type Rules = Readonly<Record<string, Rule>>;
export type ArgumentCount = readonly [least: number, most: number];

export function argument(call: Call, index: number): string {
  return call.translator.expression(call.args[index] ?? [], call.at);
}

export function argumentTexts(call: Call): readonly string[] {
  return call.args.map((_nodes, index) => argument(call, index));
}

/** An argument for DuckDB functions that take INT32 only. */
export function int32Argument(call: Call, index: number): string {
  const [first, second] = call.args[index] ?? [];
  const [sign, number] = isOperator(first, "-") ? ["-", second] : ["", first];
  const isLiteral =
    number?.kind === "number" && /^[0-9]{1,9}$/.test(number.text) && call.args[index]?.length === (sign === "" ? 1 : 2);
  return isLiteral ? `${sign}${number.text}` : `CAST(${argument(call, index)} AS INTEGER)`;
}

/** The token of an argument that must be one string literal. */
export function stringArgument(call: Call, index: number, what: string): Token {
  const [token, ...rest] = call.args[index] ?? [];
  if (token?.kind === "string" && rest.length === 0) return token;
  return refuse(token ?? call.at, `${what} of ${call.name} must be a string literal`);
}

/** A scalar function that DuckDB has with the same meaning. */
export function same(name: string, count: ArgumentCount, options: Pick<Rule, "mayFail"> = {}): Rule {
  return scalar(count, (call) => `${name}(${argumentTexts(call).join(", ")})`, options);
}

/** A macro of schema `bq` that never fails. */
export function macro(name: string, count: ArgumentCount): Rule {
  return same(`bq.${name}`, count);
}

/** A macro of schema `bq` that fails where GoogleSQL fails, with a twin `safe_…` that gives NULL. */
export function failingMacro(name: string, count: ArgumentCount): Rule {
  return {
    kind: "scalar",
    arguments: count,
    mayFail: true,
    hasSafeTwin: true,
    text: (call) => `bq.${call.isSafe ? "safe_" : ""}${name}(${argumentTexts(call).join(", ")})`,
  };
}

export function scalar(count: ArgumentCount, text: Rule["text"], options: Pick<Rule, "mayFail"> = {}): Rule {
  return { kind: "scalar", arguments: count, text, ...options };
}
