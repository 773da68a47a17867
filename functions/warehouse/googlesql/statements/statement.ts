import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isGroup, isWord, startsQuery, written } from "../syntax/nodes.ts";
import type { Nodes, Token } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";
import { alterTable } from "./alter.ts";
import { createTable } from "./create-table.ts";
import { createView } from "./create-view.ts";
import {
  type Cursor,
  cursorAt,
  expectEnd,
  expectName,
  expectTable,
  expectWords,
  refuseHere,
  skipOptions,
  tryWords,
} from "./cursor.ts";
import { merge } from "./merge.ts";
import { deleteRows, insert, update } from "./modify.ts";

const REFUSED_STATEMENTS: Readonly<Record<string, string>> = {
  DECLARE: "scripts are not portable: write one statement",
  SET: "scripts are not portable: write one statement",
  CALL: "scripts are not portable: write one statement",
  EXECUTE: "scripts are not portable: write one statement",
  ASSERT: "write a query of offending rows in sql/assertions/",
  EXPORT: "keep it in sql/bigquery/",
  LOAD: "load through the warehouse port",
  GRANT: "rights belong to the infrastructure",
  REVOKE: "rights belong to the infrastructure",
};

const REFUSED_KINDS: Readonly<Record<string, string>> = {
  MATERIALIZED: "write a view with -- materialize: table in its header",
  TEMP: "write a common table expression",
  TEMPORARY: "write a common table expression",
  FUNCTION: "write the expression out",
  MODEL: "keep it in sql/bigquery/",
  PROCEDURE: "scripts are not portable",
  EXTERNAL: "load through the warehouse port",
  SNAPSHOT: "create a table from a query",
};

/** One statement in DuckDB's words. */
export function statement(translator: Translator, nodes: Nodes): string {
  const first = nodes[0];
  if (first === undefined) return refuse({ at: { line: 1, column: 1 } }, "there is no statement");
  if (startsQuery(nodes) || isGroup(first, "(")) return translator.query(nodes, first, "numbered");
  if (first.kind !== "name") return refuse(first, `unexpected ${written(first)}`);
  const cursor = cursorAt(nodes, 1);
  switch (first.text.toUpperCase()) {
    case "CREATE":
      return create(translator, cursor, first);
    case "DROP":
      return drop(cursor, first);
    case "ALTER":
      return alterTable(cursor);
    case "INSERT":
      return insert(translator, cursor);
    case "UPDATE":
      return update(translator, cursor);
    case "DELETE":
      return deleteRows(translator, cursor);
    case "MERGE":
      return merge(translator, cursor);
    case "TRUNCATE":
      return truncate(cursor);
    case "BEGIN":
    case "COMMIT":
    case "ROLLBACK":
      return transaction(cursor, first);
    default:
      return refuse(
        first,
        `the statement ${first.text.toUpperCase()} is not portable`,
        REFUSED_STATEMENTS[first.text.toUpperCase()],
      );
  }
}

function create(translator: Translator, cursor: Cursor, at: Token): string {
  const orReplace = tryWords(cursor, "OR", "REPLACE");
  if (isWord(cursor.nodes[cursor.next], "TABLE") && isWord(cursor.nodes[cursor.next + 1], "FUNCTION")) {
    return refuse(at, "CREATE TABLE FUNCTION is not portable", "write the query out");
  }
  if (tryWords(cursor, "TABLE")) return createTable(translator, cursor, orReplace);
  if (tryWords(cursor, "VIEW")) return createView(translator, cursor, orReplace);
  if (!orReplace && tryWords(cursor, "SCHEMA")) {
    const ifNotExists = tryWords(cursor, "IF", "NOT", "EXISTS") ? "IF NOT EXISTS " : "";
    const name = expectName(cursor, "a dataset");
    skipOptions(cursor);
    expectEnd(cursor);
    return `CREATE SCHEMA ${ifNotExists}${quoteName(name.value)}`;
  }
  const kind = cursor.nodes[cursor.next];
  const word = kind?.kind === "name" ? kind.text.toUpperCase() : "";
  return refuse(at, `CREATE ${word} is not portable`, REFUSED_KINDS[word]);
}

function drop(cursor: Cursor, at: Token): string {
  const kind = tryWords(cursor, "TABLE")
    ? "TABLE"
    : tryWords(cursor, "VIEW")
      ? "VIEW"
      : refuse(at, "only tables and views are dropped");
  const ifExists = tryWords(cursor, "IF", "EXISTS") ? "IF EXISTS " : "";
  const table = expectTable(cursor);
  expectEnd(cursor);
  return `DROP ${kind} ${ifExists}${table.text}`;
}

function truncate(cursor: Cursor): string {
  expectWords(cursor, "TABLE");
  const table = expectTable(cursor);
  expectEnd(cursor);
  return `TRUNCATE TABLE ${table.text}`;
}

/** `BEGIN TRANSACTION` and its ends; a bare BEGIN opens a script block in BigQuery. */
function transaction(cursor: Cursor, word: Token): string {
  if (!tryWords(cursor, "TRANSACTION")) return refuseHere(cursor, `${word.text} must say TRANSACTION`);
  expectEnd(cursor);
  return `${word.text.toUpperCase()} TRANSACTION`;
}
