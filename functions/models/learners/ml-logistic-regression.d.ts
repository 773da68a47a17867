declare module "ml-logistic-regression" {
  import type { Matrix } from "ml-matrix";

  interface TwoClasses {
    /** One row, a weight per column. */
    readonly weights: Matrix;
    testScores(features: Matrix): number[];
  }

  class LogisticRegression {
    constructor(options: { readonly numSteps: number; readonly learningRate: number });
    readonly classifiers: readonly TwoClasses[];
    train(features: Matrix, target: Matrix): void;
    predict(features: Matrix): number[];
  }

  // biome-ignore lint/style/noDefaultExport: the package exports its class so
  export { LogisticRegression as default };
}
