import { sum } from "../numeric/columns.ts";
import { coordinateDescent, type PenalisedProblem, type PenalisedSolution } from "../numeric/coordinate-descent.ts";
import type { EffectColumn } from "./design.ts";

type GuardedSolve = (
  problem: PenalisedProblem,
  prior: readonly number[],
  start: ArrayLike<number> | undefined,
) => PenalisedSolution;

const DOUBLINGS = 60;
const BISECTIONS = 80;

/**
 * Advertising cannot have caused more than the whole KPI: Σ_c b_c Σ_t h_ct ≤ Σ_t y_t, else the business would sell less than nothing
 * without it. Without this, log saturation and a free intercept gave nine times the KPI on 90 days of four campaigns.
 * Solved exactly: a price μ per unit of contribution (Lagrange) is bisected until the constraint holds with equality.
 * @param toScaled scaled weight per unscaled weight of each column
 * @returns null where the KPI does not add up to a positive number, so that nothing can be said
 */
export function baselineGuard(
  effects: readonly EffectColumn[],
  columns: readonly Float64Array[],
  toScaled: readonly number[],
  kpiTotal: number,
): GuardedSolve | null {
  if (!(kpiTotal > 0)) return null;
  const shares = effects.map(({ kind }, j) => {
    const scale = toScaled[j] as number;
    return kind === "media" && scale > 0 ? sum(columns[j] as Float64Array) / scale / kpiTotal : 0;
  });
  return (problem, prior, start) => {
    const mediaShare = ({ values }: PenalisedSolution): number =>
      shares.reduce((total, share, j) => total + share * ((values[j] as number) + (prior[j] as number)), 0);
    const solveAt = (price: number, from: ArrayLike<number> | undefined): PenalisedSolution =>
      coordinateDescent(price === 0 ? problem : { ...problem, cost: shares.map((share) => share * price) }, from);
    let solution = solveAt(0, start);
    if (mediaShare(solution) <= 1) return solution;
    let low = 0;
    let high = 1;
    solution = solveAt(high, solution.values);
    for (let i = 0; i < DOUBLINGS && mediaShare(solution) > 1; i++) {
      low = high;
      high *= 2;
      solution = solveAt(high, solution.values);
    }
    for (let i = 0; i < BISECTIONS && high - low > 1e-12 * high; i++) {
      const middle = (low + high) / 2;
      const trial = solveAt(middle, solution.values);
      if (mediaShare(trial) > 1) low = middle;
      else {
        high = middle;
        solution = trial;
      }
    }
    return solution;
  };
}
