import type { DealValueRow } from "./rows.ts";

export interface DealValue {
  readonly value: number;
  readonly currencyCode: string;
}

/** Won leads of the average that are mixed into a project's own mean. */
const PRIOR_LEADS = 10;

/**
 * What a won deal of a project is worth: its mean, shrunk towards that of all projects in its currency,
 * (Σ value + 10 × overall mean) / (n + 10). Example: two won at 100 and 200 where all average 250: (300 + 2,500) / 12 = 233.33.
 * @returns by project (null = none named): null where nothing was won with a value, or in several currencies, which are never mixed
 */
export function dealValues(rows: readonly DealValueRow[]): (project: string | null) => DealValue | null {
  const currencies = new Set(rows.map((row) => row.currency_code));
  return (project) => {
    const own = rows.filter((row) => row.project === project);
    const ownCurrencies = new Set(own.map((row) => row.currency_code));
    if (ownCurrencies.size > 1 || (ownCurrencies.size === 0 && currencies.size !== 1)) return null;
    const currencyCode = [...(ownCurrencies.size === 1 ? ownCurrencies : currencies)][0] as string;
    const all = sumOf(rows.filter((row) => row.currency_code === currencyCode));
    const mine = sumOf(own);
    return { value: (mine.value + (PRIOR_LEADS * all.value) / all.leads) / (mine.leads + PRIOR_LEADS), currencyCode };
  };
}

function sumOf(rows: readonly DealValueRow[]): { readonly value: number; readonly leads: number } {
  return {
    value: rows.reduce((sum, row) => sum + row.won_value, 0),
    leads: rows.reduce((sum, row) => sum + row.won_leads, 0),
  };
}
