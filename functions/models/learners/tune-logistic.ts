import { logLoss } from "../evaluation/probability-loss.ts";
import { sigmoid } from "../numeric/log-odds.ts";
import type { Random } from "../numeric/random.ts";
import { isRefusal, type Refusal } from "../readiness/refusal.ts";
import { logisticLearner } from "./logistic.ts";
import { type OutOfFold, outOfFold, type PreparedFold } from "./out-of-fold.ts";

export const L2_GRID = [100, 10, 1, 0.1, 0.01] as const;

export interface TunedLogistic {
  readonly l2: number;
  readonly outOfFold: OutOfFold;
  readonly logLoss: number;
}

/** The penalty with the lowest out-of-fold log loss; of equal ones the stronger. A refusal only where every penalty is refused. */
export function tuneLogistic(folds: readonly PreparedFold[], y: Float64Array, random: Random): TunedLogistic | Refusal {
  let best: TunedLogistic | null = null;
  let refusal: Refusal | null = null;
  for (const l2 of L2_GRID) {
    const scored = outOfFold(logisticLearner(l2), folds, y, random);
    if (isRefusal(scored)) {
      refusal = scored;
      continue;
    }
    const loss = logLoss(scored.y, scored.scores.map(sigmoid));
    if (best === null || loss < best.logLoss) best = { l2, outOfFold: scored, logLoss: loss };
  }
  if (best !== null) return best;
  return refusal as Refusal;
}
