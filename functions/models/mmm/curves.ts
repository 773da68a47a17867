import { sum } from "../numeric/columns.ts";
import { adstock } from "./adstock.ts";
import type { MediaShape } from "./design.ts";

/** Effect per unit weight of a channel's spend over a stretch of periods, as a function of that spend. */
export interface UnitCurve {
  /** What the stretch's actual spend is. */
  readonly spend: number;
  /** Σ_t worth_t·(h(A_t) − h(A_t without the stretch's spend)); 0 at spend 0. */
  value(spend: number): number;
  /** Its derivative by spend. */
  slope(spend: number): number;
  /** Largest planned period over the largest ever seen, at a spend; above 1 the curve is a guess. */
  reach(spend: number): number;
}

export interface CurveOptions {
  readonly shape: MediaShape;
  /** First period of the stretch and the one after its last, in the channel's own periods (history and recent ones included). */
  readonly from: number;
  readonly to: number;
  /** Worth of a KPI unit in each period of the stretch: money, or 1. Carry-out periods take the last. */
  readonly worth: Float64Array;
}

/** Carry-over below this share of a period's advertising is not followed any further. */
const CARRY_OUT_REST = 1e-6;

/**
 * The channel's response when its spend in a stretch is multiplied as it flowed (same flighting): earlier advertising is carried in, what
 * works after the stretch counts. Concave for a concave saturation. Example: no decay, no saturation, worth 1: value(s) = s.
 * Media in exposures is taken to cost the same per exposure as in the stretch.
 * Cost: O(periods) per call.
 */
export function unitCurve({ shape, from, to, worth }: CurveOptions): UnitCurve {
  const { channel, decay, saturation } = shape;
  const media = Float64Array.of(...channel.media, ...channel.recent.media);
  const spends = Float64Array.of(...channel.spend, ...channel.recent.spend);
  const carryOut = decay === 0 ? 0 : Math.ceil(Math.log(CARRY_OUT_REST) / Math.log(decay));
  const length = to - from + carryOut;
  const at = (of: (t: number) => number): Float64Array =>
    adstock(
      Float64Array.from({ length: from + length }, (_, t) => of(t)),
      decay,
    ).subarray(from);
  const carried = at((t) => (t < from ? (media[t] as number) : 0));
  const flow = at((t) => (t >= from && t < to ? (media[t] as number) : 0));
  const spend = sum(spends.subarray(from, to));
  const planned = media.subarray(from, to).reduce((a, b) => Math.max(a, b), 0);
  const past = media.subarray(0, to).reduce((a, b) => Math.max(a, b), 0);
  const worthAt = (t: number): number => worth[Math.min(t, worth.length - 1)] as number;
  const total = (of: (t: number) => number): number => {
    let result = 0;
    for (let t = 0; t < length; t++) result += worthAt(t) * of(t);
    return result;
  };
  const before = total((t) => saturation.effect(carried[t] as number));
  const multiplier = (planSpend: number): number => (spend > 0 ? planSpend / spend : 0);
  return {
    spend,
    value: (planSpend) => {
      const m = multiplier(planSpend);
      return total((t) => saturation.effect((carried[t] as number) + m * (flow[t] as number))) - before;
    },
    slope: (planSpend) => {
      if (!(spend > 0)) return 0;
      const m = multiplier(planSpend);
      return (
        total((t) => (flow[t] as number) * saturation.slope((carried[t] as number) + m * (flow[t] as number))) / spend
      );
    },
    reach: (planSpend) => (past > 0 ? (multiplier(planSpend) * planned) / past : 0),
  };
}
