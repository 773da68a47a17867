import { CLOCK_UNITS, STEP_UNITS } from "../date-parts.ts";
import { refuse } from "../not-portable.ts";
import { isOperator, isWord, written } from "../syntax/nodes.ts";
import type { Node, Nodes, Token } from "../syntax/tokens.ts";
import type { Read, Translator } from "../translator.ts";

/** `INTERVAL value UNIT` as an operand. */
export function readInterval(translator: Translator, nodes: Nodes, start: number, word: Token): Read {
  const { text, next } = readSteps(translator, nodes, start, word, [...CLOCK_UNITS, ...STEP_UNITS]);
  return { text, next };
}

interface Steps extends Read {
  readonly count: string;
  readonly unit: string;
}

/** The whole argument `INTERVAL value UNIT` of a function, whose unit must be one of `allowed`. */
export function intervalArgument(translator: Translator, nodes: Nodes, at: Node, allowed: readonly string[]): Steps {
  const word = nodes[0];
  if (!isWord(word, "INTERVAL")) return refuse(word ?? at, "expected INTERVAL", "write INTERVAL 1 DAY");
  const steps = readSteps(translator, nodes, 0, word, allowed);
  const rest = nodes[steps.next];
  if (rest !== undefined) return refuse(rest, `unexpected ${written(rest)} after the interval`);
  return steps;
}

function readSteps(
  translator: Translator,
  nodes: Nodes,
  start: number,
  word: Token,
  allowed: readonly string[],
): Steps {
  const isNegative = isOperator(nodes[start + 1], "-");
  const value = nodes[start + (isNegative ? 2 : 1)];
  if (value?.kind === "string") return refuse(value, "an interval from text is not portable", "write INTERVAL 1 DAY");
  const operand = translator.operand(nodes, start + (isNegative ? 2 : 1), word);
  const unitWord = nodes[operand.next];
  const unit = unitWord?.kind === "name" ? unitWord.text.toUpperCase() : "";
  if (unitWord === undefined || !allowed.includes(unit)) {
    return refuse(unitWord ?? word, "this interval has no unit that fits here", `use ${allowed.join(", ")}`);
  }
  const count = `CAST(${isNegative ? "-" : ""}${operand.text} AS BIGINT)`;
  return { count, unit, text: `INTERVAL (${count}) ${unit}`, next: operand.next + 1 };
}
