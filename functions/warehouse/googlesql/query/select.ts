import { structOf } from "../expressions/constructors.ts";
import { orderBy } from "../expressions/order-by.ts";
import { windowSpecification } from "../expressions/window.ts";
import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { gapBefore, isGroup, isName, isWord, splitOn } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { ColumnNames, Translator } from "../translator.ts";
import { type Alias, aliasesOf, aliasOf, columnNames, withAliasValues } from "./aliases.ts";
import { type Clause, clausesOf } from "./clauses.ts";
import { fromClause } from "./from.ts";
import { type SelectItem, selectItems, selectList } from "./select-list.ts";

/** One SELECT in DuckDB's words. Inside a set operation, ORDER BY and LIMIT cannot be its own. */
export function select(outer: Translator, nodes: Nodes, columns: ColumnNames, place: "alone" | "inside"): string {
  const clauses = clausesOf(
    nodes,
    nodes[0] ?? { kind: "group", open: "(", nodes, at: { line: 1, column: 1 }, onNewLine: false },
  );
  const { SELECT: head, FROM, WHERE, GROUP, HAVING, QUALIFY, WINDOW, ORDER, LIMIT } = clauses;
  if (head === undefined) return refuse(nodes[0] ?? { at: { line: 1, column: 1 } }, "expected SELECT");
  const own = ORDER ?? LIMIT;
  if (place === "inside" && own !== undefined)
    refuse(own.word, `${own.word.text} before a set operation needs brackets`);
  const from = FROM === undefined ? undefined : fromClause(outer, FROM);
  const translator = from?.translator ?? outer;
  const list = headOf(head, from?.hasUnknownUnnest ?? false);
  const aliases = aliasesOf(list.items);
  const usedColumns = new Set(
    list.items
      .flatMap((item) => (item.kind === "column" ? columnNames(item.value) : []))
      .map((token) => token.value.toLowerCase()),
  );

  let text = `SELECT${list.isDistinct ? " DISTINCT" : ""}`;
  text += list.isStruct
    ? ` ${structOf(
        translator,
        list.items.map((item) => item.nodes),
        head.word,
      )}`
    : selectList(translator, list.items, head.word, columns);
  if (FROM !== undefined && from !== undefined) text += `${gapBefore(FROM.word)}FROM ${from.text}`;
  if (WHERE !== undefined) text += `${gapBefore(WHERE.word)}WHERE ${translator.expression(WHERE.nodes, WHERE.word)}`;
  if (GROUP !== undefined)
    text += `${gapBefore(GROUP.word)}GROUP BY ${groupBy(translator, GROUP, aliases, list.isStruct)}`;
  if (HAVING !== undefined)
    text += `${gapBefore(HAVING.word)}HAVING ${translator.expression(withAliasValues(HAVING.nodes, aliases), HAVING.word)}`;
  // GoogleSQL writes WINDOW after QUALIFY, DuckDB before it.
  if (WINDOW !== undefined) text += `${gapBefore(WINDOW.word)}WINDOW ${namedWindows(translator, WINDOW)}`;
  if (QUALIFY !== undefined) {
    text += `${gapBefore(QUALIFY.word)}QUALIFY ${translator.expression(withAliasValues(QUALIFY.nodes, aliases, usedColumns), QUALIFY.word)}`;
  }
  if (ORDER !== undefined) {
    text += `${gapBefore(ORDER.word)}${orderBy(translator, ORDER.nodes, ORDER.word, (value, at) => orderKeyText(translator, value, at, aliases, usedColumns, list.isStruct))}`;
  }
  return LIMIT === undefined ? text : text + limitText(translator, LIMIT);
}

interface Head {
  readonly isDistinct: boolean;
  readonly isStruct: boolean;
  readonly items: readonly SelectItem[];
}

