import LogisticRegression from "ml-logistic-regression";
import { describe, expect, it } from "vitest";
import { rocAuc } from "../../../../functions/models/evaluation/ranking.ts";
import type { Dataset } from "../../../../functions/models/features/dataset.ts";
import { fitLogistic, withIntercept } from "../../../../functions/models/learners/fit-logistic.ts";
import { gradientBaselineLearner } from "../../../../functions/models/learners/gradient-baseline.ts";
import type { Fitted, Learner } from "../../../../functions/models/learners/learner.ts";
import { logisticLearner } from "../../../../functions/models/learners/logistic.ts";
import { logit, sigmoid } from "../../../../functions/models/numeric/log-odds.ts";
import { fromRows, type Matrix, zeros } from "../../../../functions/models/numeric/matrix.ts";
import { toMlMatrix } from "../../../../functions/models/numeric/ml-matrix.ts";
import { createRandom } from "../../../../functions/models/numeric/random.ts";
import { isRefusal, type Refusal } from "../../../../functions/models/readiness/refusal.ts";
import { reference } from "../lead-reference.ts";

const { logistic } = reference;
const x = fromRows(logistic.x);

function dataset(matrix: Matrix, y: ArrayLike<number>): Dataset {
  const columns = Array.from({ length: matrix.cols }, (_, j) => ({
    name: `x${j}`,
    feature: `x${j}`,
    group: "other",
    kind: "number" as const,
    knownAt: "created",
  }));
  return {
    x: matrix,
    columns,
    y: Float64Array.from(y),
    time: new Float64Array(matrix.rows),
    person: Int32Array.from({ length: matrix.rows }, (_, i) => i),
  };
}

function accepted<T extends object>(result: T | Refusal): T {
  if (isRefusal(result)) throw new Error(result.detail);
  return result;
}

function learned(learner: Learner, data: Dataset, seed = 1): Fitted {
  return accepted(learner.fit(data, createRandom(seed, "test")));
}

function fitted(data: Dataset, l2: number): Fitted {
  return learned(logisticLearner(l2), data);
}

describe("logistic regression", () => {
  for (const expected of logistic.fits) {
    it(`weighs as scikit-learn's newton-cholesky does at L2 ${expected.l2}`, () => {
      const fit = accepted(fitLogistic(x, logistic.y, expected.l2));
      expect(Math.abs(fit.intercept - expected.intercept)).toBeLessThan(1e-7);
      expected.coefficients.forEach((beta, j) => {
        expect(Math.abs((fit.coefficients[j] as number) - beta)).toBeLessThan(1e-7);
      });
    });
  }

  it("gives everyone the base rate where there is nothing to learn from", () => {
    const fit = accepted(fitLogistic(zeros(8, 2), [1, 0, 0, 0, 1, 0, 0, 0], 1));
    expect(fit.intercept).toBeCloseTo(logit(0.25), 12);
    expect([...fit.coefficients]).toEqual([0, 0]);
  });

  it("converges on classes that a line separates, and on two equal columns, which share the weight", () => {
    const separated = accepted(fitLogistic(fromRows([[-2], [-1], [1], [2]]), [0, 0, 1, 1], 0.01));
    expect(separated.coefficients[0]).toBeGreaterThan(1);
    const twins = accepted(
      fitLogistic(
        fromRows([
          [-2, -2],
          [-1, -1],
          [1, 1],
          [0, 0],
        ]),
        [0, 1, 1, 0],
        1,
      ),
    );
    expect(twins.coefficients[0]).toBeCloseTo(twins.coefficients[1] as number, 10);
  });

  it("refuses one class as a value, and throws for missing cells, odd labels and no penalty", () => {
    expect(fitLogistic(zeros(3, 1), [1, 1, 1], 1)).toMatchObject({ reason: "one_class" });
    expect(() => fitLogistic(fromRows([[Number.NaN], [1]]), [0, 1], 1)).toThrow(/row 0, column 0/);
    expect(() => fitLogistic(zeros(2, 1), [0, 2], 1)).toThrow(/0 or 1/);
    expect(() => fitLogistic(zeros(2, 1), [0, 1], 0)).toThrow(/penalty/);
  });

  it("explains each score: contributions add up to it, and the average lead has none", () => {
    const model = fitted(dataset(x, logistic.y), 1);
    const scores = model.score(x);
    const parts = model.contributions(x);
    for (let i = 0; i < x.rows; i++) {
      const sum = parts.data.subarray(i * parts.cols, (i + 1) * parts.cols).reduce((a, b) => a + b, 0);
      expect(sum).toBeCloseTo(scores[i] as number, 12);
    }
    const means = fromRows([
      Array.from({ length: x.cols }, (_, j) => logistic.x.reduce((sum, row) => sum + (row[j] as number), 0) / x.rows),
    ]);
    const average = model.contributions(means);
    for (let j = 0; j < x.cols; j++) expect(average.data[j]).toBeCloseTo(0, 12);
  });

  it("knows how sure it is: without columns' effect, the log odds of 100 leads at 20 % have standard error 1 / √(100 · .2 · .8)", () => {
    const y = Array.from({ length: 100 }, (_, i) => (i % 5 === 0 ? 1 : 0));
    const model = fitted(dataset(zeros(100, 1), y), 1);
    expect(model.standardErrors?.(zeros(1, 1))[0]).toBeCloseTo(0.25, 10);
  });
});

