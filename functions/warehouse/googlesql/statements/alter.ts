import { quoteName } from "../names.ts";
import { readType } from "../types.ts";
import {
  type Cursor,
  expectEnd,
  expectName,
  expectTable,
  expectWords,
  refuseHere,
  skipOptions,
  tryWords,
} from "./cursor.ts";

/** `ALTER TABLE dataset.table ADD COLUMN … | DROP COLUMN …`, one column a statement. */
export function alterTable(cursor: Cursor): string {
  expectWords(cursor, "TABLE");
  const ifTable = tryWords(cursor, "IF", "EXISTS") ? "IF EXISTS " : "";
  const table = expectTable(cursor);
  const head = `ALTER TABLE ${ifTable}${table.text}`;
  if (tryWords(cursor, "ADD", "COLUMN")) {
    const ifNot = tryWords(cursor, "IF", "NOT", "EXISTS") ? "IF NOT EXISTS " : "";
    const name = expectName(cursor, "a column name");
    const { type, next } = readType(cursor.nodes, cursor.next, name);
    cursor.next = next;
    skipOptions(cursor);
    expectEnd(cursor);
    return `${head} ADD COLUMN ${ifNot}${quoteName(name.value)} ${type}`;
  }
  if (!tryWords(cursor, "DROP", "COLUMN")) {
    return refuseHere(cursor, "this change of a table is not portable", "use ADD COLUMN or DROP COLUMN");
  }
  const ifExists = tryWords(cursor, "IF", "EXISTS") ? "IF EXISTS " : "";
  const name = expectName(cursor, "a column name");
  expectEnd(cursor);
  return `${head} DROP COLUMN ${ifExists}${quoteName(name.value)}`;
}
