import { mean } from "../numeric/columns.ts";
import { createRandom } from "../numeric/random.ts";
import type { Grain } from "./contract.ts";
import type { Design } from "./design.ts";
import { type PenalisedFit, type Penalty, predict, prepareFit } from "./penalised-fit.ts";

export const BOOTSTRAP_DRAWS = 200;

/** A refit and one future it could have seen: the fit's KPI plus other errors. */
export interface BootstrapDraw {
  readonly fit: PenalisedFit;
  readonly predictive: Float64Array;
}

export interface BootstrapOptions {
  readonly design: Design;
  /** Periods fitted, from the first. */
  readonly rows: number;
  readonly usePrior: boolean;
  readonly fit: PenalisedFit;
  readonly penalty: Penalty;
  readonly grain: Grain;
  readonly seed: number;
  readonly stream: string;
}

/**
 * How else the fit could have come out: circular moving-block bootstrap (Politis and Romano 1992) of the errors in blocks of 4 weeks or
 * 7 days, so that errors that last keep lasting, times √(n/(n−p)) for the p columns spent, added to the fitted KPI and refitted 200
 * times at the same penalty. A penalty shrinks the refits of a fit once more, so the draws are moved back to have the fit as their mean
 * (and cut off where a sign forbids them). They show the spread of the noise, not what the penalty itself hides. Same seed, same draws.
 */
export function bootstrapFits(options: BootstrapOptions): BootstrapDraw[] {
  const { design, rows, usePrior, fit, penalty, grain, seed, stream } = options;
  const prepared = prepareFit(design, rows, usePrior);
  const fitted = predict(design, fit);
  const inflation = Math.sqrt(rows / Math.max(1, rows - fit.usedColumns));
  const errors = Float64Array.from(
    { length: rows },
    (_, t) => inflation * ((design.kpi[t] as number) - (fitted[t] as number)),
  );
  const random = createRandom(seed, `mmm bootstrap ${stream}`);
  const block = grain === "week" ? 4 : 7;
  const resampled = (length: number): Float64Array => {
    const drawn = new Float64Array(length);
    for (let t = 0, from = 0; t < length; t++) {
      if (t % block === 0) from = random.integer(rows);
      drawn[t] = errors[(from + (t % block)) % rows] as number;
    }
    return drawn;
  };
  const refits = Array.from({ length: BOOTSTRAP_DRAWS }, () =>
    prepared.solve(
      resampled(rows).map((error, t) => error + (fitted[t] as number)),
      penalty,
      fit.effects,
    ),
  );
  return recentred(refits, fit, design).map((refit) => {
    const future = resampled(fitted.length);
    return { fit: refit, predictive: predict(design, refit).map((value, t) => value + (future[t] as number)) };
  });
}

function recentred(refits: readonly PenalisedFit[], fit: PenalisedFit, { effects }: Design): PenalisedFit[] {
  const shiftOf = (weights: readonly number[], draws: readonly (readonly number[])[]): number[] =>
    weights.map((weight, j) => weight - mean(draws.map((draw) => draw[j] as number)));
  const fixedShift = shiftOf(
    fit.fixed,
    refits.map((refit) => refit.fixed),
  );
  const effectShift = shiftOf(
    fit.effects,
    refits.map((refit) => refit.effects),
  );
  return refits.map((refit) => ({
    ...refit,
    fixed: refit.fixed.map((weight, j) => weight + (fixedShift[j] as number)),
    effects: refit.effects.map((weight, j) =>
      Math.max(effects[j]?.sign === "positive" ? 0 : Number.NEGATIVE_INFINITY, weight + (effectShift[j] as number)),
    ),
  }));
}
