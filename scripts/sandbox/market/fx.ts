import { dayNumber } from "../../../functions/lib/instants.ts";

/** EUR for one USD, four decimals: around 0.9, a slow wave over 400 days and a quick one over 37. */
export function usdToEur(day: string): number {
  const number = dayNumber(day);
  const wave = 0.03 * Math.sin((2 * Math.PI * number) / 400) + 0.006 * Math.sin((2 * Math.PI * number) / 37);
  return Math.round((0.9 + wave) * 10_000) / 10_000;
}

/** EUR of one unit of a currency. */
export function toEur(currencyCode: "EUR" | "USD", day: string): number {
  return currencyCode === "EUR" ? 1 : usdToEur(day);
}
