import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { cellOfClick, type DayCells, observeDay, type SplitOptions, splitDay } from "./cells.ts";
import type { Delivery } from "./delivery.ts";
import { type GoogleCell, googleCells } from "./google-cells.ts";
import type { GoogleClaim } from "./google-claims.ts";
import { type GoogleEntity, googleEntity } from "./google-entities.ts";
import { pushTo } from "./maps.ts";
import type { PlatformInput } from "./platform-input.ts";

/** A Google campaign with all that its answers are made of. */
export interface GoogleUnit {
  readonly seed: number;
  readonly plan: CampaignPlan;
  readonly entity: GoogleEntity;
  readonly delivery: Delivery;
  readonly calendar: Calendar;
  readonly cells: readonly GoogleCell[];
  /** By index of the click's day, and of the conversion's day. */
  readonly claimsByClickDay: ReadonlyMap<number, readonly PlacedClaim[]>;
  readonly claimsByConversionDay: ReadonlyMap<number, readonly PlacedClaim[]>;
  split(day: number): DayCells;
  /** Whether reports show anything of the account's day: they are late at times. */
  isShown(day: number, observedMs: number): boolean;
  observe(day: number, observedMs: number): DayCells | null;
}

/** A claim and the cell of its click. */
export interface PlacedClaim {
  readonly claim: GoogleClaim;
  readonly cell: number;
}

/** The unit of a plan, its claims placed in the cells of their clicks. */
export function createGoogleUnit(plan: CampaignPlan, budgetId: string, input: PlatformInput<GoogleClaim>): GoogleUnit {
  const { settings, calendarOf, deliveries, claims } = input;
  const calendar = calendarOf(plan.account.accountId);
  const delivery = deliveries[plan.index] as Delivery;
  const entity = googleEntity(plan, budgetId, calendar, settings.seed);
  const cells = googleCells(entity);
  const options: SplitOptions = {
    seed: settings.seed,
    campaignId: plan.campaignId,
    unitMicros: 1,
    billedBy: plan.channel === "paid_video" ? "impression" : "click",
  };
  const split = (day: number): DayCells => splitDay(cells, delivery, day, options);
  const byClick = new Map<number, PlacedClaim[]>();
  const byConversion = new Map<number, PlacedClaim[]>();
  for (const claim of claims) {
    if (claim.touch.campaign !== plan.index) continue;
    const placed = { claim, cell: cellOfClick(split(claim.touch.day).clicks, claim.touch.click) };
    pushTo(byClick, claim.touch.day, placed);
    pushTo(byConversion, claim.conversionDay, placed);
  }
  return {
    seed: settings.seed,
    plan,
    entity,
    delivery,
    calendar,
    cells,
    claimsByClickDay: byClick,
    claimsByConversionDay: byConversion,
    split,
    isShown: (day, observedMs) => observedMs >= (delivery.lateMs[day] as number),
    observe: (day, observedMs) => observeDay(() => split(day), delivery, calendar, day, observedMs),
  };
}
