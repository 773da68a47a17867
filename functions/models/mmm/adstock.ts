import { AppError } from "../../lib/errors.ts";

/**
 * Advertising that works in a period: this period's and what is left of the earlier ones. u_t = x_t + d·u_{t−1}, in the unit of x.
 * Example: x = 100, 0, 0 and d = .5 give 100, 50, 25.
 * @param media x ≥ 0 a period, ascending in time
 * @param decay d in [0, 1): share still at work one period later
 * @throws AppError for a decay outside [0, 1)
 * Source: Broadbent (1979), One way TV advertisements work. Cost: O(n).
 */
export function adstock(media: ArrayLike<number>, decay: number): Float64Array {
  if (!(decay >= 0 && decay < 1))
    throw new AppError(`expected an adstock decay of at least 0 and below 1, got ${decay}`, {
      kind: "settings",
      where: "models.mmm.adstock_decay",
    });
  const working = new Float64Array(media.length);
  let carried = 0;
  for (let t = 0; t < media.length; t++) {
    carried = (media[t] as number) + decay * carried;
    working[t] = carried;
  }
  return working;
}

/** Typical decay by what a campaign's name says it is for; the first match wins. */
const DECAY_BY_NAME: readonly (readonly [RegExp, number])[] = [
  [/brand/, 0.7],
  [/launch/, 0.5],
  [/re-?targeting|re-?marketing/, 0.3],
  [/(^|[^a-z])leads?([^a-z]|gen|$)/, 0.4],
];
const DECAY_ELSE = 0.5;

/**
 * Decay of a channel where settings name none. Example: "Brand_Awareness_Q1" .7, "Retargeting" .3, "tv" .5.
 * Periods are days or weeks alike: the decays are those of the established pipeline, not estimates.
 */
export function defaultDecay(channel: string): number {
  const name = channel.toLowerCase();
  return DECAY_BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? DECAY_ELSE;
}
