import { standardDeviation } from "../numeric/columns.ts";
import type { ClassicModel } from "./classic.ts";
import { intervalOf } from "./interval.ts";
import type { TableRow } from "./table-rows.ts";

const TYPE_OF = {
  intercept: "intercept",
  trend: "time",
  season: "time",
  holiday: "time",
  control: "control",
  media: "media",
  organic: "organic",
  treatment: "treatment",
} as const;

/** Rows of `models.mmm_model_coefficients`, fixed columns first, in the order of the design. */
export function coefficientRows({ design, fit, draws, panel }: ClassicModel): TableRow[] {
  const spread = standardDeviation(panel.kpi);
  const row = (
    name: string,
    kind: keyof typeof TYPE_OF,
    sign: string,
    values: Float64Array,
    weight: number,
    own: readonly number[],
  ): TableRow => {
    const { low, high } = intervalOf(weight, own);
    return {
      feature: name,
      feature_type: TYPE_OF[kind],
      sign,
      coefficient: weight,
      coefficient_scaled: kind === "intercept" ? null : (weight * standardDeviation(values)) / spread,
      coefficient_low: low,
      coefficient_high: high,
    };
  };
  return [
    ...design.fixed.map(({ name, kind, values }, j) =>
      row(
        name,
        kind,
        "any",
        values,
        fit.fixed[j] as number,
        draws.map((draw) => draw.fit.fixed[j] as number),
      ),
    ),
    ...design.effects.map(({ name, kind, sign, values }, j) =>
      row(
        name,
        kind,
        sign,
        values,
        fit.effects[j] as number,
        draws.map((draw) => draw.fit.effects[j] as number),
      ),
    ),
  ];
}
