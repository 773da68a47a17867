import { queryRefusal } from "../failure.ts";
import type { PatternOperator } from "../gaql/query.ts";

/** Whether a text matches, negation aside. LIKE: `%` any text, `_` any character, `[x]` the character x; case does not matter. */
export function matcherOf(operator: PatternOperator, pattern: string): (text: string) => boolean {
  const expression = operator.endsWith("LIKE") ? likeExpression(pattern) : pattern;
  try {
    const regExp = new RegExp(`^(?:${expression})$`, operator.endsWith("LIKE") ? "isu" : "su");
    return (text) => regExp.test(text);
  } catch {
    throw queryRefusal("BAD_VALUE", `Invalid regular expression '${pattern}'.`);
  }
}

function likeExpression(pattern: string): string {
  return pattern.replace(/\[(.)\]|%|_|[^%_[]+|\[/gsu, (part, escaped: string | undefined) => {
    if (escaped !== undefined) return literally(escaped);
    if (part === "%") return ".*";
    if (part === "_") return ".";
    if (part === "[") throw queryRefusal("INVALID_VALUE_WITH_LIKE_OPERATOR", `Invalid LIKE pattern '${pattern}'.`);
    return literally(part);
  });
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
