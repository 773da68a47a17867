import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { fromClause } from "../query/from.ts";
import { isWord, splitOn } from "../syntax/nodes.ts";
import type { Group, Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import {
  type Cursor,
  cursorAt,
  expectBrackets,
  expectEnd,
  expectName,
  expectOperator,
  expectTable,
  expectWords,
  here,
  refuseHere,
  takeUntil,
  tryAlias,
  tryOperator,
  tryWords,
} from "./cursor.ts";

/** Column names in brackets. */
export function nameList(group: Group): string {
  const names = splitOn(group.nodes, ",").map((nodes) => {
    const cursor = cursorAt(nodes, 0);
    const name = expectName(cursor, "a column name");
    expectEnd(cursor);
    return quoteName(name.value);
  });
  return names.length === 0 ? refuse(group, "expected column names") : names.join(", ");
}

/** Values in brackets, as a row. */
export function valueRow(translator: Translator, group: Group): string {
  return `(${splitOn(group.nodes, ",")
    .map((nodes) => translator.expression(nodes, group))
    .join(", ")})`;
}

/** `column = value, …`; the column is written without its table. */
export function assignments(translator: Translator, nodes: Nodes, at: Node): string {
  const texts = splitOn(nodes, ",").map((item) => {
    const cursor = cursorAt(item, 0);
    const column = expectName(cursor, "column = value");
    expectOperator(cursor, "=");
    return `${quoteName(column.value)} = ${translator.expression(item.slice(cursor.next), column)}`;
  });
  return texts.length === 0 ? refuse(at, "SET needs column = value") : texts.join(", ");
}

/** `INSERT INTO dataset.table (columns) query | VALUES (…), …`. */
export function insert(translator: Translator, cursor: Cursor): string {
  if (!tryWords(cursor, "INTO"))
    return refuseHere(cursor, "INSERT needs INTO", "write INSERT INTO dataset.table (columns)");
  const table = expectTable(cursor);
  const columns = expectBrackets(cursor, "the columns to fill");
  const head = `INSERT INTO ${table.text} (${nameList(columns)})`;
  if (!tryWords(cursor, "VALUES")) {
    return `${head}\n${translator.query(cursor.nodes.slice(cursor.next), here(cursor), "free")}`;
  }
  const rows: string[] = [];
  do rows.push(valueRow(translator, expectBrackets(cursor, "values")));
  while (tryOperator(cursor, ","));
  expectEnd(cursor);
  return `${head} VALUES ${rows.join(", ")}`;
}

/** `UPDATE dataset.table [AS t] SET … [FROM …] WHERE …`. */
export function update(translator: Translator, cursor: Cursor): string {
  const table = expectTable(cursor);
  const alias = tryAlias(cursor)?.value;
  const target = translator.within({ aliases: [(alias ?? table.name).toLowerCase()] });
  expectWords(cursor, "SET");
  const set = takeUntilClause(cursor, "FROM", "WHERE");
  const fromWord = here(cursor);
  const from =
    tryWords(cursor, "FROM") && fromWord.kind === "name"
      ? fromClause(target, { word: fromWord, nodes: takeUntilClause(cursor, "WHERE") })
      : undefined;
  const seen = from?.translator ?? target;
  const where = whereText(seen, cursor, "UPDATE");
  const fromText = from === undefined ? "" : ` FROM ${from.text}`;
  return `UPDATE ${table.text}${alias === undefined ? "" : ` AS ${quoteName(alias)}`} SET ${assignments(seen, set, fromWord)}${fromText}${where}`;
}

/** `DELETE FROM dataset.table [AS t] WHERE …`. */
export function deleteRows(translator: Translator, cursor: Cursor): string {
  if (!tryWords(cursor, "FROM"))
    return refuseHere(cursor, "DELETE needs FROM", "write DELETE FROM dataset.table WHERE …");
  const table = expectTable(cursor);
  const alias = tryAlias(cursor)?.value;
  const seen = translator.within({ aliases: [(alias ?? table.name).toLowerCase()] });
  return `DELETE FROM ${table.text}${alias === undefined ? "" : ` AS ${quoteName(alias)}`}${whereText(seen, cursor, "DELETE")}`;
}

/** BigQuery wants a condition in every UPDATE and DELETE. */
function whereText(translator: Translator, cursor: Cursor, statement: string): string {
  const word = here(cursor);
  if (!tryWords(cursor, "WHERE"))
    return refuseHere(cursor, `${statement} needs WHERE`, "write WHERE TRUE for all rows");
  return ` WHERE ${translator.expression(cursor.nodes.slice(cursor.next), word)}`;
}

/** As takeUntil, but `IS DISTINCT FROM` is no clause. */
function takeUntilClause(cursor: Cursor, ...words: readonly string[]): Nodes {
  const taken = [...takeUntil(cursor, ...words)];
  while (isWord(cursor.nodes[cursor.next], "FROM") && isWord(taken.at(-1), "DISTINCT")) {
    const from = cursor.nodes[cursor.next];
    cursor.next += 1;
    if (from !== undefined) taken.push(from);
    taken.push(...takeUntil(cursor, ...words));
  }
  return taken;
}
