import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { splitOn } from "../syntax/nodes.ts";
import type { Group } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import {
  type Cursor,
  cursorAt,
  expectEnd,
  expectName,
  expectTable,
  expectWords,
  here,
  skipOptions,
  tryBrackets,
  tryWords,
} from "./cursor.ts";

/** `CREATE [OR REPLACE] VIEW dataset.view [(columns)] [OPTIONS (…)] AS query`. */
export function createView(translator: Translator, cursor: Cursor, orReplace: boolean): string {
  const ifNotExists = tryWords(cursor, "IF", "NOT", "EXISTS");
  const view = expectTable(cursor);
  const columns = tryBrackets(cursor);
  skipOptions(cursor);
  expectWords(cursor, "AS");
  const head = `CREATE ${orReplace ? "OR REPLACE " : ""}VIEW ${ifNotExists ? "IF NOT EXISTS " : ""}${view.text}`;
  const names = columns === undefined ? "" : ` (${columnNames(columns)})`;
  const body = translator.query(
    cursor.nodes.slice(cursor.next),
    here(cursor),
    columns === undefined ? "named" : "free",
  );
  return `${head}${names} AS\n${body}`;
}

function columnNames(columns: Group): string {
  const names = splitOn(columns.nodes, ",").map((nodes) => {
    const cursor = cursorAt(nodes, 0);
    const name = expectName(cursor, "a column name");
    skipOptions(cursor);
    expectEnd(cursor);
    return quoteName(name.value);
  });
  return names.length === 0 ? refuse(columns, "a column list needs columns") : names.join(", ");
}
