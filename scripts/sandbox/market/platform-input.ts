import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import type { Delivery } from "./delivery.ts";
import type { MarketSettings } from "./settings.ts";

/** What a platform's accounts are made of, with the conversions it claims. */
export interface PlatformInput<Claim> {
  readonly plans: readonly CampaignPlan[];
  readonly deliveries: readonly Delivery[];
  readonly claims: readonly Claim[];
  readonly settings: MarketSettings;
  readonly calendarOf: (accountId: string) => Calendar;
}
