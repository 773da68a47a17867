import { CALENDAR_UNITS, CLOCK_UNITS } from "../date-parts.ts";
import { endsOperand } from "../expressions/named-column.ts";
import { isOperator, isWord } from "../syntax/nodes.ts";
import type { Nodes } from "../syntax/tokens.ts";

const PARTS = [...CLOCK_UNITS, ...CALENDAR_UNITS, "DAYOFWEEK", "DAYOFYEAR", "DATE"];

/**
 * Is the word a date part (`INTERVAL 1 DAY`, `EXTRACT(DAY FROM d)`, `DATE_TRUNC(d, DAY)`) or a type (`CAST(x AS DATE)`)
 * rather than a column? After a comma, a date part reads like a column: it counts as a part when it is the last argument.
 */
export function isDatePartPlace(nodes: Nodes, index: number): boolean {
  const before = nodes[index - 1];
  if (isWord(before, "AS")) return true;
  if (!isWord(nodes[index], ...PARTS)) return false;
  const isUnit = endsOperand(before);
  const isExtracted = before === undefined && isWord(nodes[index + 1], "FROM");
  const isLastArgument = isOperator(before, ",") && nodes[index + 1] === undefined && index > 1;
  return isUnit || isExtracted || isLastArgument;
}
