import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import type { Delivery } from "./delivery.ts";
import type { FacebookMarket } from "./facebook.ts";
import type { GoogleMarket } from "./google.ts";
import type { AccountSettings } from "./settings.ts";
import { isFinal } from "./visibility.ts";

/** Spend of an account's day; a day without spend has no row. */
export interface LedgerRow {
  readonly platform: "google_ads" | "facebook_ads";
  readonly accountId: string;
  readonly day: string;
  readonly currencyCode: string;
  readonly spendMicros: number;
}

const MICROS_PER_CENT = 10_000;

/** Spend as it is in the end, taken from what was delivered and not from any report. Ordered by account as in the settings, then day. */
export function finalLedger(
  plans: readonly CampaignPlan[],
  deliveries: readonly Delivery[],
  calendarOf: (accountId: string) => Calendar,
): readonly LedgerRow[] {
  const accounts = [...new Set(plans.map(({ account }) => account))];
  return accounts.flatMap((account) => {
    const calendar = calendarOf(account.accountId);
    const own = plans.filter((plan) => plan.account === account).map(({ index }) => deliveries[index] as Delivery);
    return Array.from({ length: calendar.days }, (_, t) => {
      const spendMicros = own.reduce((sum, one) => sum + (isFinal(one, t) ? (one.costMicros[t] as number) : 0), 0);
      return rowOf(account, calendar.day(t), spendMicros);
    }).filter((row) => row.spendMicros > 0);
  });
}

/** Spend as reports show it at an instant. */
export function observedLedger(
  market: {
    readonly accounts: readonly AccountSettings[];
    readonly firstDay: string;
    readonly lastDay: string;
    readonly google: GoogleMarket;
    readonly facebook: FacebookMarket;
  },
  observedMs: number,
): readonly LedgerRow[] {
  return market.accounts.flatMap((account) => {
    const range = { accountId: account.accountId, from: market.firstDay, to: market.lastDay, observedMs };
    const byDay = new Map<string, number>();
    const add = (day: string, micros: number): void => void byDay.set(day, (byDay.get(day) ?? 0) + micros);
    if (account.platform === "google_ads")
      for (const fact of market.google.facts(range)) add(fact.day, fact.costMicros);
    else for (const fact of market.facebook.facts(range)) add(fact.day, fact.spendCents * MICROS_PER_CENT);
    return [...byDay]
      .map(([day, spendMicros]) => rowOf(account, day, spendMicros))
      .filter((row) => row.spendMicros > 0);
  });
}

function rowOf({ platform, accountId, currencyCode }: AccountSettings, day: string, spendMicros: number): LedgerRow {
  return { platform, accountId, day, currencyCode, spendMicros };
}
