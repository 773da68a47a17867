import { refuse } from "../not-portable.ts";
import { gapBefore, isWord } from "../syntax/nodes.ts";
import type { Node, Nodes, Token } from "../syntax/tokens.ts";
import type { Read, Translator } from "../translator.ts";

/** `CASE [value] WHEN … THEN … [ELSE …] END`. */
export function readCase(translator: Translator, nodes: Nodes, start: number, word: Token): Read {
  let text = "CASE";
  let part: Node[] = [];
  let partWord: Node = word;
  let depth = 0;
  const endPart = (): void => {
    if (part.length > 0 || partWord !== word) text += `${gapBefore(part[0])}${translator.expression(part, partWord)}`;
    part = [];
  };
  for (let next = start + 1; next < nodes.length; next += 1) {
    const node = nodes[next];
    if (node === undefined) break;
    if (depth === 0 && isWord(node, "WHEN", "THEN", "ELSE", "END")) {
      endPart();
      text += `${gapBefore(node)}${node.text.toUpperCase()}`;
      partWord = node;
      if (isWord(node, "END")) return { text, next: next + 1 };
      continue;
    }
    if (isWord(node, "CASE")) depth += 1;
    if (isWord(node, "END")) depth -= 1;
    part.push(node);
  }
  return refuse(word, "CASE without END");
}
