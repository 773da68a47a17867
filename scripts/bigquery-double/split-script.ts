import { lex } from "../../functions/warehouse/googlesql/syntax/lexer.ts";
import { isOperator, isWord } from "../../functions/warehouse/googlesql/syntax/nodes.ts";

/** The statements of a script, as written, without the semicolons between them. */
export function splitScript(sql: string): readonly string[] {
  const ends = lex(sql).filter((token) => isOperator(token, ";"));
  const starts = [0, ...ends.map(({ offset }) => offset + 1)];
  return starts
    .map((start, index) => sql.slice(start, ends[index]?.offset ?? sql.length))
    .filter((text) => lex(text).length > 0);
}

/** The words that say what a statement is: `create table`, `insert`, `select`. */
export function firstWord(sql: string): string {
  return (
    lex(sql)
      .find(({ kind }) => kind === "name")
      ?.text.toUpperCase() ?? ""
  );
}

/** `ASSERT condition [AS 'message']`. */
export function readAssert(sql: string): { readonly condition: string; readonly message: string } {
  const tokens = lex(sql);
  const last = tokens.at(-1);
  const hasMessage = last?.kind === "string" && isWord(tokens.at(-2), "AS");
  const start = (tokens[0]?.offset ?? 0) + "assert".length;
  const end = hasMessage ? (tokens.at(-2)?.offset ?? sql.length) : sql.length;
  return { condition: sql.slice(start, end), message: hasMessage ? last.value : "Assertion failed" };
}
