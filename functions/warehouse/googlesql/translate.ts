import { createTranslator } from "./create-translator.ts";
import { NotPortable, refuse } from "./not-portable.ts";
import { statement } from "./statements/statement.ts";
import { lex } from "./syntax/lexer.ts";
import { isOperator } from "./syntax/nodes.ts";
import { bracketTree } from "./syntax/tree.ts";

/**
 * One GoogleSQL statement in DuckDB's words, for a connection that has the macros of `macros.ts`. Knows a list of
 * constructs and refuses the rest. Unnamed columns of a query become `f0_`, `f1_`; parameters `@p` become `$p`.
 * @throws NotPortable with line, column and, where there is one, the portable form
 */
export function translate(sql: string): string {
  try {
    return translated(sql);
  } catch (error) {
    // Brackets, CASE and types are read by functions that call themselves: the stack is the limit of nesting.
    if (!(error instanceof RangeError)) throw error;
    throw new NotPortable("the statement is nested too deeply", { line: 1, column: 1 }, "use common table expressions");
  }
}

function translated(sql: string): string {
  const nodes = bracketTree(lex(sql));
  const end = nodes.findIndex((node) => isOperator(node, ";"));
  const second = end < 0 ? undefined : nodes[end + 1];
  if (second !== undefined) refuse(second, "one statement at a time", "put each statement in its own file");
  return statement(createTranslator(), end < 0 ? nodes : nodes.slice(0, end));
}
