import { lex } from "../googlesql/syntax/lexer.ts";
import type { Parameter, Statement } from "../warehouse.ts";

/** Statements that run as one job, each with parameters of its own. */
export interface Script {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** Joins statements; the parameters of the nth get the prefix `s<n>_`, since a job has one set of names. */
export function scriptOf(statements: readonly Statement[]): Script {
  const parts = statements.map(({ sql, parameters = {} }, index) => ({
    sql: withoutEnd(sql),
    parameters,
    prefix: `s${index}_`,
  }));
  return {
    sql: parts.map(({ sql, prefix }) => `${withParameterPrefix(sql, prefix)}\n;`).join("\n"),
    parameters: Object.fromEntries(
      parts.flatMap(({ parameters, prefix }) =>
        Object.entries(parameters).map(([name, parameter]) => [`${prefix}${name}`, parameter]),
      ),
    ),
  };
}

/** Without its semicolon; a comment may follow one. */
function withoutEnd(sql: string): string {
  const last = lex(sql).at(-1);
  return last?.kind === "operator" && last.text === ";" ? sql.slice(0, last.offset) : sql.trim();
}

function withParameterPrefix(sql: string, prefix: string): string {
  return lex(sql)
    .filter(({ kind }) => kind === "parameter")
    .reduceRight((text, { offset }) => `${text.slice(0, offset + 1)}${prefix}${text.slice(offset + 1)}`, sql);
}
