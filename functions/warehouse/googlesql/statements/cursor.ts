import { refuse } from "../not-portable.ts";
import { readPath, type TablePath } from "../query/table-path.ts";
import { isGroup, isName, isOperator, isWord, written } from "../syntax/nodes.ts";
import type { Group, Node, Nodes, Token } from "../syntax/tokens.ts";

/** A place in the nodes of a statement, moved by taking what is expected there. */
export interface Cursor {
  readonly nodes: Nodes;
  next: number;
}

export function cursorAt(nodes: Nodes, next: number): Cursor {
  return { nodes, next };
}

export function peek(cursor: Cursor): Node | undefined {
  return cursor.nodes[cursor.next];
}

/** The node to point at: the next one, or the last. */
export function here(cursor: Cursor): Node {
  const node = peek(cursor) ?? cursor.nodes.at(-1);
  return node ?? { kind: "group", open: "(", nodes: [], at: { line: 1, column: 1 }, onNewLine: false };
}

/** Takes these words when they all follow. */
export function tryWords(cursor: Cursor, ...words: readonly string[]): boolean {
  const follow = words.every((word, index) => isWord(cursor.nodes[cursor.next + index], word));
  if (follow) cursor.next += words.length;
  return follow;
}

export function expectWords(cursor: Cursor, ...words: readonly string[]): void {
  if (!tryWords(cursor, ...words)) refuseHere(cursor, `expected ${words.join(" ")}`);
}

export function tryOperator(cursor: Cursor, operator: string): boolean {
  const follows = isOperator(peek(cursor), operator);
  if (follows) cursor.next += 1;
  return follows;
}

export function expectOperator(cursor: Cursor, operator: string): void {
  if (!tryOperator(cursor, operator)) refuseHere(cursor, `expected ${operator}`);
}

export function expectName(cursor: Cursor, what: string): Token {
  const name = peek(cursor);
  if (!isName(name)) return refuseHere(cursor, `expected ${what}`);
  cursor.next += 1;
  return name;
}

export function tryBrackets(cursor: Cursor): Group | undefined {
  const group = peek(cursor);
  if (!isGroup(group, "(")) return undefined;
  cursor.next += 1;
  return group;
}

export function expectBrackets(cursor: Cursor, what: string): Group {
  return tryBrackets(cursor) ?? refuseHere(cursor, `expected ${what} in brackets`);
}

/** `dataset.table` as the target of a statement. */
export function expectTable(cursor: Cursor): TablePath {
  const at = here(cursor);
  const path = readPath(cursor.nodes, cursor.next, at);
  if (path.parts.length !== 2) refuse(at, `${path.text} has no dataset`, "write dataset.table");
  cursor.next = path.next;
  return path;
}

/** `[AS] alias`. */
export function tryAlias(cursor: Cursor): Token | undefined {
  if (tryWords(cursor, "AS")) return expectName(cursor, "an alias");
  const name = peek(cursor);
  if (!isName(name) || isWord(name, "VALUES", "INSERT", "UPDATE", "DELETE")) return undefined;
  cursor.next += 1;
  return name;
}

/** Takes all nodes up to one of these words, or to the end. */
export function takeUntil(cursor: Cursor, ...words: readonly string[]): Nodes {
  const start = cursor.next;
  while (cursor.next < cursor.nodes.length && !isWord(peek(cursor), ...words)) cursor.next += 1;
  return cursor.nodes.slice(start, cursor.next);
}

/** Drops `OPTIONS (…)`, which only BigQuery reads. */
export function skipOptions(cursor: Cursor): void {
  if (tryWords(cursor, "OPTIONS")) expectBrackets(cursor, "the options");
}

export function expectEnd(cursor: Cursor): void {
  const node = peek(cursor);
  if (node !== undefined) refuse(node, `unexpected ${written(node)}`);
}

export function refuseHere(cursor: Cursor, message: string, fix?: string): never {
  const node = peek(cursor);
  return refuse(here(cursor), node === undefined ? `${message}, got the end` : `${message}, got ${written(node)}`, fix);
}
