import { rocAuc } from "../evaluation/ranking.ts";
import type { Dataset } from "../features/dataset.ts";
import type { Matrix } from "../numeric/matrix.ts";
import type { Random } from "../numeric/random.ts";

export interface Importance {
  readonly feature: string;
  /** Mean loss of AUC; ≤ 0 = the model does without. */
  readonly importance: number;
  readonly sd: number;
}

const REPEATS = 5;

/**
 * What each feature is worth on unseen rows: the AUC lost when its values are shuffled among them, mean and sd of 5 shuffles.
 * @param score scores of raw rows
 */
export function permutationImportance(
  holdout: Dataset,
  score: (x: Matrix) => Float64Array,
  random: Random,
): readonly Importance[] {
  const whole = rocAuc(holdout.y, score(holdout.x));
  if (whole === null) return [];
  const { rows, cols } = holdout.x;
  return holdout.columns.map(({ feature }, column) => {
    const losses = Array.from({ length: REPEATS }, () => {
      const order = random.shuffle(Uint32Array.from({ length: rows }, (_, row) => row));
      const data = holdout.x.data.slice();
      for (let row = 0; row < rows; row++)
        data[row * cols + column] = holdout.x.data[(order[row] as number) * cols + column] as number;
      return whole - (rocAuc(holdout.y, score({ rows, cols, data })) as number);
    });
    const importance = losses.reduce((sum, loss) => sum + loss, 0) / REPEATS;
    const sd = Math.sqrt(losses.reduce((sum, loss) => sum + (loss - importance) ** 2, 0) / (REPEATS - 1));
    return { feature, importance, sd };
  });
}
