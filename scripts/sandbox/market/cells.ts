import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { Delivery } from "./delivery.ts";
import { apportion } from "./draws.ts";
import { visibilityOf } from "./visibility.ts";

/** A finest cell of a campaign: one ad on one device and network, or in one placement. */
export interface Cell {
  /** Of the campaign's clicks, in proportion. */
  readonly weight: number;
  /** Impressions for a click against the campaign's mean. */
  readonly impressionFactor: number;
  /** Price of a click or impression against the campaign's mean. */
  readonly costFactor: number;
  /** Days the cell's ad runs: from the first to before the end. */
  readonly firstDay: number;
  readonly endDay: number;
}

/** A day of a campaign split over its cells (same order), exactly. */
export interface DayCells {
  /** Whole units: micros on Google, cents on Facebook. */
  readonly cost: Float64Array;
  readonly clicks: Float64Array;
  readonly viewed: Float64Array;
  readonly unviewed: Float64Array;
}

const DAILY_SPREAD = 0.5;

export interface SplitOptions {
  readonly seed: number;
  readonly campaignId: string;
  /** Micros of the unit that costs are whole numbers of. */
  readonly unitMicros: number;
  /** What the campaign pays for: only cells that have some of it cost anything. */
  readonly billedBy: "click" | "impression";
}

/** The day as it was first billed. The parts of every measure sum to the campaign's day. */
export function splitDay(
  cells: readonly Cell[],
  delivery: Delivery,
  day: number,
  { seed, campaignId, unitMicros, billedBy }: SplitOptions,
): DayCells {
  const random = createRandom(seed, `cells ${campaignId} ${day}`);
  const weights = cells.map(({ weight, firstDay, endDay }) => {
    const jitter = 1 + DAILY_SPREAD * (random.uniform() - 0.5);
    return day >= firstDay && day < endDay ? weight * jitter : 0;
  });
  const impressionWeights = weights.map((weight, i) => weight * (cells[i]?.impressionFactor ?? 1));
  const clicks = apportion(delivery.clicks[day] as number, weights);
  const viewed = apportion(delivery.viewed[day] as number, impressionWeights);
  const unviewed = apportion(delivery.unviewed[day] as number, impressionWeights);
  const billed = (i: number): number =>
    billedBy === "click" ? (clicks[i] ?? 0) : (clicks[i] ?? 0) + (viewed[i] ?? 0) + (unviewed[i] ?? 0);
  const cost = apportion(
    (delivery.costMicros[day] as number) / unitMicros,
    cells.map(({ costFactor }, i) => billed(i) * costFactor),
  );
  return { cost, clicks, viewed, unviewed };
}

/** What of a split day an observer sees; null if nothing. A finished, checked day is seen as it is. */
export function observeDay(
  split: () => DayCells,
  delivery: Delivery,
  calendar: Calendar,
  day: number,
  observedMs: number,
): DayCells | null {
  const { share, provisionalCostShare } = visibilityOf(delivery, calendar, day, observedMs);
  if (share === 0 || delivery.costMicros[day] === 0) return null;
  const { cost, clicks, viewed, unviewed } = split();
  if (share === 1 && provisionalCostShare === 0) return { cost, clicks, viewed, unviewed };
  const part = (values: Float64Array, factor: number): Float64Array =>
    values.map((value) => Math.floor(value * factor));
  return {
    cost: part(cost, share * (1 + provisionalCostShare)),
    clicks: part(clicks, share),
    viewed: part(viewed, share),
    unviewed: part(unviewed, share),
  };
}

/** The cell that holds the day's click of a number. */
export function cellOfClick(clicks: Float64Array, click: number): number {
  let until = 0;
  for (let i = 0; i < clicks.length; i++) {
    until += clicks[i] as number;
    if (click < until) return i;
  }
  return 0;
}
