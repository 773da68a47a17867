import { CURRENCY_MARKS } from "../values/currency.ts";

/** A header as it may be meant: folded text, and the unit it names. */
export interface HeaderReading {
  /** Letters and digits only, lower case: `Amount spent` and `amount_spent` are both `amountspent`. */
  readonly key: string;
  /** ISO 4217 code that the header names, as in `Spend [USD]`. */
  readonly currency: string | null;
  /** `micros`: millionths, as in `cost_micros`. `percent`: 4.4 means 0.044. */
  readonly unit: "micros" | "percent" | null;
}

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"));

/** Case, spaces, underscores and punctuation do not matter: `Impr.` is `impr`. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}

/**
 * The readings of a header, the one with a unit first: in brackets (`Cost (€)`) or at the end (`spend_usd`, `Cost in EUR`,
 * `cost_micros`); the last is the header as written. Other brackets stay: `Conversions (view-through)` is no `Conversions`.
 */
export function headerReadings(header: string): readonly HeaderReading[] {
  const asWritten = { key: fold(header), currency: null, unit: null };
  const bracket = /^(.*\S)\s*[[(]\s*([^\])]+?)\s*[\])]\s*$/su.exec(header);
  const tail = /^(.*[\p{L}\p{N}.])[\s_\-,/]+(\S+)$/su.exec(header.trim());
  const [, rest = "", inside = ""] = bracket ?? tail ?? [];
  const unit = unitOf(inside, bracket === null && header === header.toLowerCase());
  return unit === null ? [asWritten] : [{ key: fold(rest.replace(/[\s_]in$/i, "")), ...unit }, asWritten];
}

/** Words that are also currency codes: `Clicks (ALL)`, `top`, `try`. Their currencies must be given by `--currency`. */
const WORDS: ReadonlySet<string> = new Set(["ALL", "TOP", "TRY", "CUP", "PEN"]);

function unitOf(text: string, isLowerCase: boolean): Pick<HeaderReading, "currency" | "unit"> | null {
  const code = isLowerCase ? text.toUpperCase() : text;
  if (CODES.has(code) && !WORDS.has(code)) return { currency: code, unit: null };
  if (text in CURRENCY_MARKS) return { currency: CURRENCY_MARKS[text] ?? null, unit: null };
  if (/^(%|percent|percentage)$/i.test(text)) return { currency: null, unit: "percent" };
  return /^micros$/i.test(text) ? { currency: null, unit: "micros" } : null;
}

/** True for a code of ISO 4217. */
export function isCurrencyCode(text: string): boolean {
  return CODES.has(text);
}
