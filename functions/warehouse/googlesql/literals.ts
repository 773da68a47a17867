import { quoteText } from "./names.ts";
import { refuse } from "./not-portable.ts";
import type { Token } from "./syntax/tokens.ts";

const MAX_INT64 = 9_223_372_036_854_775_807n;
const MAX_INT32 = 2_147_483_647n;

/**
 * A number for DuckDB. Integers are INT64 in GoogleSQL and INT32 in DuckDB: they get a cast, except where `plain` asks
 * for the bare digits (ordinals, frames, and after `+` or `-`, since DuckDB adds only INT32 to a date). `1.5` is FLOAT64
 * in GoogleSQL and DECIMAL in DuckDB: it gets an exponent.
 */
export function numberLiteral(token: Token, form: "typed" | "plain"): string {
  const isHex = /^0x/i.test(token.text);
  if (!isHex && !/^[0-9]+$/.test(token.text)) {
    const digits = token.text.replace(/^\./, "0.").replace(/\.(?=$|[eE])/, ".0");
    return /[eE]/.test(digits) ? digits : `${digits}e0`;
  }
  const value = BigInt(token.text);
  if (value > MAX_INT64) refuse(token, "this number is beyond INT64");
  return form === "plain" && value <= MAX_INT32 ? String(value) : `${value}::BIGINT`;
}

export function bytesLiteral(token: Token): string {
  return `'${token.value.replace(/../g, "\\x$&")}'::BLOB`;
}

const DATE_FORM = /^\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$/;
const DATETIME_FORM = /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[ Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]{1,6})?)?$/;
const TIMESTAMP_FORM =
  /^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[ Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\.[0-9]{1,6})?)?)(Z|z|\s?[+-][0-9]{1,2}(?::[0-9]{2})?|\s[A-Za-z]+(?:\/[A-Za-z_+\-0-9]+)*)?$/;
const NUMERIC_FORM = /^\s*[+-]?(?:[0-9]+\.?[0-9]{0,9}|\.[0-9]{1,9})\s*$/;

/** `DATE '2026-01-31'` and its like: the words before a string that make it a value of another type. */
const TYPED_LITERALS: Readonly<Record<string, (text: string) => string | undefined>> = {
  DATE: (text) => (DATE_FORM.test(text) ? `DATE ${quoteText(text)}` : undefined),
  DATETIME: (text) => (DATETIME_FORM.test(text) ? `TIMESTAMP ${quoteText(text)}` : undefined),
  TIMESTAMP: timestampLiteral,
  NUMERIC: (text) => (NUMERIC_FORM.test(text) ? `CAST(${quoteText(text)} AS DECIMAL(38,9))` : undefined),
  DECIMAL: (text) => (NUMERIC_FORM.test(text) ? `CAST(${quoteText(text)} AS DECIMAL(38,9))` : undefined),
  JSON: (text) => `CAST(${quoteText(text)} AS JSON)`,
};

export function isTypedLiteralWord(token: Token): boolean {
  return token.kind === "name" && Object.hasOwn(TYPED_LITERALS, token.text.toUpperCase());
}

export function typedLiteral(word: Token, text: Token): string {
  const literal = TYPED_LITERALS[word.text.toUpperCase()]?.(text.value);
  return (
    literal ??
    refuse(
      text,
      `${text.text} is no ${word.text.toUpperCase()}`,
      "dates are 2026-01-31, times 10:11:12, zones +00 or Area/City, NUMERIC has 9 decimals at most",
    )
  );
}

/** UTC unless an offset or zone is written; the session's zone plays no part. */
function timestampLiteral(text: string): string | undefined {
  const [, instant = "", zone = ""] = TIMESTAMP_FORM.exec(text) ?? [];
  if (instant === "") return undefined;
  const name = zone.trim();
  if (/^[A-Za-z]{2,}/.test(name)) return `timezone(${quoteText(name)}, TIMESTAMP ${quoteText(instant)})`;
  const time = instant.includes(":") ? instant : `${instant} 00:00:00`;
  return `TIMESTAMPTZ ${quoteText(`${time}${name === "" || /^z$/i.test(name) ? "+00" : name}`)}`;
}
