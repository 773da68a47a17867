import { NotPortable } from "../not-portable.ts";
import type { Group, Node, Nodes, Token } from "./tokens.ts";

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]" };

interface OpenGroup {
  readonly group: Group;
  readonly nodes: Node[];
}

/** Tokens as a tree of bracket groups; refuses brackets that do not match. */
export function bracketTree(tokens: readonly Token[]): Nodes {
  const root: Node[] = [];
  const stack: OpenGroup[] = [];
  for (const token of tokens) {
    const siblings = stack.at(-1)?.nodes ?? root;
    if (token.kind === "operator" && (token.text === "(" || token.text === "[")) {
      const nodes: Node[] = [];
      const group: Group = { kind: "group", open: token.text, nodes, at: token.at, onNewLine: token.onNewLine };
      siblings.push(group);
      stack.push({ group, nodes });
    } else if (token.kind === "operator" && (token.text === ")" || token.text === "]")) {
      const open = stack.pop();
      if (open === undefined) throw new NotPortable(`${token.text} closes nothing`, token.at);
      if (CLOSING[open.group.open] !== token.text) {
        throw new NotPortable(`${open.group.open} is closed by ${token.text}`, token.at);
      }
    } else {
      siblings.push(token);
    }
  }
  const unclosed = stack.at(-1);
  if (unclosed !== undefined) throw new NotPortable(`${unclosed.group.open} is never closed`, unclosed.group.at);
  return root;
}
