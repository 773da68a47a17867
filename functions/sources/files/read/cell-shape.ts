const SIGN = String.raw`[-+(<>−]?\s*`;
const CURRENCY = String.raw`(?:[A-Z]{3}|[A-Za-z]{0,3}[$€£¥₹₽₩₪₫฿₴₦₱])?\s*`;
const NUMBER = new RegExp(
  String.raw`^${SIGN}${CURRENCY}${SIGN}(?:\d[\d.,'’\s]*|[.,]\d+)(?:[eE][-+]?\d+)?\s*%?\s*${CURRENCY}[-)]?$`,
);
const TIME = String.raw`(?:[T ,]+\d{1,2}:\d{2}.*)?`;
const DAY_IN_DIGITS = new RegExp(String.raw`^\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}${TIME}$`);
const DAY_WITH_MONTH_NAME = new RegExp(
  String.raw`^(?:[A-Za-z]{3,9},? )?(?:\d{1,2}[-/. ][A-Za-z]{3,9}\.?[-/. ,]+\d{2,4}|[A-Za-z]{3,9}\.? \d{1,2},? \d{4})${TIME}$`,
);
const NO_VALUE = /^(?:|-+|–|—|n\/?a|#n\/a|nan|null|\(not set\))$/i;

/** A number, an amount of money, a share or a date: what stands in rows and not in a header. */
export function looksTyped(cell: string): boolean {
  const text = cell.trim();
  return NUMBER.test(text) || DAY_IN_DIGITS.test(text) || DAY_WITH_MONTH_NAME.test(text);
}

/** No value by the common tokens. */
export function looksEmpty(cell: string): boolean {
  return NO_VALUE.test(cell.trim());
}
