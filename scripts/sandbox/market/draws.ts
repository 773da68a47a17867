import type { Random } from "../../../functions/models/numeric/random.ts";

/** Poisson draw; exponential gaps up to a mean of 50, the rounded normal approximation above. */
export function poisson(mean: number, random: Random): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * random.normal()));
  let count = 0;
  let elapsed = exponential(1, random);
  while (elapsed < mean) {
    count += 1;
    elapsed += exponential(1, random);
  }
  return count;
}

/** Waiting time with a mean. */
export function exponential(mean: number, random: Random): number {
  return -Math.log(1 - random.uniform()) * mean;
}

/** Index drawn in proportion to its weight; −1 if all weights are 0. */
export function pickIndex(weights: ArrayLike<number>, uniform: number): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) total += weights[i] as number;
  let left = uniform * total;
  let last = -1;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight <= 0) continue;
    last = i;
    left -= weight;
    if (left < 0) return i;
  }
  return last;
}

/** One of the options, drawn by their shares. */
export function pickShare<T extends { readonly share: number }>(options: readonly T[], random: Random): T {
  return options[
    pickIndex(
      options.map(({ share }) => share),
      random.uniform(),
    )
  ] as T;
}

/** One of the options, all alike. */
export function pickOne<T>(options: readonly T[], random: Random): T {
  return options[random.integer(options.length)] as T;
}

/**
 * Splits a whole number in proportion to weights into whole numbers that sum to it exactly: the running share is rounded down.
 * All weights 0 gives everything to the first.
 */
export function apportion(total: number, weights: ArrayLike<number>): Float64Array {
  const parts = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i] as number;
  if (sum <= 0) {
    if (parts.length > 0) parts[0] = total;
    return parts;
  }
  let running = 0;
  let given = 0;
  for (let i = 0; i < weights.length; i++) {
    running += weights[i] as number;
    const until = running >= sum ? total : Math.floor((total * running) / sum);
    parts[i] = until - given;
    given = until;
  }
  return parts;
}
