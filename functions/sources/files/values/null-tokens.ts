import { literal } from "../read/sql-text.ts";

/** Texts that mean "no value" in every family, trimmed and in lower case. */
export const NULL_TOKENS = ["", "-", "--", "---", "–", "—", "na", "n/a", "#n/a", "nan", "null", "(not set)"] as const;

/** Blanks at the ends of a cell: space, tab, line breaks, no-break spaces, byte order mark. */
const BLANKS = " \t\r\n\u00a0\u202f\u2007\ufeff";
const BLANK_AT_AN_END = literal(`^[${BLANKS}]|[${BLANKS}]$`);
const ASCII_BLANKS = [" ", "\t", "\r", "\n"];

/** Boolean SQL: blanks stand around the cell's text. Only text beyond ASCII can have others, and only it pays for the pattern. */
export function hasBlanksAround(column: string): string {
  const atEnd = ASCII_BLANKS.map((blank) => `ends_with(${column}, ${literal(blank)})`).join(" or ");
  return `(${column} < '!' or ${atEnd} or (strlen(${column}) <> length(${column}) and regexp_matches(${column}, ${BLANK_AT_AN_END})))`;
}

/** SQL of a cell without the blanks around it; most cells have none, and looking first is four times faster than trimming. */
export function trimmed(column: string): string {
  return `case when ${hasBlanksAround(column)} then trim(${column}, ${literal(BLANKS)}) else ${column} end`;
}

/** Boolean SQL: a trimmed text means "no value". The length decides nearly all cells without folding their case. */
export function isNullToken(text: string, familyTokens: readonly string[] = []): string {
  const tokens = [...new Set([...NULL_TOKENS, ...familyTokens.map((token) => token.trim().toLowerCase())])];
  const longest = Math.max(...tokens.map((token) => Buffer.byteLength(token)));
  return `(strlen(${text}) <= ${longest} and lower(${text}) in (${tokens.map(literal).join(", ")}))`;
}

/** SQL of a cell's trimmed text, NULL where it means "no value". */
export function presentText(column: string, familyTokens: readonly string[] = []): string {
  const text = `(${trimmed(column)})`;
  return `case when ${isNullToken(text, familyTokens)} then null else ${text} end`;
}

/** A family token that a typed column could take for a value (`0`, `1970-01-01`): a cast alone would not see it. */
export function hasTypedToken(spec: { readonly nullTokens?: readonly string[] }): boolean {
  return spec.nullTokens?.some((token) => /\d/.test(token)) ?? false;
}
