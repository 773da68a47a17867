import { orderBy } from "../expressions/order-by.ts";
import { refuse } from "../not-portable.ts";
import { isWord, splitOn, written } from "../syntax/nodes.ts";
import type { Node, Nodes } from "../syntax/tokens.ts";
import type { Call } from "./rule.ts";

/** The parts of `AGG(DISTINCT x, … IGNORE NULLS HAVING MAX y ORDER BY z LIMIT n)`. */
export interface AggregateArguments {
  readonly distinct: boolean;
  readonly values: readonly Nodes[];
  readonly ignoreNulls: boolean;
  readonly having: { readonly extreme: "MAX" | "MIN"; readonly by: string } | undefined;
  /** ` ORDER BY …` or nothing. */
  readonly order: string;
  /** How many, as DuckDB text. */
  readonly limit: string | undefined;
}

export type Modifier = "DISTINCT" | "NULLS" | "HAVING" | "ORDER" | "LIMIT";

/** Reads the arguments of an aggregate, which may carry the `allowed` modifiers only. */
export function aggregateArguments(call: Call, allowed: readonly Modifier[]): AggregateArguments {
  const { nodes, translator, at } = call;
  const starts = new Map<Modifier, number>();
  nodes.forEach((node, index) => {
    const modifier = modifierAt(nodes, index);
    if (modifier === undefined) return;
    if (!allowed.includes(modifier) || starts.has(modifier))
      refuse(node, `unexpected ${written(node)} in ${call.name}`);
    starts.set(modifier, index);
  });
  const part = (modifier: Modifier): Nodes => {
    const start = starts.get(modifier);
    if (start === undefined) return [];
    const end = [...starts.values()].filter((other) => other > start).sort((a, b) => a - b)[0] ?? nodes.length;
    return nodes.slice(start, end);
  };
  const afterDistinct = starts.has("DISTINCT") ? 1 : 0;
  const firstLater = [...starts].filter(([modifier]) => modifier !== "DISTINCT").map(([, index]) => index);
  const values = splitOn(nodes.slice(afterDistinct, Math.min(nodes.length, ...firstLater)), ",");
  const order = part("ORDER");
  const limit = part("LIMIT");
  return {
    distinct: starts.has("DISTINCT"),
    values,
    ignoreNulls: isWord(part("NULLS")[0], "IGNORE"),
    having: havingOf(call, part("HAVING")),
    order: order.length === 0 ? "" : ` ${orderBy(translator, order.slice(2), order[0] ?? at)}`,
    limit: limit.length === 0 ? undefined : translator.expression(limit.slice(1), limit[0] ?? at),
  };
}

function modifierAt(nodes: Nodes, index: number): Modifier | undefined {
  const node = nodes[index];
  const next: Node | undefined = nodes[index + 1];
  if (isWord(node, "DISTINCT") && index === 0) return "DISTINCT";
  if (isWord(node, "IGNORE", "RESPECT") && isWord(next, "NULLS")) return "NULLS";
  if (isWord(node, "HAVING")) return "HAVING";
  if (isWord(node, "ORDER") && isWord(next, "BY")) return "ORDER";
  return isWord(node, "LIMIT") ? "LIMIT" : undefined;
}

function havingOf(call: Call, nodes: Nodes): AggregateArguments["having"] {
  const [having, extreme, ...by] = nodes;
  if (having === undefined) return undefined;
  if (!isWord(extreme, "MAX", "MIN")) return refuse(extreme ?? having, "HAVING inside a call takes MAX or MIN");
  return { extreme: isWord(extreme, "MAX") ? "MAX" : "MIN", by: call.translator.expression(by, extreme) };
}
