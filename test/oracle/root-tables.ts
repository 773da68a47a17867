import { byteRange, child, children, findNodes } from "./tree-nodes.ts";

/**
 * The query of a statement (also of CREATE VIEW), with each table path as one quoted name: the engine takes rows for
 * root tables only. Names are replaced by the byte ranges of Google's own parse tree.
 */
export function selectWithRootTables(sql: string, parseTree: unknown, tables: readonly string[]): string {
  const bytes = Buffer.from(sql);
  const known = new Map(tables.map((name) => [name.toLowerCase(), name]));
  const queries = findNodes(
    parseTree,
    (field, node) => field === "ast_query_statement_node" || (field === "query" && node.query_expr !== undefined),
  );
  const body = (queries[0] === undefined ? undefined : byteRange(queries[0])) ?? { start: 0, end: bytes.length };
  const edits = findNodes(
    parseTree,
    (field, node) => field === "ast_table_path_expression_node" && node.path_expr !== undefined,
  )
    .flatMap((node) => {
      const path = child(node, "path_expr");
      const range = path === undefined ? undefined : byteRange(path);
      const name =
        path === undefined
          ? ""
          : children(path, "names")
              .map((part) => String(part.id_string))
              .join(".");
      const table = known.get(name.toLowerCase());
      if (range === undefined || table === undefined || !table.includes(".")) return [];
      const alias = node.alias === undefined || node.alias === null ? ` AS \`${table.split(".").at(-1)}\`` : "";
      return [{ ...range, text: `\`${table}\`${alias}` }];
    })
    .filter((edit) => edit.start >= body.start && edit.end <= body.end)
    .sort((a, b) => a.start - b.start);
  let text = "";
  let at = body.start;
  for (const edit of edits) {
    text += bytes.subarray(at, edit.start).toString() + edit.text;
    at = edit.end;
  }
  return text + bytes.subarray(at, body.end).toString();
}
