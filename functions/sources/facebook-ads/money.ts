import { fromNanos } from "../../lib/money.ts";

/** Currencies whose budgets and bids come in whole units. Meta's own list, not ISO 4217: all others come in hundredths, even BHD. */
const WHOLE_UNITS: ReadonlySet<string> = new Set([
  "CLP",
  "COP",
  "CRC",
  "HUF",
  "IDR",
  "ISK",
  "JPY",
  "KRW",
  "PYG",
  "TWD",
  "VND",
]);

const NANOS_PER_UNIT = 1_000_000_000n;

/** What Graph sends for "no limit" in a spend cap. */
const NO_LIMIT = "922337203685478";

/**
 * A budget, bid or cap as decimal text in the account's currency: `"5000"` is `"50"` EUR, and `"5000"` JPY.
 * Null where there is none: absent, 0 (an ad set with a lifetime budget has a daily one of 0), or no limit.
 * Insights state money as decimals and never come here.
 */
export function budgetMoney(units: string | undefined, currency: string): string | null {
  if (units === undefined || units === NO_LIMIT || BigInt(units) === 0n) return null;
  const perUnit = WHOLE_UNITS.has(currency) ? NANOS_PER_UNIT : NANOS_PER_UNIT / 100n;
  return fromNanos(BigInt(units) * perUnit);
}
