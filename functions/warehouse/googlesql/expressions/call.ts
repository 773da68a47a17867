import { FUNCTIONS } from "../functions/functions.ts";
import { REFUSED_FUNCTIONS } from "../functions/refused.ts";
import type { Call, Rule } from "../functions/rule.ts";
import { quoteName } from "../names.ts";
import { refuse } from "../not-portable.ts";
import { isGroup, isName, isOperator, isWord, splitOn } from "../syntax/nodes.ts";
import type { Node, Nodes, Token } from "../syntax/tokens.ts";
import type { Read, Translator } from "../translator.ts";
import { windowSpecification } from "./window.ts";

/** Reads `f(…)`, `SAFE.f(…)`, `NET.f(…)` with the OVER that may follow; the brackets are `bracketOffset` nodes on. */
export function readCall(translator: Translator, nodes: Nodes, start: number, bracketOffset: 1 | 3): Read {
  const first = nodes[start];
  const brackets = nodes[start + bracketOffset];
  const last = nodes[start + bracketOffset - 1];
  if (first?.kind !== "name" || last?.kind !== "name" || !isGroup(brackets, "(")) {
    return refuse(first ?? brackets ?? { at: { line: 1, column: 1 } }, "only functions have brackets");
  }
  const isSafe = bracketOffset === 3 && isWord(first, "SAFE");
  const name = (bracketOffset === 3 && !isSafe ? `${first.text}.${last.text}` : last.text).toUpperCase();
  const rule = FUNCTIONS.get(name) ?? refuse(first, `the function ${name} is not portable`, REFUSED_FUNCTIONS[name]);
  const over = readOver(translator, nodes, start + bracketOffset + 1);
  if (over === undefined && rule.kind === "window") refuse(first, `${name} needs OVER (…)`);
  if (over !== undefined && rule.kind === "scalar") refuse(first, `${name} takes no OVER`);
  const call: Call = {
    name,
    at: first,
    nodes: brackets.nodes,
    args: splitOn(brackets.nodes, ","),
    over: over?.text ?? "",
    isSafe,
    translator,
  };
  return { text: callText(rule, call), next: over?.next ?? start + bracketOffset + 1 };
}

function callText(rule: Rule, call: Call): string {
  const [least, most] = rule.arguments;
  if (call.args.length < least || call.args.length > most) {
    const expected =
      least === most ? `${least}` : most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
    return refuse(call.at, `${call.name} takes ${expected} arguments here, got ${call.args.length}`);
  }
  if (!call.isSafe) return rule.text(call);
  if (rule.kind !== "scalar") return refuse(call.at, `SAFE.${call.name} is no portable function`);
  refuseFailingParts(call.nodes);
  return rule.hasSafeTwin ? rule.text(call) : `TRY(${rule.text(call)})`;
}

/** SAFE. covers its function alone, DuckDB's TRY all that is inside: so nothing inside may fail. */
function refuseFailingParts(nodes: Nodes): void {
  for (const [index, node] of nodes.entries()) {
    if (isOperator(node, "/")) refuse(node, "a division inside SAFE. may fail by itself", "use SAFE_DIVIDE");
    if (node.kind !== "group") continue;
    const before: Node | undefined = nodes[index - 1];
    const name = node.open === "(" && before?.kind === "name" ? before.text.toUpperCase() : undefined;
    const isSafe = isOperator(nodes[index - 2], ".") && isWord(nodes[index - 3], "SAFE");
    if (name !== undefined && !isSafe && FUNCTIONS.get(name)?.mayFail) {
      refuse(
        before as Token,
        `${name} inside SAFE. may fail by itself`,
        `write SAFE.${name}, SAFE_CAST or a common table expression`,
      );
    }
    refuseFailingParts(node.nodes);
  }
}

function readOver(translator: Translator, nodes: Nodes, start: number): Read | undefined {
  const over = nodes[start];
  if (!isWord(over, "OVER")) return undefined;
  const window = nodes[start + 1];
  if (isGroup(window, "(")) return { text: ` OVER (${windowSpecification(translator, window)})`, next: start + 2 };
  if (isName(window)) return { text: ` OVER ${quoteName(window.value)}`, next: start + 2 };
  return refuse(window ?? over, "OVER needs a window");
}
