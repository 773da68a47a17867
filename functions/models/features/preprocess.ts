import type { Matrix } from "../numeric/matrix.ts";
import { columnOf, zeros } from "../numeric/matrix.ts";
import type { Column, Dataset } from "./dataset.ts";
import { type Encoder, encodeCell, encoderWidth } from "./encoders.ts";
import { fitCircle, fitLevels, fitNumber } from "./fit-encoders.ts";
import { fitRates, outOfFoldRates } from "./level-rates.ts";
import type { PreprocessingRules } from "./preprocessing-rules.ts";

/** Raw columns to model columns, learned from training rows alone. Plain data, part of the artifact. */
export interface Preprocessing {
  readonly encoders: readonly Encoder[];
  /** The columns made; `feature` still names the raw feature, so that contributions of one feature can be added up. */
  readonly columns: readonly Column[];
}

/**
 * Learns how to fill, clip, scale and encode each column.
 * @returns the preprocessing, and the training rows' dataset under it: where a level becomes its conversion rate, a training row sees
 *   the rate of the other folds only, so that no row's own outcome is among its features
 */
export function fitPreprocessing(
  data: Dataset,
  rules: PreprocessingRules,
): { readonly preprocessing: Preprocessing; readonly design: Dataset } {
  const encoders = data.columns.map((column, index) => fitEncoder(column, columnOf(data.x, index), index, data, rules));
  const columns = encoders.flatMap((encoder) => outputColumns(encoder, data.columns[encoder.column] as Column));
  const preprocessing = { encoders, columns };
  const x = applyPreprocessing(preprocessing, data.x);
  let at = 0;
  for (const encoder of encoders) {
    if (encoder.kind === "rates") {
      const rates = outOfFoldRates(columnOf(data.x, encoder.column), data.y, data.person);
      for (let i = 0; i < x.rows; i++) x.data[i * x.cols + at] = ((rates[i] as number) - encoder.mean) / encoder.sd;
    }
    at += encoderWidth(encoder);
  }
  return { preprocessing, design: { ...data, x, columns } };
}

/** The model columns of raw rows; the raw columns must be those of the fit. */
export function applyPreprocessing(preprocessing: Preprocessing, x: Matrix): Matrix {
  const result = zeros(x.rows, preprocessing.columns.length);
  for (let i = 0; i < x.rows; i++) {
    let at = i * result.cols;
    for (const encoder of preprocessing.encoders) {
      encodeCell(encoder, x.data[i * x.cols + encoder.column] as number, result.data, at);
      at += encoderWidth(encoder);
    }
  }
  return result;
}

function fitEncoder(
  column: Column,
  values: Float64Array,
  index: number,
  data: Dataset,
  rules: PreprocessingRules,
): Encoder {
  if (column.kind === "category") {
    return (column.levels ?? []).length > rules.maxLevels
      ? fitRates(values, index, data.y, data.person)
      : fitLevels(values, index, rules);
  }
  return column.period === undefined ? fitNumber(values, index, rules) : fitCircle(values, index, column.period);
}

function outputColumns(encoder: Encoder, column: Column): Column[] {
  const made = (suffix: string): Column => ({
    name: `${column.name}${suffix}`,
    feature: column.feature,
    group: column.group,
    kind: "number",
    knownAt: column.knownAt,
  });
  switch (encoder.kind) {
    case "number":
      return encoder.hasIndicator ? [made(""), made(" is missing")] : [made("")];
    case "circle":
      return [made(" sin"), made(" cos")];
    case "levels":
      return [
        ...encoder.codes.map((code) => made(`=${column.levels?.[code] ?? "Unknown"}`)),
        ...(encoder.hasOther ? [made("=(other)")] : []),
      ];
    case "rates":
      return [made(" rate")];
    default:
      return encoder satisfies never;
  }
}
