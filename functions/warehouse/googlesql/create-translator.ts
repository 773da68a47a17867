import { expression } from "./expressions/expression.ts";
import { readOperand } from "./expressions/operand.ts";
import { refuse } from "./not-portable.ts";
import { query } from "./query/query.ts";
import type { Translator } from "./translator.ts";

/** Some functions repeat their arguments: nested deeply enough, they would fill the memory. */
const LONGEST_TEXT = 1_000_000;

/** A translator that sees no names yet. */
export function createTranslator(): Translator {
  let aliases = 0;
  const create = (names: Pick<Translator, "ctes" | "aliases" | "rows">): Translator => {
    const self: Translator = {
      ...names,
      expression: (nodes, at) => {
        const text = expression(self, nodes, at);
        return text.length <= LONGEST_TEXT
          ? text
          : refuse(nodes[0] ?? at, "this expression is too large", "use common table expressions");
      },
      operand: (nodes, start, at) => readOperand(self, nodes, start, at),
      query: (nodes, at, columns) => query(self, nodes, at, columns),
      within: (more) =>
        create({
          ctes: new Set([...names.ctes, ...(more.ctes ?? [])]),
          aliases: new Set([...names.aliases, ...(more.aliases ?? [])]),
          rows: more.rows === undefined ? names.rows : new Set(more.rows),
        }),
      newAlias: () => `_unnest_${++aliases}`,
    };
    return self;
  };
  return create({ ctes: new Set(), aliases: new Set(), rows: new Set() });
}
