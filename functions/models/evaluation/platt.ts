import { sigmoid, softplus } from "../numeric/log-odds.ts";

/** Probability = sigmoid(slope × score + intercept). */
export interface PlattLine {
  readonly slope: number;
  readonly intercept: number;
}

const MAX_STEPS = 100;

/**
 * The straight line from scores to log odds that fits the outcomes best (Platt 1999): his smoothed targets
 * (n₁ + 1)/(n₁ + 2) and 1/(n₀ + 2) instead of 1 and 0 keep it finite where the scores separate the classes.
 * Newton steps, halved while the loss does not fall; stops when a step moves the line by less than 1e-13. The line may
 * fall where scores rank the wrong way round.
 * @throws RangeError unless both classes are present
 */
export function fitPlatt(scores: ArrayLike<number>, y: ArrayLike<number>): PlattLine {
  let positives = 0;
  for (let i = 0; i < y.length; i++) positives += y[i] as number;
  const negatives = y.length - positives;
  if (positives === 0 || negatives === 0)
    throw new RangeError(`expected both outcomes, got ${positives} of ${y.length} converted`);
  const targets = Float64Array.from({ length: y.length }, (_, i) =>
    y[i] === 1 ? (positives + 1) / (positives + 2) : 1 / (negatives + 2),
  );

  let line: PlattLine = { slope: 0, intercept: Math.log((positives + 1) / (negatives + 1)) };
  let loss = smoothedLoss(scores, targets, line);
  for (let step = 0; step < MAX_STEPS; step++) {
    const d = derivatives(scores, targets, line);
    const determinant = d.slopeSlope * d.interceptIntercept - d.slopeIntercept ** 2;
    // All scores equal: only the intercept can be learned.
    const flat = determinant <= 1e-14 * d.slopeSlope * d.interceptIntercept || d.slopeSlope === 0;
    const slopeStep = flat ? 0 : (d.interceptIntercept * d.slope - d.slopeIntercept * d.intercept) / determinant;
    const interceptStep = flat
      ? d.intercept / d.interceptIntercept
      : (d.slopeSlope * d.intercept - d.slopeIntercept * d.slope) / determinant;
    let improved = false;
    for (let size = 1; size > 1e-10 && !improved; size /= 2) {
      const next = { slope: line.slope - size * slopeStep, intercept: line.intercept - size * interceptStep };
      const nextLoss = smoothedLoss(scores, targets, next);
      if (nextLoss > loss + (size === 1 ? 1e-13 * loss : 0)) continue;
      [line, loss, improved] = [next, nextLoss, true];
    }
    if (!improved || Math.abs(slopeStep) + Math.abs(interceptStep) < 1e-13) break;
  }
  return line;
}

/** Probability of a score. */
export function plattProbability(line: PlattLine, score: number): number {
  return sigmoid(line.slope * score + line.intercept);
}

function derivatives(scores: ArrayLike<number>, targets: Float64Array, line: PlattLine) {
  const sum = { slope: 0, intercept: 0, slopeSlope: 0, slopeIntercept: 0, interceptIntercept: 0 };
  for (let i = 0; i < targets.length; i++) {
    const score = scores[i] as number;
    const p = plattProbability(line, score);
    const residual = p - (targets[i] as number);
    const weight = Math.max(1e-12, p * (1 - p));
    sum.slope += residual * score;
    sum.intercept += residual;
    sum.slopeSlope += weight * score * score;
    sum.slopeIntercept += weight * score;
    sum.interceptIntercept += weight;
  }
  return sum;
}

function smoothedLoss(scores: ArrayLike<number>, targets: Float64Array, line: PlattLine): number {
  let loss = 0;
  for (let i = 0; i < targets.length; i++) {
    const z = line.slope * (scores[i] as number) + line.intercept;
    loss += softplus(z) - (targets[i] as number) * z;
  }
  return loss;
}
