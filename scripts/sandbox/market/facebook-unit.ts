import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { cellOfClick, type DayCells, observeDay, type SplitOptions, splitDay } from "./cells.ts";
import type { Delivery } from "./delivery.ts";
import { type FacebookCell, facebookCells } from "./facebook-cells.ts";
import type { FacebookClaim } from "./facebook-claims.ts";
import { type FacebookEntity, facebookEntity } from "./facebook-entities.ts";
import { pushTo } from "./maps.ts";
import type { PlatformInput } from "./platform-input.ts";

const MICROS_PER_CENT = 10_000;

/** A Facebook campaign with all that its answers are made of. */
export interface FacebookUnit {
  readonly seed: number;
  readonly plan: CampaignPlan;
  readonly entity: FacebookEntity;
  readonly calendar: Calendar;
  readonly cells: readonly FacebookCell[];
  /** By index of the click's or view's day, with the cell it happened in. */
  readonly claimsByDay: ReadonlyMap<number, readonly { readonly claim: FacebookClaim; readonly cell: number }[]>;
  /** Whether reports show anything of the account's day: they are late at times. */
  isShown(day: number, observedMs: number): boolean;
  observe(day: number, observedMs: number): DayCells | null;
}

/** The unit of a plan, its claims placed in the cells of their clicks. */
export function createFacebookUnit(plan: CampaignPlan, input: PlatformInput<FacebookClaim>): FacebookUnit {
  const { settings, calendarOf, deliveries, claims } = input;
  const calendar = calendarOf(plan.account.accountId);
  const delivery = deliveries[plan.index] as Delivery;
  const entity = facebookEntity(plan, calendar, settings.seed);
  const cells = facebookCells(entity);
  const options: SplitOptions = {
    seed: settings.seed,
    campaignId: plan.campaignId,
    unitMicros: MICROS_PER_CENT,
    billedBy: "impression",
  };
  const split = (day: number): DayCells => splitDay(cells, delivery, day, options);
  const claimsByDay = new Map<number, { readonly claim: FacebookClaim; readonly cell: number }[]>();
  for (const claim of claims) {
    if (claim.touch.campaign !== plan.index) continue;
    const cell = cellOfClick(split(claim.touch.day).clicks, claim.touch.click);
    pushTo(claimsByDay, claim.touch.day, { claim, cell });
  }
  return {
    seed: settings.seed,
    plan,
    entity,
    calendar,
    cells,
    claimsByDay,
    isShown: (day, observedMs) => observedMs >= (delivery.lateMs[day] as number),
    observe: (day, observedMs) => observeDay(() => split(day), delivery, calendar, day, observedMs),
  };
}
