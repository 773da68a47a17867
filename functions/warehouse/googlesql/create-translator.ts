import { expression } from "./expressions/expression.ts";
import { query } from "./query/query.ts";
import type { Translator } from "./translator.ts";

/** A translator that sees no names yet. */
export function createTranslator(): Translator {
  let aliases = 0;
  const create = (names: Pick<Translator, "ctes" | "aliases" | "rows">): Translator => {
    const self: Translator = {
      ...names,
      expression: (nodes, at) => expression(self, nodes, at),
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
