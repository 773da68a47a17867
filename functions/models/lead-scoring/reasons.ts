import type { Column } from "../features/dataset.ts";
import type { Matrix } from "../numeric/matrix.ts";

/** Why a lead stands above or below the average one. */
export interface Reason {
  readonly feature: string;
  /** What the lead has, as a person reads it; null = missing. */
  readonly value: string | number | null;
  /** Log odds: + speaks for converting. */
  readonly log_odds: number;
}

/** Contributions of each feature, its dummies and indicators added up; with the base they sum to the score. */
export interface FeatureContributions {
  readonly base: number;
  readonly byFeature: ReadonlyMap<string, number>;
}

/** Row `row` of a contributions matrix (last column = base) by feature. */
export function contributionsByFeature(
  contributions: Matrix,
  columns: readonly Column[],
  row: number,
): FeatureContributions {
  const byFeature = new Map<string, number>();
  const from = row * contributions.cols;
  columns.forEach((column, j) => {
    byFeature.set(column.feature, (byFeature.get(column.feature) ?? 0) + (contributions.data[from + j] as number));
  });
  return { base: contributions.data[from + columns.length] as number, byFeature };
}

const UP = 3;
const DOWN = 2;
const SMALLEST = 1e-9;

/** The three features that speak most for a lead and the two that speak most against it, strongest first. */
export function reasonsOf(
  parts: FeatureContributions,
  valueBy: (feature: string) => string | number | null,
): readonly Reason[] {
  const sorted = [...parts.byFeature].sort(([nameA, a], [nameB, b]) => b - a || (nameA < nameB ? -1 : 1));
  const up = sorted.filter(([, part]) => part > SMALLEST).slice(0, UP);
  const down = sorted
    .filter(([, part]) => part < -SMALLEST)
    .toReversed()
    .slice(0, DOWN);
  return [...up, ...down].map(([feature, part]) => ({ feature, value: valueBy(feature), log_odds: part }));
}
