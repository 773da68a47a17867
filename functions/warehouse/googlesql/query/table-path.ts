import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isAnyName, isGroup, isName, isOperator, isWord } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";

export interface TablePath {
  readonly text: string;
  /** The last part, which is the table's alias when none is given. */
  readonly name: string;
  readonly parts: readonly string[];
  readonly next: number;
}

/** Reads `dataset.table`, also in backticks as one or two names, without asking what it is. */
export function readPath(nodes: Nodes, start: number, at: Node): TablePath {
  const first = nodes[start];
  if (!isName(first)) return refuse(first ?? at, "expected dataset.table");
  const parts = first.kind === "quotedName" ? first.value.split(".") : [first.value];
  let next = start + 1;
  while (isOperator(nodes[next], ".")) {
    const name = nodes[next + 1];
    if (!isAnyName(name)) return refuse(name ?? first, "expected a name after the dot");
    parts.push(...(name.kind === "quotedName" ? name.value.split(".") : [name.value]));
    next += 2;
  }
  const name = parts.at(-1) ?? "";
  if (parts.length > 2)
    refuse(first, "a path of three names is not portable", "write dataset.table, without the project");
  if (parts.some((part) => part.includes("*") || part === "")) {
    refuse(first, "wildcard tables are not portable", "read one table, or UNION ALL of several");
  }
  return { text: parts.map(quoteName).join("."), name, parts, next };
}

/** Schemas that hold something else in each engine. */
const ENGINE_SCHEMAS = ["information_schema", "pg_catalog", "main", "temp", "system", "bq"];

/** A table that a query reads: `dataset.table`, or a common table expression in sight. */
export function readTablePath(translator: Translator, nodes: Nodes, start: number, at: Node): TablePath {
  const first = nodes[start] ?? at;
  const path = readPath(nodes, start, at);
  const [head = ""] = path.parts;
  const following = nodes[path.next];
  if (isGroup(following, "(")) return refuse(first, "table functions are not portable");
  if (isWord(following, "FOR", "TABLESAMPLE")) return refuse(following, `${following.text} is not portable`);
  if (path.parts.length === 2 && ENGINE_SCHEMAS.includes(head.toLowerCase())) {
    return refuse(first, `${head} differs between the engines`, "read the tables of the ledger in ops");
  }
  if (path.parts.length === 1 && !translator.ctes.has(head.toLowerCase())) {
    return refuse(first, `${head} is no common table expression in sight`, "write dataset.table");
  }
  if (path.parts.length === 2 && translator.aliases.has(head.toLowerCase())) {
    return refuse(
      first,
      `${path.parts.join(".")} reads an array of ${head}`,
      `write UNNEST(${path.parts.join(".")}) AS name`,
    );
  }
  return path;
}
