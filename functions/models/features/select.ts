import { columnOf } from "../numeric/matrix.ts";
import { spearman } from "../numeric/ranks.ts";
import type { Dataset } from "./dataset.ts";
import { countCodes } from "./fit-encoders.ts";
import { singleAuc } from "./single-auc.ts";

export type Decision = "kept" | "constant" | "mostly_missing" | "duplicate";

const CONSTANT_SHARE = 0.995;
const MISSING_SHARE = 0.9;
const FILLED_AUC = 0.55;
const DUPLICATE_CORRELATION = 0.95;

/**
 * Which columns a linear model should see, from training rows alone. Dropped are a column with one value in over 99.5 % of the rows,
 * one missing in over 90 % unless being filled alone ranks leads (AUC ≥ .55), and of two numbers that rise and fall together
 * (|Spearman| > .95) the one that ranks leads worse alone.
 * @returns a decision per column, in their order
 */
export function selectFeatures(data: Dataset): readonly Decision[] {
  const values = data.columns.map((_, index) => columnOf(data.x, index));
  const decisions = values.map((column): Decision => {
    if (Math.max(0, ...countCodes(column).values()) > CONSTANT_SHARE * column.length) return "constant";
    const missing = column.filter(Number.isNaN).length;
    if (missing > MISSING_SHARE * column.length && !filledPredicts(column, data)) return "mostly_missing";
    return "kept";
  });
  const strengths = values.map((column, index) =>
    Math.abs((singleAuc(column, data.columns[index]?.kind === "category", data.y, data.person) ?? 0.5) - 0.5),
  );
  const isNumber = (index: number): boolean =>
    data.columns[index]?.kind !== "category" && data.columns[index]?.period === undefined;
  for (let a = 0; a < values.length; a++) {
    for (let b = a + 1; b < values.length; b++) {
      if (decisions[a] !== "kept" || decisions[b] !== "kept" || !isNumber(a) || !isNumber(b)) continue;
      const correlation = spearman(values[a] as Float64Array, values[b] as Float64Array);
      if (correlation === null || Math.abs(correlation) <= DUPLICATE_CORRELATION) continue;
      decisions[(strengths[b] as number) > (strengths[a] as number) ? a : b] = "duplicate";
    }
  }
  return decisions;
}

function filledPredicts(column: Float64Array, data: Dataset): boolean {
  const filled = column.map((value) => (Number.isNaN(value) ? 0 : 1));
  const auc = singleAuc(filled, true, data.y, data.person);
  return auc !== null && auc >= FILLED_AUC;
}
