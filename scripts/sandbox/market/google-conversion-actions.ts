import type { Random } from "../../../functions/models/numeric/random.ts";
import type { GoogleConversionAction } from "./google.ts";
import type { Outcome } from "./leads.ts";
import type { AccountSettings } from "./settings.ts";

/** An action of every account, and what it counts. */
export interface ConversionSetup {
  readonly key: "lead" | "purchase" | "cart";
  readonly isPrimary: boolean;
  actionId(account: AccountSettings): string;
  clickLookbackDays(market: AccountSettings["market"]): number;
  valueCents(outcome: Outcome, random: Random): number;
}

/** The advertiser gives every lead the same worth. */
const LEAD_VALUE_CENTS = 8_000;
const CODE = { lead: "1", purchase: "2", cart: "3" } as const;

const actionId =
  (key: ConversionSetup["key"]) =>
  (account: AccountSettings): string =>
    `7${account.accountId.slice(0, 7)}${CODE[key]}`;

const lead: ConversionSetup = {
  key: "lead",
  isPrimary: true,
  actionId: actionId("lead"),
  clickLookbackDays: (market) => (market === "us" ? 45 : 30),
  valueCents: () => LEAD_VALUE_CENTS,
};
const purchase: ConversionSetup = {
  key: "purchase",
  isPrimary: true,
  actionId: actionId("purchase"),
  clickLookbackDays: () => 30,
  valueCents: ({ amountCents }) => amountCents,
};
const cart: ConversionSetup = {
  key: "cart",
  isPrimary: false,
  actionId: actionId("cart"),
  clickLookbackDays: () => 7,
  valueCents: () => 0,
};

/** Actions that one conversion of a person fires: a purchase fills a cart first. */
export function conversionSetup(kind: "lead" | "purchase"): readonly ConversionSetup[] {
  return kind === "lead" ? [lead] : [purchase, cart];
}

/** The account's actions as the API lists them. */
export function conversionActions(account: AccountSettings, createdMs: number): readonly GoogleConversionAction[] {
  const shape = (setup: ConversionSetup, name: string, category: GoogleConversionAction["category"]) => ({
    id: setup.actionId(account),
    name,
    category,
    isPrimary: setup.isPrimary,
    clickLookbackDays: setup.clickLookbackDays(account.market),
    createdMs,
  });
  return [
    shape(lead, "Fleet offer request", "SUBMIT_LEAD_FORM"),
    shape(purchase, "Shop purchase", "PURCHASE"),
    shape(cart, "Add to cart", "ADD_TO_CART"),
  ];
}

const WIDE_BUCKETS = [
  { until: 14, name: "THIRTEEN_TO_FOURTEEN_DAYS" },
  { until: 21, name: "FOURTEEN_TO_TWENTY_ONE_DAYS" },
  { until: 30, name: "TWENTY_ONE_TO_THIRTY_DAYS" },
  { until: 45, name: "THIRTY_TO_FORTY_FIVE_DAYS" },
  { until: 60, name: "FORTY_FIVE_TO_SIXTY_DAYS" },
  { until: 90, name: "SIXTY_TO_NINETY_DAYS" },
] as const;
const WORDS = "ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ELEVEN TWELVE THIRTEEN".split(" ");

/** Google's name for the time between click and conversion. */
export function lagBucket(lagDays: number): string {
  if (lagDays < 1) return "LESS_THAN_ONE_DAY";
  const whole = Math.floor(lagDays);
  if (whole < WORDS.length) return `${WORDS[whole - 1]}_TO_${WORDS[whole]}_DAYS`;
  return WIDE_BUCKETS.find(({ until }) => lagDays < until)?.name ?? "SIXTY_TO_NINETY_DAYS";
}
