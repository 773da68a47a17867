import { refuse } from "../not-portable.ts";
import { isAnyName, isGroup, isName, isOperator, isQueryGroup } from "../syntax/nodes.ts";
import type { Node, Nodes, Token } from "../syntax/tokens.ts";
import { isDatePartPlace } from "./date-part-places.ts";
import type { SelectItem } from "./select-list.ts";

/** What a name means in GROUP BY, HAVING, QUALIFY and ORDER BY: the column of the SELECT list before any other. */
export interface Alias {
  readonly name: string;
  readonly value: Nodes;
  /** From 1; undefined where a star before it hides the position. */
  readonly ordinal: number | undefined;
  /** More than a plain column of the same name. */
  readonly isComputed: boolean;
  readonly isAmbiguous: boolean;
}

/** The names of a SELECT list, lower case. */
export function aliasesOf(items: readonly SelectItem[]): ReadonlyMap<string, Alias> {
  const aliases = new Map<string, Alias>();
  const hasStar = items.some((item) => item.kind === "star");
  items.forEach((item, index) => {
    if (item.kind === "star" || item.name === undefined) return;
    const name = item.name.toLowerCase();
    const last = item.value.at(-1);
    const isPath = item.value.every((node) => isAnyName(node) || isOperator(node, "."));
    const isSameColumn = isPath && isAnyName(last) && last.value.toLowerCase() === name;
    aliases.set(name, {
      name: item.name,
      value: item.value,
      ordinal: hasStar ? undefined : index + 1,
      isComputed: !isSameColumn,
      isAmbiguous: aliases.has(name),
    });
  });
  return aliases;
}

/** The alias that a bare name means, if any. */
export function aliasOf(nodes: Nodes, aliases: ReadonlyMap<string, Alias>): Alias | undefined {
  const [only] = nodes;
  if (nodes.length !== 1 || !isName(only)) return undefined;
  const alias = aliases.get(only.value.toLowerCase());
  if (alias?.isAmbiguous) refuse(only, `${only.text} names two columns`);
  return alias;
}

/**
 * The nodes with every alias replaced by its expression, since DuckDB takes a column of that name first.
 * `hidden` are names of columns: an alias that hides one is refused when it is given.
 */
export function withAliasValues(
  nodes: Nodes,
  aliases: ReadonlyMap<string, Alias>,
  hidden?: ReadonlySet<string>,
): Nodes {
  return nodes.map((node, index): Node => {
    if (node.kind === "group") {
      const names = isQueryGroup(node) ? new Map([...aliases].filter(([, alias]) => alias.isComputed)) : aliases;
      if (isQueryGroup(node)) return refuseInside(node, names);
      return { ...node, nodes: withAliasValues(node.nodes, aliases, hidden) };
    }
    const alias = aliasAt(nodes, index, aliases);
    if (alias === undefined) return node;
    if (alias.isAmbiguous) refuse(node, `${node.text} names two columns`);
    if (alias.isComputed && hidden?.has(alias.name.toLowerCase())) {
      refuse(node, `${node.text} is both a column and an alias of the SELECT list`, "give the alias another name");
    }
    return { kind: "group", open: "(", nodes: alias.value, at: node.at, onNewLine: node.onNewLine };
  });
}

function aliasAt(nodes: Nodes, index: number, aliases: ReadonlyMap<string, Alias>): Alias | undefined {
  const node = nodes[index];
  if (!isName(node) || isOperator(nodes[index - 1], ".") || isOperator(nodes[index + 1], ".")) return undefined;
  const isCall = isGroup(nodes[index + 1], "(") || nodes[index + 1]?.kind === "string";
  return isCall || isDatePartPlace(nodes, index) ? undefined : aliases.get(node.value.toLowerCase());
}

function refuseInside(node: Node, aliases: ReadonlyMap<string, Alias>): Node {
  const used = columnNames([node]).find((token) => aliases.has(token.value.toLowerCase()));
  return used === undefined
    ? node
    : refuse(used, `${used.text} in a subquery here may be an alias or a column`, "give the alias another name");
}

/** Names that can be columns, in any depth. */
export function columnNames(nodes: Nodes): readonly Token[] {
  return nodes.flatMap((node, index) => {
    if (node.kind === "group") return columnNames(node.nodes);
    const isCall = isGroup(nodes[index + 1], "(") || nodes[index + 1]?.kind === "string";
    return isName(node) && !isCall && !isOperator(nodes[index + 1], ".") && !isDatePartPlace(nodes, index)
      ? [node]
      : [];
  });
}
