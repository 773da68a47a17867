import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { readTablePath } from "../query/table-path.ts";
import { isQueryGroup, isWord } from "../syntax/nodes.ts";
import type { Node } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import {
  type Cursor,
  expectBrackets,
  expectTable,
  expectWords,
  here,
  peek,
  refuseHere,
  tryAlias,
  tryWords,
} from "./cursor.ts";
import { assignments, nameList, valueRow } from "./modify.ts";

/** `MERGE [INTO] target USING source ON … WHEN …`. DuckDB silently takes one of two source rows for a target row. */
export function merge(translator: Translator, cursor: Cursor): string {
  tryWords(cursor, "INTO");
  const target = expectTable(cursor);
  const alias = tryAlias(cursor)?.value;
  expectWords(cursor, "USING");
  const source = readSource(translator, cursor);
  const seen = translator.within({
    aliases: [alias ?? target.name, source.alias ?? ""].map((name) => name.toLowerCase()),
  });
  const on = here(cursor);
  expectWords(cursor, "ON");
  const condition = seen.expression(takeUntilWhen(cursor), on);
  const head = `MERGE INTO ${target.text}${alias === undefined ? "" : ` AS ${quoteName(alias)}`} USING ${source.text} ON ${condition}`;
  const clauses: string[] = [];
  while (peek(cursor) !== undefined) clauses.push(whenClause(seen, cursor));
  if (clauses.length === 0) refuse(on, "MERGE needs a WHEN clause");
  return `${head} ${clauses.join(" ")}`;
}

function readSource(
  translator: Translator,
  cursor: Cursor,
): { readonly text: string; readonly alias: string | undefined } {
  const node = peek(cursor);
  let text: string;
  let name: string | undefined;
  if (isQueryGroup(node)) {
    text = `(${translator.query(node.nodes, node, "named")})`;
    cursor.next += 1;
  } else {
    const path = readTablePath(translator, cursor.nodes, cursor.next, here(cursor));
    text = path.text;
    name = path.name;
    cursor.next = path.next;
  }
  const alias = tryAlias(cursor)?.value;
  return { text: `${text}${alias === undefined ? "" : ` AS ${quoteName(alias)}`}`, alias: alias ?? name };
}

/** A condition ends at WHEN, except the WHEN of a CASE inside it. */
function takeUntilWhen(cursor: Cursor, ...words: readonly string[]): readonly Node[] {
  const taken: Node[] = [];
  for (;;) {
    const depth =
      taken.filter((node) => isWord(node, "CASE")).length - taken.filter((node) => isWord(node, "END")).length;
    const node = peek(cursor);
    if (node === undefined || (depth === 0 && isWord(node, "WHEN", ...words))) return taken;
    taken.push(node);
    cursor.next += 1;
  }
}

function whenClause(translator: Translator, cursor: Cursor): string {
  expectWords(cursor, "WHEN");
  const isNot = tryWords(cursor, "NOT");
  expectWords(cursor, "MATCHED");
  let by = "";
  if (tryWords(cursor, "BY", "SOURCE")) by = " BY SOURCE";
  else if (tryWords(cursor, "BY", "TARGET")) by = " BY TARGET";
  const and = here(cursor);
  const condition = tryWords(cursor, "AND") ? ` AND ${translator.expression(takeUntilWhen(cursor, "THEN"), and)}` : "";
  expectWords(cursor, "THEN");
  return `WHEN ${isNot ? "NOT " : ""}MATCHED${by}${condition} THEN ${action(translator, cursor)}`;
}

function action(translator: Translator, cursor: Cursor): string {
  const at = here(cursor);
  if (tryWords(cursor, "DELETE")) return "DELETE";
  if (tryWords(cursor, "UPDATE", "SET")) return `UPDATE SET ${assignments(translator, takeUntilWhen(cursor), at)}`;
  if (tryWords(cursor, "INSERT", "ROW")) return "INSERT *";
  if (!tryWords(cursor, "INSERT")) return refuseHere(cursor, "expected UPDATE SET, INSERT or DELETE");
  const columns = expectBrackets(cursor, "the columns to fill");
  expectWords(cursor, "VALUES");
  return `INSERT (${nameList(columns)}) VALUES ${valueRow(translator, expectBrackets(cursor, "values"))}`;
}
