import { refuse } from "../not-portable.ts";
import { isGroup, isWord } from "../syntax/nodes.ts";
import type { Group } from "../syntax/tokens.ts";
import type { Translator } from "../translator.ts";

/**
 * DuckDB's position for `[SAFE_OFFSET(i)]` or `[SAFE_ORDINAL(i)]`. DuckDB counts from 1 and takes negative positions
 * from the end, where GoogleSQL gives NULL; DuckDB's position 0 is always NULL. OFFSET and ORDINAL fail outside the array, which DuckDB does not.
 */
export function positionInArray(translator: Translator, subscript: Group): string {
  const [word, position, ...rest] = subscript.nodes;
  if (!isWord(word, "SAFE_OFFSET", "SAFE_ORDINAL") || !isGroup(position, "(") || rest.length > 0) {
    return refuse(
      subscript,
      "an array position that may lie outside the array must say so",
      "write [SAFE_OFFSET(i)] or [SAFE_ORDINAL(i)]",
    );
  }
  const first = isWord(word, "SAFE_OFFSET") ? 0 : 1;
  const [literal, ...more] = position.nodes;
  if (
    literal?.kind === "number" &&
    more.length === 0 &&
    /^[0-9]{1,9}$/.test(literal.text) &&
    Number(literal.text) >= first
  ) {
    return String(Number(literal.text) + 1 - first);
  }
  const index = translator.expression(position.nodes, position);
  return `CASE WHEN (${index}) >= ${first} THEN (${index})${first === 0 ? " + 1" : ""} ELSE 0 END`;
}
