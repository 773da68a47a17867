import { CALENDAR_UNITS, CLOCK_UNITS, datePart, weekStart } from "../date-parts.ts";
import { refuse } from "../not-portable.ts";
import { isWord } from "../syntax/nodes.ts";
import type { Nodes } from "../syntax/tokens.ts";
import { type Call, type Rules, scalar } from "./rule.ts";

const PARTS = [...CLOCK_UNITS, ...CALENDAR_UNITS, "DAYOFWEEK", "DAYOFYEAR", "DATE"];

/** `value` or `value AT TIME ZONE zone`. */
function localValue(call: Call, nodes: Nodes): string {
  const at = nodes.findIndex(
    (node, index) => isWord(node, "AT") && isWord(nodes[index + 1], "TIME") && isWord(nodes[index + 2], "ZONE"),
  );
  if (at < 0) return call.translator.expression(nodes, call.at);
  const value = call.translator.expression(nodes.slice(0, at), call.at);
  return `timezone(${call.translator.expression(nodes.slice(at + 3), call.at)}, ${value})`;
}

function extract(call: Call): string {
  const from = call.nodes.findIndex((node) => isWord(node, "FROM"));
  if (from < 1) return refuse(call.at, "EXTRACT needs a part and a value", "write EXTRACT(YEAR FROM date)");
  const partNodes = call.nodes.slice(0, from);
  const part = datePart(partNodes, PARTS, call.at);
  const value = localValue(call, call.nodes.slice(from + 1));
  const firstDay = weekStart(part);
  if (isWord(partNodes[0], "ISOWEEK")) return `weekofyear(${value})`;
  if (firstDay !== undefined) return `bq.week_number(${value}, ${firstDay})`;
  switch (part.unit) {
    case "DATE":
      return `CAST(${value} AS DATE)`;
    case "DAYOFWEEK":
      return `(dayofweek(${value}) + 1)`;
    case "MILLISECOND":
      return `(millisecond(${value}) % 1000)`;
    case "MICROSECOND":
      return `(microsecond(${value}) % 1000000)`;
    default:
      return `${part.unit.toLowerCase()}(${value})`;
  }
}

export const extracts: Rules = {
  EXTRACT: scalar([1, Number.POSITIVE_INFINITY], extract),
};
