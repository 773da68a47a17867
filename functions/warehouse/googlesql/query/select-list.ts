import { columnOf, type NamedColumn } from "../expressions/named-column.ts";
import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { gapBefore, isAnyName, isGroup, isName, isOperator, isWord, splitOn, written } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { ColumnNames, Translator } from "../translator.ts";

export type SelectItem =
  | { readonly kind: "star"; readonly nodes: Nodes }
  | ({ readonly kind: "column"; readonly nodes: Nodes } & NamedColumn);

/** The items of a SELECT list; a comma at its end is allowed, as in BigQuery. */
export function selectItems(nodes: Nodes, at: Node): readonly SelectItem[] {
  const list = isOperator(nodes.at(-1), ",") ? nodes.slice(0, -1) : nodes;
  if (list.length === 0) refuse(at, "SELECT needs columns");
  return splitOn(list, ",").map((item): SelectItem => {
    if (item.length === 0) refuse(at, "a column is missing between two commas");
    const isStar = isOperator(item[0], "*") || (isOperator(item[1], ".") && isOperator(item[2], "*"));
    return isStar ? { kind: "star", nodes: item } : { kind: "column", nodes: item, ...columnOf(item) };
  });
}

/** The list in DuckDB's words; `columns` says what becomes of columns without a name. */
export function selectList(
  translator: Translator,
  items: readonly SelectItem[],
  at: Node,
  columns: ColumnNames,
): string {
  let unnamed = 0;
  return items
    .map((item) => {
      const gap = gapBefore(item.nodes[0]);
      if (item.kind === "star") return `${gap}${starText(translator, item.nodes)}`;
      const text = translator.expression(item.value, at);
      if (item.name !== undefined) {
        const needsAlias =
          item.naming !== "path" || !item.value.every((node) => isAnyName(node) || isOperator(node, "."));
        return `${gap}${text}${needsAlias ? ` AS ${quoteName(item.name)}` : ""}`;
      }
      if (columns === "named") return refuse(item.nodes[0] ?? at, "this column has no name", "write … AS name");
      return `${gap}${text}${columns === "numbered" ? ` AS f${unnamed++}_` : ""}`;
    })
    .join(",");
}

/** `*`, `alias.*`, `* EXCEPT (a, b) REPLACE (expression AS c)`. */
function starText(translator: Translator, nodes: Nodes): string {
  const [first] = nodes;
  const isQualified = isName(first);
  let text = isQualified ? `${quoteName(first.value)}.*` : "*";
  let next = isQualified ? 3 : 1;
  const except = nodes[next];
  const exceptGroup = nodes[next + 1];
  if (isWord(except, "EXCEPT") && isGroup(exceptGroup, "(")) {
    const names = splitOn(exceptGroup.nodes, ",").map(([name, ...rest]) =>
      isName(name) && rest.length === 0
        ? quoteName(name.value)
        : refuse(name ?? exceptGroup, "EXCEPT takes column names"),
    );
    text += ` EXCLUDE (${names.join(", ")})`;
    next += 2;
  }
  const replace = nodes[next];
  const replaceGroup = nodes[next + 1];
  if (isWord(replace, "REPLACE") && isGroup(replaceGroup, "(")) {
    const columns = splitOn(replaceGroup.nodes, ",").map((item) => {
      const column = columnOf(item);
      if (column.name === undefined || column.naming === "path")
        return refuse(item[0] ?? replaceGroup, "REPLACE takes expression AS column");
      return `${translator.expression(column.value, replaceGroup)} AS ${quoteName(column.name)}`;
    });
    text += ` REPLACE (${columns.join(", ")})`;
    next += 2;
  }
  const rest = nodes[next];
  return rest === undefined ? text : refuse(rest, `unexpected ${written(rest)} after *`);
}
