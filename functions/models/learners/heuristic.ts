import type { Column, Dataset } from "../features/dataset.ts";
import { logit } from "../numeric/log-odds.ts";
import { type Matrix, zeros } from "../numeric/matrix.ts";
import { quantileSorted, sortedKnown } from "../numeric/quantiles.ts";
import type { Fitted, Learner } from "./learner.ts";

/** Columns the heuristic reads where they exist; all others are ignored. */
export const HEURISTIC_FEATURES = {
  levels: ["project", "campaign", "source"],
  hoursToFirstChange: "hours_to_first_change",
  ageHours: "lead_age_hours",
  cplToMedian: "campaign_cpl_to_median",
} as const;

const PRIOR_ROWS = 50;
const ADJUSTMENT = 0.5;
const RECENT_SECONDS = 90 * 86_400;
const STALE_HOURS = 14 * 24;
const EXPENSIVE = 1.5;

/** Won and all training rows of one combination of levels, e.g. project and campaign. */
interface LevelRate {
  readonly n: number;
  readonly won: number;
}

export interface HeuristicState {
  readonly baseRate: number;
  /** Raw column of each level that exists, outermost first. */
  readonly levelColumns: readonly number[];
  /** By the codes of the first 1, 2, 3 levels joined by `/`. */
  readonly rates: Readonly<Record<string, LevelRate>>;
  /** Hours that the fastest quarter of first status changes stayed under; null where none is known. */
  readonly fastHours: number | null;
  readonly hoursColumn: number | null;
  readonly ageColumn: number | null;
  readonly cplColumn: number | null;
}

/**
 * What a careful person would say without a model: the shrunk conversion rate (won + 50π)/(n + 50) of the lead's source within its
 * campaign within its project, each level shrunk towards the one around it, as log odds; + .5 if its first status change was among the
 * fastest quarter of the last 90 days, − .5 if there was none in 14 days; − .5 if its campaign's cost per lead is over 1.5 times the
 * account's median. Needs no minimum of data: with no outcome of one kind the rate is (won + ½)/(n + 1).
 */
export const heuristicLearner: Learner = {
  kind: "heuristic",
  fit: (data) => fittedHeuristic(learnRates(data), data.columns.length),
};

function learnRates(data: Dataset): HeuristicState {
  const find = (feature: string): number | null => {
    const index = data.columns.findIndex((column: Column) => column.feature === feature);
    return index < 0 ? null : index;
  };
  const levelColumns = HEURISTIC_FEATURES.levels.map(find).filter((index) => index !== null);
  const rates: Record<string, LevelRate> = {};
  let won = 0;
  for (let row = 0; row < data.x.rows; row++) {
    const y = data.y[row] as number;
    won += y;
    for (const key of levelKeys(data.x, row, levelColumns)) {
      const before = rates[key] ?? { n: 0, won: 0 };
      rates[key] = { n: before.n + 1, won: before.won + y };
    }
  }
  const hoursColumn = find(HEURISTIC_FEATURES.hoursToFirstChange);
  const latest = data.time.reduce((most, time) => Math.max(most, time), Number.NEGATIVE_INFINITY);
  const recentHours = hoursColumn === null ? [] : recentValues(data, hoursColumn, latest - RECENT_SECONDS);
  return {
    baseRate: won > 0 && won < data.x.rows ? won / data.x.rows : (won + 0.5) / (data.x.rows + 1),
    levelColumns,
    rates,
    fastHours: recentHours.length === 0 ? null : quantileSorted(recentHours, 0.25),
    hoursColumn,
    ageColumn: find(HEURISTIC_FEATURES.ageHours),
    cplColumn: find(HEURISTIC_FEATURES.cplToMedian),
  };
}

function fittedHeuristic(state: HeuristicState, columns: number): Fitted {
  const contributions = (x: Matrix): Matrix => {
    const result = zeros(x.rows, columns + 1);
    for (let row = 0; row < x.rows; row++)
      writeContributions(state, x, row, result.data.subarray(row * (columns + 1), (row + 1) * (columns + 1)));
    return result;
  };
  return {
    score: (x) => {
      const parts = contributions(x);
      return Float64Array.from({ length: x.rows }, (_, row) =>
        parts.data.subarray(row * parts.cols, (row + 1) * parts.cols).reduce((sum, part) => sum + part, 0),
      );
    },
    contributions,
    toJson: () => ({ kind: "heuristic", ...state }),
  };
}

/** Each level adds what it moves the log odds of the level around it; the base rate stands last. */
function writeContributions(state: HeuristicState, x: Matrix, row: number, out: Float64Array): void {
  out[out.length - 1] = logit(state.baseRate);
  let rate = state.baseRate;
  levelKeys(x, row, state.levelColumns).forEach((key, depth) => {
    const { n, won } = state.rates[key] ?? { n: 0, won: 0 };
    const shrunk = (won + PRIOR_ROWS * rate) / (n + PRIOR_ROWS);
    out[state.levelColumns[depth] as number] = logit(shrunk) - logit(rate);
    rate = shrunk;
  });
  const cell = (column: number | null): number =>
    column === null ? Number.NaN : (x.data[row * x.cols + column] as number);
  const hours = cell(state.hoursColumn);
  if (state.hoursColumn !== null) {
    const isFast = state.fastHours !== null && hours <= state.fastHours;
    const isStale = Number.isNaN(hours) && cell(state.ageColumn) >= STALE_HOURS;
    out[state.hoursColumn] = isFast ? ADJUSTMENT : isStale ? -ADJUSTMENT : 0;
  }
  if (state.cplColumn !== null && cell(state.cplColumn) > EXPENSIVE) out[state.cplColumn] = -ADJUSTMENT;
}

function levelKeys(x: Matrix, row: number, levelColumns: readonly number[]): string[] {
  const codes = levelColumns.map((column) => {
    const code = x.data[row * x.cols + column] as number;
    return Number.isNaN(code) ? "?" : String(code);
  });
  return codes.map((_, depth) => codes.slice(0, depth + 1).join("/"));
}

function recentValues(data: Dataset, column: number, since: number): Float64Array {
  const recent: number[] = [];
  for (let row = 0; row < data.x.rows; row++)
    if ((data.time[row] as number) >= since) recent.push(data.x.data[row * data.x.cols + column] as number);
  return sortedKnown(recent);
}
