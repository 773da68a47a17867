import type { Random } from "../../../functions/models/numeric/random.ts";
import type { Delivery } from "./delivery.ts";

/** Hands out a day's clicks to people, each click once. */
export interface ClickBook {
  /** Number of a click that nobody has yet, spread over the day's cells; null if all are taken. */
  take(campaign: number, day: number): number | null;
  /** Where among the day's clicks a view stands: any; null on a day without clicks. */
  place(campaign: number, day: number, random: Random): number | null;
}

const STRIDES = [7919, 104_729, 1_299_709, 1] as const;

export function createClickBook(deliveries: readonly Delivery[]): ClickBook {
  const taken = deliveries.map(({ clicks }) => new Int32Array(clicks.length));
  const clicksOf = (campaign: number, day: number): number => deliveries[campaign]?.clicks[day] ?? 0;
  return {
    take: (campaign, day) => {
      const clicks = clicksOf(campaign, day);
      const counter = taken[campaign] as Int32Array;
      const used = counter[day] as number;
      if (used >= clicks) return null;
      counter[day] = used + 1;
      // A prime stride that does not divide the number of clicks visits each exactly once.
      const stride = STRIDES.find((prime) => prime === 1 || clicks % prime !== 0) ?? 1;
      return (used * stride + ((day * 31 + campaign) % clicks)) % clicks;
    },
    place: (campaign, day, random) => {
      const clicks = clicksOf(campaign, day);
      return clicks > 0 ? random.integer(clicks) : null;
    },
  };
}
