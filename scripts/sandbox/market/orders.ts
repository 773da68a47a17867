import type { Outcome } from "./leads.ts";
import { identityOf } from "./names.ts";
import type { Person } from "./people.ts";

/** An order of the web shop, as its database exports it. */
export interface ShopOrder {
  readonly orderId: string;
  readonly email: string;
  readonly orderedMs: number;
  readonly valueCents: number;
  readonly currencyCode: "EUR" | "USD";
  readonly market: "eu" | "us";
}

/** Everybody's orders, those of people who refused tracking included. Ascending in time. */
export function shopOrders(
  people: readonly Person[],
  outcomes: readonly Outcome[],
  seed: number,
): readonly ShopOrder[] {
  return people
    .filter(({ kind }) => kind === "purchase")
    .map((person) => ({
      orderId: `VW-${100_000 + person.index}`,
      email: identityOf(person.index, person.market, seed).email,
      orderedMs: person.convertedMs,
      valueCents: (outcomes[person.index] as Outcome).amountCents,
      currencyCode: person.market === "eu" ? ("EUR" as const) : ("USD" as const),
      market: person.market,
    }))
    .sort((a, b) => a.orderedMs - b.orderedMs || (a.orderId < b.orderId ? -1 : 1));
}
