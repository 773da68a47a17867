import { dot, mean, standardDeviation, sum } from "../numeric/columns.ts";
import { coordinateDescent, type PenalisedProblem, type PenalisedSolution } from "../numeric/coordinate-descent.ts";
import { leastSquares, projectOut, type Qr, qr } from "../numeric/qr.ts";
import type { Design, EffectColumn } from "./design.ts";
import { baselineGuard } from "./guard.ts";

/** Strength and mix of the penalty: λ and ρ of `coordinate-descent.ts`, on standardised columns and KPI. */
export interface Penalty {
  readonly lambda: number;
  readonly l1Ratio: number;
}

/** Weights in KPI units per unit of each column. */
export interface PenalisedFit {
  readonly fixed: readonly number[];
  readonly effects: readonly number[];
  /** Number of columns that the data were spent on: independent fixed columns and effects that are not 0. */
  readonly usedColumns: number;
  readonly kktResidual: number;
}

/** Everything of a fit that does not depend on the KPI's noise: refits with another KPI of the same rows reuse it. */
export interface PreparedFit {
  solve(kpi: Float64Array, penalty: Penalty, start?: ArrayLike<number>): PenalisedFit;
}

/**
 * Penalised regression of the first `rows` periods: min (1/2n)‖y − Zγ − Xb‖² + λ(ρ‖b − p‖₁ + ½(1−ρ)‖b − p‖²) with X and y divided by their
 * standard deviations, Z unpenalised (projected out by QR), p the prior (0, or the claimed KPI where `usePrior`), signs as the columns
 * say, and media contributions of at most the whole KPI (`guard.ts`).
 * Cost: O(n·k²) once, then O(k²) a sweep.
 */
export function prepareFit(design: Design, rows: number, usePrior: boolean): PreparedFit {
  const fixedColumns = design.fixed.map(({ values }) => values.subarray(0, rows));
  const effectColumns = design.effects.map(({ values }) => values.subarray(0, rows));
  const basis = qr(fixedColumns);
  const scales = effectColumns.map(standardDeviation);
  const projected = effectColumns.map((column, j) =>
    (scales[j] as number) > 0
      ? projectOut(
          basis,
          column.map((value) => value / (scales[j] as number)),
        )
      : column.map(() => 0),
  );
  const gram = projected.map((a) => Float64Array.from(projected, (b) => dot(a, b) / rows));
  const priors = design.effects.map((effect, j) =>
    usePrior ? priorWeight(effect, effectColumns[j] as Float64Array) : 0,
  );
  return {
    solve: (kpi, penalty, start) => {
      const spread = standardDeviation(kpi) || 1;
      const toScaled = scales.map((scale) => scale / spread);
      const prior = priors.map((weight, j) => weight * (toScaled[j] as number));
      const scaledKpi = kpi.map((value) => value / spread);
      const moments = projected.map(
        (column, j) => dot(column, scaledKpi) / rows - dot(gram[j] as Float64Array, Float64Array.from(prior)),
      );
      const problem: PenalisedProblem = {
        gram,
        moments,
        ...penalty,
        floor: design.effects.map(({ sign }, j) =>
          sign === "positive" ? -(prior[j] as number) : Number.NEGATIVE_INFINITY,
        ),
      };
      const guard = baselineGuard(design.effects, effectColumns, toScaled, sum(kpi));
      const begin = start && Array.from(start, (weight, j) => weight * (toScaled[j] as number) - (prior[j] as number));
      const solution = guard ? guard(problem, prior, begin) : coordinateDescent(problem, begin);
      const effects = Array.from(solution.values, (value, j) =>
        (toScaled[j] as number) > 0 ? (value + (prior[j] as number)) / (toScaled[j] as number) : 0,
      );
      return assemble({ basis, fixedColumns, effectColumns }, kpi, effects, solution);
    },
  };
}

/** KPI of each period by the fit: Zγ + Xb, over all periods of the design. */
export function predict(design: Design, fit: PenalisedFit): Float64Array {
  const columns = [...design.fixed, ...design.effects];
  const weights = [...fit.fixed, ...fit.effects];
  return design.kpi.map((_, t) =>
    columns.reduce((total, { values }, j) => total + (values[t] as number) * (weights[j] as number), 0),
  );
}

/** Weight at which the column contributes what the platform claims. */
function priorWeight({ reportedKpi }: EffectColumn, column: Float64Array): number {
  const effect = sum(column);
  return reportedKpi && effect > 0 ? sum(reportedKpi.subarray(0, column.length)) / effect : 0;
}

function assemble(
  parts: {
    readonly basis: Qr;
    readonly fixedColumns: readonly Float64Array[];
    readonly effectColumns: readonly Float64Array[];
  },
  kpi: Float64Array,
  effects: readonly number[],
  { kktResidual }: PenalisedSolution,
): PenalisedFit {
  const rest = kpi.map((value, t) =>
    parts.effectColumns.reduce((left, column, j) => left - (column[t] as number) * (effects[j] as number), value),
  );
  return {
    fixed: leastSquares(parts.basis, rest, parts.fixedColumns.length),
    effects,
    usedColumns: parts.basis.kept.length + effects.filter((weight) => weight !== 0).length,
    kktResidual,
  };
}

/** True where the platforms' claims add up to the KPI within 0.5 %: the KPI is their sum, so their split is prior knowledge. */
export function isKpiReported(design: Design): boolean {
  const media = design.effects.filter(({ kind }) => kind === "media");
  if (media.length === 0 || media.some(({ reportedKpi }) => reportedKpi === null)) return false;
  const claimed = sum(media.map(({ reportedKpi }) => sum(reportedKpi ?? [])));
  return Math.abs(claimed / mean(design.kpi) / design.kpi.length - 1) <= 0.005;
}
