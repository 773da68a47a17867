import { columnOf } from "../numeric/matrix.ts";
import type { Column, Dataset } from "./dataset.ts";
import { countCodes } from "./fit-encoders.ts";
import { singleAuc } from "./single-auc.ts";

/** A sign that a feature knows the outcome rather than predicting it. */
export interface LeakSign {
  readonly strength: "hard" | "soft";
  readonly sign: string;
}

export interface LeakReport {
  readonly feature: string;
  readonly singleAuc: number | null;
  readonly missingShare: number;
  readonly signs: readonly LeakSign[];
  /** One hard or two soft signs, unless allowed by name. */
  readonly isExcluded: boolean;
}

/** Names of results, not causes, where it is not recorded when they became known. */
const RESULT_NAME = /status|stage|rating|quality|score|grade|tag|probability|closed|reason|next.?step|duration/i;

/**
 * Looks at each feature alone for signs that it was written down after the outcome. Hard: single AUC > .95; a time at or after the
 * outcome in 1 % of the won rows; odds ratio of being filled ≥ 50 with 30 filled rows. Soft: single AUC > .85; missing shares of the two
 * outcomes > .3 apart; levels that are ≥ 95 % won (30 rows, base rate < 80 %) hold over a quarter of the won; known by `export` and
 * named like a result.
 * @param outcomeAt seconds since 1970 when the row was won; NaN where it was not, or not known when
 * @param allow features kept whatever the signs
 */
export function findLeaks(
  data: Dataset,
  outcomeAt: Float64Array,
  allow: readonly string[] = [],
): readonly LeakReport[] {
  return data.columns.map((column, index) => {
    const values = columnOf(data.x, index);
    const auc = singleAuc(values, column.kind === "category", data.y, data.person);
    const counts = countFilled(values, data.y);
    const signs = [
      ...aucSigns(auc),
      ...timeSigns(column, values, data.y, outcomeAt),
      ...missingSigns(counts),
      ...(column.kind === "category" ? levelSigns(values, data.y) : []),
      ...(column.knownAt === "export" && RESULT_NAME.test(column.name)
        ? [soft("known by export only and named like a result")]
        : []),
    ];
    const isSuspect = signs.some(({ strength }) => strength === "hard") || signs.length >= 2;
    const missing = counts.won.missing + counts.lost.missing;
    return {
      feature: column.feature,
      singleAuc: auc,
      missingShare: values.length === 0 ? 0 : missing / values.length,
      signs,
      isExcluded: isSuspect && !allow.includes(column.feature),
    };
  });
}

function hard(sign: string): LeakSign {
  return { strength: "hard", sign };
}

function soft(sign: string): LeakSign {
  return { strength: "soft", sign };
}

function aucSigns(auc: number | null): LeakSign[] {
  if (auc === null || auc <= 0.85) return [];
  return [auc > 0.95 ? hard(`alone AUC ${auc.toFixed(3)} > .95`) : soft(`alone AUC ${auc.toFixed(3)} > .85`)];
}

function timeSigns(column: Column, values: Float64Array, y: Float64Array, outcomeAt: Float64Array): LeakSign[] {
  if (column.kind !== "time") return [];
  let won = 0;
  let late = 0;
  for (let row = 0; row < values.length; row++) {
    if (y[row] !== 1 || Number.isNaN(outcomeAt[row])) continue;
    won++;
    if ((values[row] as number) >= (outcomeAt[row] as number)) late++;
  }
  return won > 0 && late >= 0.01 * won ? [hard(`at or after the outcome in ${late} of ${won} won rows`)] : [];
}

function countFilled(values: Float64Array, y: Float64Array) {
  const counts = { won: { filled: 0, missing: 0 }, lost: { filled: 0, missing: 0 } };
  values.forEach((value, row) => {
    counts[y[row] === 1 ? "won" : "lost"][Number.isNaN(value) ? "missing" : "filled"]++;
  });
  return counts;
}

function missingSigns({ won, lost }: ReturnType<typeof countFilled>): LeakSign[] {
  const signs: LeakSign[] = [];
  // Half a row in each cell (Haldane) keeps the ratio finite where a cell is empty.
  const ratio = ((won.filled + 0.5) * (lost.missing + 0.5)) / ((won.missing + 0.5) * (lost.filled + 0.5));
  if (ratio >= 50 && won.filled + lost.filled >= 30)
    signs.push(hard(`being filled multiplies the odds of won by ${ratio.toFixed(0)}`));
  const gap = Math.abs(won.missing / (won.filled + won.missing) - lost.missing / (lost.filled + lost.missing));
  if (gap > 0.3) signs.push(soft(`missing shares of won and not won differ by ${gap.toFixed(2)}`));
  return signs;
}

function levelSigns(values: Float64Array, y: Float64Array): LeakSign[] {
  const all = countCodes(values);
  const won = countCodes(values.filter((_, row) => y[row] === 1));
  const totalWon = [...won.values()].reduce((sum, n) => sum + n, 0);
  if (totalWon === 0 || totalWon / values.length >= 0.8) return [];
  let inSureLevels = 0;
  for (const [code, n] of all) {
    const wins = won.get(code) ?? 0;
    if (n >= 30 && wins / n >= 0.95) inSureLevels += wins;
  }
  return inSureLevels > 0.25 * totalWon
    ? [soft(`levels that are nearly always won hold ${inSureLevels} of ${totalWon} won rows`)]
    : [];
}
