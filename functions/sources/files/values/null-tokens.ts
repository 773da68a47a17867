import { literal } from "../read/sql-text.ts";

/** Texts that mean "no value" in every family, trimmed and in lower case. */
export const NULL_TOKENS = ["", "-", "--", "---", "–", "—", "na", "n/a", "#n/a", "nan", "null", "(not set)"] as const;

/** Blanks at the ends of a cell: space, tab, line breaks, no-break spaces, byte order mark. */
const BLANKS = " \t\r\n\u00a0\u202f\u2007\ufeff";

/** SQL of a cell without the blanks around it. */
export function trimmed(column: string): string {
  return `trim(${column}, ${literal(BLANKS)})`;
}

/** Boolean SQL: the cell is NULL or one of the texts that mean "no value". */
export function isNoValue(column: string, familyTokens: readonly string[] = []): string {
  const tokens = [...new Set([...NULL_TOKENS, ...familyTokens.map((token) => token.trim().toLowerCase())])];
  const longest = Math.max(...tokens.map((token) => token.length));
  const text = trimmed(column);
  // The length decides nearly all cells without folding their case.
  return `(${column} is null or (length(${text}) <= ${longest} and lower(${text}) in (${tokens.map(literal).join(", ")})))`;
}

/** SQL of a cell's trimmed text, NULL where it means "no value". */
export function presentText(column: string, familyTokens: readonly string[] = []): string {
  return `case when ${isNoValue(column, familyTokens)} then null else ${trimmed(column)} end`;
}

/** A family token that a typed column could take for a value (`0`, `1970-01-01`): a cast alone would not see it. */
export function hasTypedToken(spec: { readonly nullTokens?: readonly string[] }): boolean {
  return spec.nullTokens?.some((token) => /\d/.test(token)) ?? false;
}
