import { literal } from "../read/sql-text.ts";

/** Signs and words that stand at an amount; the ISO 4217 code where they name one currency, else null (`$`, `kr`). */
export const CURRENCY_MARKS: Readonly<Record<string, string | null>> = {
  US$: "USD",
  CA$: "CAD",
  C$: "CAD",
  AU$: "AUD",
  A$: "AUD",
  NZ$: "NZD",
  HK$: "HKD",
  S$: "SGD",
  NT$: "TWD",
  MX$: "MXN",
  R$: "BRL",
  "€": "EUR",
  "£": "GBP",
  "E£": "EGP",
  "L.E.": "EGP",
  LE: "EGP",
  "₹": "INR",
  "₽": "RUB",
  "₩": "KRW",
  "₪": "ILS",
  "₫": "VND",
  "฿": "THB",
  "₴": "UAH",
  "₦": "NGN",
  "₱": "PHP",
  "₺": "TRY",
  zł: "PLN",
  Kč: "CZK",
  Ft: "HUF",
  RM: "MYR",
  Rp: "IDR",
  $: null,
  "¥": null,
  kr: null,
  "kr.": null,
  Rs: null,
  "Rs.": null,
};

/** Regular expression (RE2) of a currency sign or three capitals; the longest first, so that `US$` is not read as `US` and `$`. */
export const CURRENCY_PATTERN = [...Object.keys(CURRENCY_MARKS), "[A-Z]{3}"]
  .sort((a, b) => b.length - a.length)
  .map((mark) => (mark.startsWith("[") ? mark : mark.replaceAll(/[$.]/g, (sign) => `\\${sign}`)))
  .join("|");

/** Boolean SQL: three capitals are the code of a currency, and any other mark is one of ours. */
export function isCurrency(mark: string): string {
  const codes = Intl.supportedValuesOf("currency").map(literal).join(", ");
  return `(not regexp_full_match(${mark}, '[A-Z]{3}') or ${mark} in (${codes}))`;
}

/** SQL of the ISO 4217 code that a mark names, NULL where it names none. */
export function currencyCodeSql(mark: string): string {
  const named = Object.entries(CURRENCY_MARKS).flatMap(([sign, code]) =>
    code === null ? [] : [`when ${literal(sign)} then ${literal(code)}`],
  );
  return `case ${mark} ${named.join(" ")} else case when regexp_full_match(${mark}, '[A-Z]{3}') then ${mark} end end`;
}