describe("the gradient baseline", () => {
  const data = dataset(x, logistic.y);
  const baseline = learned(gradientBaselineLearner(), data);

  it("ranks conversions upwards, as well as the own logistic regression", () => {
    const own = rocAuc(logistic.y, fitted(data, 0.01).score(x)) as number;
    expect(own).toBeGreaterThan(0.7);
    expect(Math.abs((rocAuc(logistic.y, baseline.score(x)) as number) - own)).toBeLessThan(0.01);
  });

  it("has the intercept that the package lacks: without it every average lead would be a coin", () => {
    const rare = dataset(
      zeros(1000, 1),
      Array.from({ length: 1000 }, (_, i) => (i < 100 ? 1 : 0)),
    );
    const model = learned(gradientBaselineLearner(), rare);
    expect(sigmoid(model.score(zeros(1, 1))[0] as number)).toBeCloseTo(0.1, 6);
  });

  it("scores as the package's first classifier does, which is the one for converted", () => {
    const design = toMlMatrix(withIntercept(x));
    const model = new LogisticRegression({ numSteps: 300, learningRate: 2 / x.rows });
    model.train(design, toMlMatrix({ rows: x.rows, cols: 1, data: Float64Array.from(logistic.y) }));
    const first = model.classifiers[0]?.testScores(design) ?? [];
    for (const [i, score] of baseline.score(x).entries()) expect(sigmoid(score)).toBeCloseTo(first[i] as number, 12);
    expect(model.predict(design)[0]).toBe((first[0] as number) > 0.5 ? 1 : 0);
  });

  it("learns from a limited number of rows, the same ones for the same seed", () => {
    const learn = (seed: number): Fitted => learned(gradientBaselineLearner(60), data, seed);
    expect(learn(5).score(x)).toEqual(learn(5).score(x));
    expect(learn(5).score(x)).not.toEqual(learn(6).score(x));
    expect(learn(5).score(x)).not.toEqual(baseline.score(x));
  });

  it("adds up its contributions to the score", () => {
    const parts = baseline.contributions(x);
    for (const [i, score] of baseline.score(x).entries()) {
      expect(parts.data.subarray(i * parts.cols, (i + 1) * parts.cols).reduce((a, b) => a + b, 0)).toBeCloseTo(
        score,
        12,
      );
    }
  });

  it("refuses one class as a value", () => {
    const learner = gradientBaselineLearner();
    expect(learner.fit(dataset(zeros(3, 1), [0, 0, 0]), createRandom(1, "x"))).toMatchObject({
      reason: "one_class",
    });
  });
});
