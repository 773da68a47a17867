export type ConversionLikelihood = "Hot" | "Warm" | "Cold";

/**
 * A word for a probability: how many times the average lead's odds it has. Hot from `hot` times the base odds on, Cold up to `cold`
 * times, else Warm. At a base rate of 10 % (odds 1 : 9), Hot begins at 2 : 9 = 18.2 %.
 */
export function likelihoodBand(probability: number, baseRate: number, hot: number, cold: number): ConversionLikelihood {
  const oddsRatio = ((probability / (1 - probability)) * (1 - baseRate)) / baseRate;
  if (oddsRatio >= hot) return "Hot";
  return oddsRatio <= cold ? "Cold" : "Warm";
}

/** Tenth of each score among all scores, 1 the highest; equal scores share the better decile. */
export function deciles(scores: Float64Array): number[] {
  const descending = scores.toSorted().reverse();
  const first = new Map<number, number>();
  descending.forEach((score, place) => {
    if (!first.has(score)) first.set(score, place);
  });
  return Array.from(scores, (score) => 1 + Math.floor((10 * (first.get(score) as number)) / scores.length));
}
