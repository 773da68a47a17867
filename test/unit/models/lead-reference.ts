import { readFileSync } from "node:fs";

interface DataSetReference {
  /** Fold digit of each row. */
  readonly folds: string;
  readonly first_fold: { readonly intercept: number; readonly sorted_coefficients: readonly number[] };
  readonly pooled_auc: number;
}

interface LeadReference {
  readonly logistic: {
    readonly x: readonly (readonly number[])[];
    readonly y: readonly number[];
    readonly fits: readonly {
      readonly l2: number;
      readonly intercept: number;
      readonly coefficients: readonly number[];
    }[];
  };
  readonly metrics: {
    readonly scores: readonly number[];
    readonly y: readonly number[];
    readonly auc: number;
    readonly average_precision: number;
    readonly ks: number;
    readonly log_loss: number;
    readonly brier: number;
    readonly ece: number;
    readonly isotonic: { readonly scores: readonly number[]; readonly rates: readonly number[] };
    readonly platt: { readonly slope: number; readonly intercept: number };
    readonly mid_ranks: readonly number[];
    readonly spearman_with_y: number;
    readonly quantiles: { readonly shares: readonly number[]; readonly values: readonly number[] };
  };
  readonly data_sets: {
    readonly bank_additional: DataSetReference;
    readonly digital_marketing_8000: DataSetReference;
    readonly olist_funnel: DataSetReference;
  };
}

/** Answers of scikit-learn and SciPy, made by test/reference/lead_models.py. */
export const reference = JSON.parse(
  readFileSync(new URL("../../reference/lead_models.json", import.meta.url), "utf8"),
) as LeadReference;
