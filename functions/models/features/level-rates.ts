import { logit } from "../numeric/log-odds.ts";
import { type Encoder, UNKNOWN_CODE } from "./encoders.ts";
import { meanAndSd } from "./fit-encoders.ts";
import { PERSON_FOLDS, personFold } from "./person-fold.ts";

/** A level's rate counts as much as its rows; this many rows of the average are mixed in. */
const PRIOR_ROWS = 20;

/** For a category of very many levels: log odds of the level's conversion rate, shrunk: (won + 20π)/(n + 20), π the base rate. */
export function fitRates(values: Float64Array, column: number, y: Float64Array, person: Int32Array): Encoder {
  const rates = shrunkLogOdds(values, y, () => true);
  const codes = [...rates.byCode.keys()].sort((a, b) => a - b);
  const { mean, sd } = meanAndSd(outOfFoldRates(values, y, person));
  return {
    kind: "rates",
    column,
    codes,
    logOdds: codes.map((code) => rates.byCode.get(code) as number),
    unseen: rates.base,
    mean,
    sd,
  };
}

/** Each row's level rate as the rows of the other folds show it; a person's rows are in one fold. */
export function outOfFoldRates(values: Float64Array, y: Float64Array, person: Int32Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let fold = 0; fold < PERSON_FOLDS; fold++) {
    const rates = shrunkLogOdds(values, y, (row) => personFold(person[row] as number) !== fold);
    for (let row = 0; row < values.length; row++) {
      if (personFold(person[row] as number) === fold)
        result[row] = rates.byCode.get(codeOf(values[row] as number)) ?? rates.base;
    }
  }
  return result;
}

function shrunkLogOdds(values: Float64Array, y: Float64Array, isUsed: (row: number) => boolean) {
  const byLevel = new Map<number, { n: number; won: number }>();
  const all = { n: 0, won: 0 };
  for (let row = 0; row < values.length; row++) {
    if (!isUsed(row)) continue;
    const code = codeOf(values[row] as number);
    const level = byLevel.get(code) ?? { n: 0, won: 0 };
    byLevel.set(code, level);
    for (const count of [level, all]) {
      count.n++;
      count.won += y[row] as number;
    }
  }
  // Half a row of each outcome keeps the base rate off 0 and 1, whose log odds are infinite.
  const baseRate = (all.won + 0.5) / (all.n + 1);
  const byCode = new Map(
    [...byLevel].map(([code, { n, won }]) => [code, logit((won + PRIOR_ROWS * baseRate) / (n + PRIOR_ROWS))]),
  );
  return { byCode, base: logit(baseRate) };
}

function codeOf(value: number): number {
  return Number.isNaN(value) ? UNKNOWN_CODE : value;
}
