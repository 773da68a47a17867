import { fitIsotonic, type IsotonicCurve, isotonicRate } from "./isotonic.ts";
import { fitPlatt, type PlattLine, plattProbability } from "./platt.ts";

/** How a raw score becomes a probability. Part of the artifact. */
export type Calibrator = ({ readonly kind: "isotonic" } & IsotonicCurve) | ({ readonly kind: "platt" } & PlattLine);

const ISOTONIC_MIN_ROWS = 1_000;
const ISOTONIC_MIN_RARER = 100;

/**
 * Learns from out-of-fold scores how often each came true: a free non-falling curve from 1,000 rows and 100 of the rarer outcome on,
 * else a line in log odds. The curve's ends are never 0 or 1: that a few dozen leads were all lost does not make the next one certain
 * to be, and one mistaken certainty outweighs hundreds of good probabilities in log loss.
 */
export function fitCalibrator(scores: ArrayLike<number>, y: ArrayLike<number>): Calibrator {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i] as number;
  const rarer = Math.min(positives, y.length - positives);
  return y.length >= ISOTONIC_MIN_ROWS && rarer >= ISOTONIC_MIN_RARER
    ? { kind: "isotonic", ...fitUncertain(scores, y, positives / y.length) }
    : { kind: "platt", ...fitPlatt(scores, y) };
}

/** The isotonic curve with one more row at the lowest and at the highest score, each of the average outcome. */
function fitUncertain(scores: ArrayLike<number>, y: ArrayLike<number>, baseRate: number): IsotonicCurve {
  const known = Float64Array.from(scores);
  const [lowest, highest] = [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))];
  return fitIsotonic([...known, lowest, highest], [...Array.from(y), baseRate, baseRate]);
}

/** Probability of each score. */
export function calibrate(calibrator: Calibrator, scores: Float64Array): Float64Array {
  switch (calibrator.kind) {
    case "isotonic":
      return scores.map((score) => isotonicRate(calibrator, score));
    case "platt":
      return scores.map((score) => plattProbability(calibrator, score));
    default:
      return calibrator satisfies never;
  }
}
