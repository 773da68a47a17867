import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isWord, splitOn, written } from "../syntax/nodes.ts";
import type { Group, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import { readType } from "../types.ts";
import {
  type Cursor,
  cursorAt,
  expectBrackets,
  expectEnd,
  expectName,
  expectTable,
  expectWords,
  here,
  peek,
  skipOptions,
  takeUntil,
  tryBrackets,
  tryWords,
} from "./cursor.ts";

/** BigQuery's limit. */
const MOST_CLUSTER_COLUMNS = 4;
/** The ledger's dataset: its primary keys are enforced, since two writers may race for a row. */
const ENFORCED_DATASET = "ops";

/** `CREATE [OR REPLACE] TABLE [IF NOT EXISTS] dataset.table (columns) | AS query`, without what only BigQuery stores. */
export function createTable(translator: Translator, cursor: Cursor, orReplace: boolean): string {
  const ifNotExists = tryWords(cursor, "IF", "NOT", "EXISTS");
  const table = expectTable(cursor);
  const head = `CREATE ${orReplace ? "OR REPLACE " : ""}TABLE ${ifNotExists ? "IF NOT EXISTS " : ""}${table.text}`;
  const columns = tryBrackets(cursor);
  skipStorage(cursor);
  if (!tryWords(cursor, "AS")) {
    expectEnd(cursor);
    if (columns === undefined) return refuse(here(cursor), "CREATE TABLE needs columns or AS query");
    return `${head} (${columnDefinitions(translator, columns, table.parts[0] ?? "")})`;
  }
  if (columns !== undefined) return refuse(columns, "CREATE TABLE AS takes its columns from the query");
  return `${head} AS\n${translator.query(cursor.nodes.slice(cursor.next), here(cursor), "named")}`;
}

/** Drops PARTITION BY, CLUSTER BY and OPTIONS. */
function skipStorage(cursor: Cursor): void {
  if (tryWords(cursor, "PARTITION", "BY")) takeUntil(cursor, "CLUSTER", "OPTIONS", "AS");
  if (tryWords(cursor, "CLUSTER", "BY")) {
    const at = here(cursor);
    const columns = splitOn(takeUntil(cursor, "OPTIONS", "AS"), ",");
    if (columns.length > MOST_CLUSTER_COLUMNS)
      refuse(at, `BigQuery clusters by ${MOST_CLUSTER_COLUMNS} columns at most`);
  }
  skipOptions(cursor);
}

function columnDefinitions(translator: Translator, columns: Group, dataset: string): string {
  const definitions = splitColumns(columns).flatMap((nodes) => {
    const cursor = cursorAt(nodes, 0);
    return isWord(nodes[0], "PRIMARY", "FOREIGN", "CONSTRAINT")
      ? constraint(cursor, dataset)
      : [columnDefinition(translator, cursor)];
  });
  if (definitions.length === 0) refuse(columns, "CREATE TABLE needs columns");
  return definitions.map((definition) => `\n${definition}`).join(",");
}

/** Splits on the commas that are not inside `STRUCT<…>`. */
function splitColumns(columns: Group): readonly Nodes[] {
  let depth = 0;
  const parts: (typeof columns.nodes)[number][][] = [[]];
  for (const node of columns.nodes) {
    if (node.kind === "operator") depth += { "<": 1, ">": -1, ">>": -2 }[node.text] ?? 0;
    if (depth === 0 && node.kind === "operator" && node.text === ",") parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.filter((part, index) => part.length > 0 || index < parts.length - 1);
}

function columnDefinition(translator: Translator, cursor: Cursor): string {
  const name = expectName(cursor, "a column name");
  const { type, next } = readType(cursor.nodes, cursor.next, name);
  cursor.next = next;
  let text = `${quoteName(name.value)} ${type}`;
  for (;;) {
    const node = peek(cursor);
    if (node === undefined) return text;
    if (tryWords(cursor, "NOT", "NULL")) text += " NOT NULL";
    else if (tryWords(cursor, "DEFAULT")) text += ` DEFAULT ${translator.expression(takeDefault(cursor), node)}`;
    else if (isWord(node, "OPTIONS")) skipOptions(cursor);
    else return refuse(node, `unexpected ${written(node)} in a column`);
  }
}

function takeDefault(cursor: Cursor): Nodes {
  const start = cursor.next;
  const isEnd = () => isWord(peek(cursor), "OPTIONS") || (isWord(peek(cursor), "NOT") && cursor.next > start);
  while (peek(cursor) !== undefined && !isEnd()) cursor.next += 1;
  return cursor.nodes.slice(start, cursor.next);
}

/** Keys are never enforced in BigQuery, so only the ledger gets one here. */
function constraint(cursor: Cursor, dataset: string): readonly string[] {
  if (!tryWords(cursor, "PRIMARY", "KEY"))
    return refuse(here(cursor), "this constraint is not portable", "use PRIMARY KEY (…) NOT ENFORCED");
  const columns = expectBrackets(cursor, "the key's columns");
  expectWords(cursor, "NOT", "ENFORCED");
  expectEnd(cursor);
  const names = splitOn(columns.nodes, ",").map((nodes) =>
    quoteName(expectName(cursorAt(nodes, 0), "a column name").value),
  );
  return dataset.toLowerCase() === ENFORCED_DATASET ? [`PRIMARY KEY (${names.join(", ")})`] : [];
}
