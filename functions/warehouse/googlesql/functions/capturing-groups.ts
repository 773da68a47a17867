/** The capturing groups of an RE2 pattern, and whether a match can leave one out. */
export interface CapturingGroups {
  readonly count: number;
  /** GoogleSQL gives NULL for a group that took no part, DuckDB an empty text. */
  readonly mayBeLeftOut: boolean;
}

/** Counts by reading the pattern once: escapes, character classes and `(?:…)` capture nothing. */
export function capturingGroups(pattern: string): CapturingGroups {
  const open: { readonly captures: boolean; readonly holdsCapture: boolean }[] = [];
  const alternatives = new Set<number>();
  const capturedAt = new Set<number>();
  let count = 0;
  let mayBeLeftOut = false;
  let holds = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at];
    if (character === "\\") {
      const quoted = pattern[at + 1] === "Q" ? pattern.indexOf("\\E", at) : -1;
      at = pattern[at + 1] === "Q" ? (quoted < 0 ? pattern.length : quoted + 1) : at + 1;
    } else if (character === "[") {
      at = endOfClass(pattern, at);
    } else if (character === "(") {
      const captures = pattern[at + 1] !== "?" || /^\(\?P?<[^=!]/.test(pattern.slice(at, at + 5));
      open.push({ captures, holdsCapture: holds });
      holds = captures;
      if (captures) {
        count += 1;
        for (let depth = 0; depth < open.length; depth += 1) capturedAt.add(depth);
      }
    } else if (character === ")") {
      const group = open.pop();
      const next = pattern[at + 1];
      const isOptional =
        next === "?" ||
        next === "*" ||
        /^\{0?,/.test(pattern.slice(at + 1, at + 4)) ||
        pattern.startsWith("{0}", at + 1);
      if (holds && isOptional) mayBeLeftOut = true;
      if (alternatives.delete(open.length + 1) && capturedAt.has(open.length + 1)) mayBeLeftOut = true;
      capturedAt.delete(open.length + 1);
      holds ||= group?.holdsCapture ?? false;
    } else if (character === "|") {
      alternatives.add(open.length);
    }
  }
  if (alternatives.has(0) && count > 0) mayBeLeftOut = true;
  return { count, mayBeLeftOut };
}

/** The index of the `]` that ends a character class. */
function endOfClass(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === "^") at += 1;
  if (pattern[at] === "]") at += 1;
  while (at < pattern.length && pattern[at] !== "]") {
    const named = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
    at = named >= 0 ? named + 2 : pattern[at] === "\\" ? at + 2 : at + 1;
  }
  return at;
}
