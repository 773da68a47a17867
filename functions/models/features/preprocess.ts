import type { Matrix } from "../numeric/matrix.ts";
import { columnOf, zeros } from "../numeric/matrix.ts";
import type { Column, Dataset } from "./dataset.ts";
import { type Encoder, encodeCell, encoderWidth } from "./encoders.ts";
import { fitCircle, fitLevels, fitNumber } from "./fit-encoders.ts";
import { fitRates, outOfFoldRates } from "./level-rates.ts";
import type { PreprocessingRules } from "./preprocessing-rules.ts";

type RatesEncoder = Extract<Encoder, { readonly kind: "rates" }>;

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
  overwriteRates(preprocessing, x, data.x, (encoder, values) =>
    outOfFoldRates(values, data.y, data.person).map(scaleBy(encoder)),
  );
  return { preprocessing, design: { ...data, x, columns } };
}

/**
 * The same preprocessing for other outcomes of the same rows, in a fraction of the time: only the rates of levels depend on outcomes.
 * @param fitted what `fitPreprocessing` gave for these rows
 * @param y the other outcomes
 * @param later raw rows to encode, and how `fitted` encoded them
 */
export function refitPreprocessing(
  fitted: { readonly preprocessing: Preprocessing; readonly design: Dataset },
  raw: Matrix,
  y: Float64Array,
  later: { readonly raw: Matrix; readonly design: Matrix },
): { readonly design: Dataset; readonly later: Matrix } {
  const { preprocessing, design } = fitted;
  if (preprocessing.encoders.every(({ kind }) => kind !== "rates"))
    return { design: { ...design, y }, later: later.design };
  const encoders = preprocessing.encoders.map((encoder) =>
    encoder.kind === "rates" ? fitRates(columnOf(raw, encoder.column), encoder.column, y, design.person) : encoder,
  );
  const refitted = { ...preprocessing, encoders };
  const x = { ...design.x, data: design.x.data.slice() };
  overwriteRates(refitted, x, raw, (encoder, values) => outOfFoldRates(values, y, design.person).map(scaleBy(encoder)));
  const laterX = { ...later.design, data: later.design.data.slice() };
  overwriteRates(refitted, laterX, later.raw, (encoder, values) => {
    const cell = new Float64Array(1);
    return values.map((value) => {
      encodeCell(encoder, value, cell, 0);
      return cell[0] as number;
    });
  });
  return { design: { ...design, x, y }, later: laterX };
}

/** Puts other numbers into the columns of level rates, in place. */
function overwriteRates(
  { encoders }: Preprocessing,
  x: Matrix,
  raw: Matrix,
  ratesOf: (encoder: RatesEncoder, values: Float64Array) => Float64Array,
): void {
  let at = 0;
  for (const encoder of encoders) {
    if (encoder.kind === "rates") {
      const rates = ratesOf(encoder, columnOf(raw, encoder.column));
      for (let i = 0; i < x.rows; i++) x.data[i * x.cols + at] = rates[i] as number;
    }
    at += encoderWidth(encoder);
  }
}

function scaleBy({ mean, sd }: RatesEncoder): (rate: number) => number {
  return (rate) => (rate - mean) / sd;
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