function headOf(head: Clause, hasUnknownUnnest: boolean): Head {
  let nodes = head.nodes;
  const isDistinct = isWord(nodes[0], "DISTINCT");
  if (isWord(nodes[0], "DISTINCT", "ALL")) nodes = nodes.slice(1);
  const isStruct = isWord(nodes[0], "AS") && isWord(nodes[1], "STRUCT");
  if (isWord(nodes[0], "AS") && !isStruct)
    refuse(nodes[0] ?? head.word, "SELECT AS takes STRUCT only", "select the value itself");
  const items = selectItems(isStruct ? nodes.slice(2) : nodes, head.word);
  const star = items.find((item) => item.kind === "star");
  if (star !== undefined && isStruct)
    refuse(star.nodes[0] ?? head.word, "SELECT AS STRUCT * is not portable", "name the columns");
  if (star !== undefined && hasUnknownUnnest) {
    refuse(star.nodes[0] ?? head.word, "* over UNNEST may be one column or many", "name the columns");
  }
  return { isDistinct, isStruct, items };
}

function isOrdinal(nodes: Nodes): boolean {
  const [only] = nodes;
  return nodes.length === 1 && only?.kind === "number" && /^[0-9]+$/.test(only.text);
}

/** A name in GROUP BY is the alias before the column, in DuckDB the other way round; positions mean the same in both. */
function groupBy(
  translator: Translator,
  clause: Clause,
  aliases: ReadonlyMap<string, Alias>,
  isStruct: boolean,
): string {
  return splitOn(clause.nodes, ",")
    .map((item) => {
      const [first] = item;
      if (isWord(first, "ROLLUP", "CUBE", "GROUPING", "ALL")) {
        return refuse(first, `GROUP BY ${first.text} is not portable`, "write one query for each level and UNION ALL");
      }
      if (item.length === 1 && isGroup(first, "(") && first.nodes.length === 0) return "()";
      if (isOrdinal(item))
        return isStruct
          ? refuse(first ?? clause.word, "positions mean nothing in SELECT AS STRUCT")
          : String(first?.kind === "number" ? first.text : "");
      const alias = aliasOf(item, aliases);
      if (alias === undefined) return translator.expression(item, clause.word);
      if (alias.ordinal !== undefined && !isStruct) return String(alias.ordinal);
      return translator.expression(alias.value, clause.word);
    })
    .join(", ");
}

/** A bare alias means the same in both engines; inside an expression DuckDB takes a column of that name first. */
function orderKeyText(
  translator: Translator,
  value: Nodes,
  at: Node,
  aliases: ReadonlyMap<string, Alias>,
  columns: ReadonlySet<string>,
  isStruct: boolean,
): string {
  const [first] = value;
  if (isOrdinal(value) && first?.kind === "number") return first.text;
  if (!isStruct && isName(first) && aliasOf(value, aliases) !== undefined) return quoteName(first.value);
  return translator.expression(withAliasValues(value, aliases, value.length === 1 ? undefined : columns), at);
}

/** A name in a named window is a column, never an alias, in both engines. */
function namedWindows(translator: Translator, clause: Clause): string {
  return splitOn(clause.nodes, ",")
    .map(([name, as, window, ...rest]) => {
      if (!isName(name) || !isWord(as, "AS") || !isGroup(window, "(") || rest.length > 0) {
        return refuse(name ?? clause.word, "expected name AS (window)");
      }
      return `${quoteName(name.value)} AS (${windowSpecification(translator, window)})`;
    })
    .join(", ");
}

/** `LIMIT n [OFFSET m]`. */
export function limitText(translator: Translator, clause: Clause): string {
  const offset = clause.nodes.findIndex((node) => isWord(node, "OFFSET"));
  const parts = offset < 0 ? [clause.nodes] : [clause.nodes.slice(0, offset), clause.nodes.slice(offset + 1)];
  const [limit, skip] = parts.map((nodes) => translator.expression(nodes, clause.word));
  return `${gapBefore(clause.word)}LIMIT ${limit}${skip === undefined ? "" : ` OFFSET ${skip}`}`;
}
