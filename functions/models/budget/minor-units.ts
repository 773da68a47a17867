import { fromNanos, toNanos } from "../../lib/money.ts";

const NANO_DIGITS = 9;

/**
 * Decimals in which a currency is paid: USD 2, JPY 0, KWD 3, by the platform's currency tables (CLDR); 2 where there is none (XXX).
 * @param currencyCode ISO 4217, or null
 */
export function minorUnitDigits(currencyCode: string | null): number {
  if (currencyCode === null || currencyCode === "XXX") return 2;
  const { maximumFractionDigits } = new Intl.NumberFormat("en", {
    style: "currency",
    currency: currencyCode,
  }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** Decimal text in whole minor units ("12.345" with 2 digits → 1235n), half away from zero. */
export function toMinorUnits(decimal: string, digits: number): bigint {
  const unit = 10n ** BigInt(NANO_DIGITS - digits);
  const nanos = toNanos(decimal);
  const half = unit / 2n;
  return nanos >= 0n ? (nanos + half) / unit : -((-nanos + half) / unit);
}

export function fromMinorUnits(units: bigint, digits: number): string {
  return fromNanos(units * 10n ** BigInt(NANO_DIGITS - digits));
}
