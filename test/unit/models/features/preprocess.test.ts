import { describe, expect, it } from "vitest";
import type { Column, Dataset } from "../../../../functions/models/features/dataset.ts";
import { outOfFoldRates } from "../../../../functions/models/features/level-rates.ts";
import { applyPreprocessing, fitPreprocessing } from "../../../../functions/models/features/preprocess.ts";
import { LINEAR_RULES } from "../../../../functions/models/features/preprocessing-rules.ts";
import { selectFeatures } from "../../../../functions/models/features/select.ts";
import { columnOf, fromRows } from "../../../../functions/models/numeric/matrix.ts";

const column = (name: string, rest: Partial<Column> = {}): Column => ({
  name,
  feature: name,
  group: "other",
  kind: "number",
  knownAt: "created",
  ...rest,
});

function dataset(columns: readonly Column[], rows: readonly (readonly number[])[], y?: readonly number[]): Dataset {
  return {
    x: fromRows(rows, columns.length),
    columns,
    y: Float64Array.from(y ?? rows.map((_, i) => i % 2)),
    time: new Float64Array(rows.length),
    person: Int32Array.from(rows.keys()),
  };
}

describe("preprocessing", () => {
  it("fills with the median, standardises, and says in a column of its own what was missing", () => {
    const { design } = fitPreprocessing(dataset([column("n")], [[1], [3], [Number.NaN], [5]]), {
      ...LINEAR_RULES,
      clipShares: null,
    });
    expect(design.columns.map(({ name, feature }) => [name, feature])).toEqual([
      ["n", "n"],
      ["n is missing", "n"],
    ]);
    const sd = Math.sqrt(2);
    expect([...columnOf(design.x, 0)]).toEqual([-2 / sd, 0, 0, 2 / sd]);
    expect([...columnOf(design.x, 1)]).toEqual([0, 0, 1, 0]);
  });

  it("cuts off at the training quantiles, in training and later", () => {
    const rows = Array.from({ length: 1001 }, (_, i) => [i === 1000 ? 1e9 : i]);
    const { preprocessing, design } = fitPreprocessing(dataset([column("n")], rows), LINEAR_RULES);
    const largest = Math.max(...columnOf(design.x, 0));
    expect(largest).toBeLessThan(2);
    expect(applyPreprocessing(preprocessing, fromRows([[1e12]])).data[0]).toBe(largest);
  });

  it("takes sizes that are never negative and far from symmetric by their factor, and others as they are", () => {
    const sizes = Array.from({ length: 200 }, (_, i) => 2 ** (i % 10) - 1);
    const steps = sizes.map((_, i) => i % 10);
    const debts = sizes.map((size, i) => (i === 0 ? -1 : size));
    const columns = [column("size"), column("step"), column("debt")];
    const rows = sizes.map((size, i) => [size, steps[i] as number, debts[i] as number]);
    const { preprocessing, design } = fitPreprocessing(dataset(columns, rows), { ...LINEAR_RULES, clipShares: null });
    // ln(1 + size) is step · ln 2: the same once standardised. 1 and 3 are as far apart as 255 and 511.
    columnOf(design.x, 0).forEach((value, i) => {
      expect(value).toBeCloseTo(columnOf(design.x, 1)[i] as number, 9);
    });
    const debt = columnOf(design.x, 2);
    expect(((debt[9] as number) - (debt[8] as number)) / ((debt[2] as number) - (debt[1] as number))).toBeCloseTo(
      128,
      6,
    );
    const later = applyPreprocessing(preprocessing, fromRows([[-5, 0, 0]]));
    expect(later.data[0]).toBe(columnOf(design.x, 0)[0]);
  });

  it("gives frequent levels a column, the rare and the unseen ones (other), the missing Unknown", () => {
    const levels = ["ads", "mail", "rare"];
    const codes = [...Array(20).fill(0), ...Array(12).fill(1), 2, ...Array(11).fill(Number.NaN)] as number[];
    const { preprocessing } = fitPreprocessing(
      dataset(
        [column("s", { kind: "category", levels })],
        codes.map((code) => [code]),
      ),
      LINEAR_RULES,
    );
    expect(preprocessing.columns.map(({ name }) => name)).toEqual(["s=Unknown", "s=ads", "s=mail", "s=(other)"]);
    const encode = (code: number): number[] => [...applyPreprocessing(preprocessing, fromRows([[code]])).data];
    expect(encode(1)).toEqual([0, 0, 1, 0]);
    expect(encode(2)).toEqual([0, 0, 0, 1]);
    expect(encode(99)).toEqual([0, 0, 0, 1]);
    expect(encode(Number.NaN)).toEqual([1, 0, 0, 0]);
  });

  it("puts midnight next to 23 o'clock", () => {
    const { preprocessing } = fitPreprocessing(
      dataset([column("hour", { period: 24 })], [[0], [6], [12], [18]]),
      LINEAR_RULES,
    );
    const at = (hour: number): readonly number[] => [...applyPreprocessing(preprocessing, fromRows([[hour]])).data];
    const distance = (a: number, b: number): number => Math.hypot(...at(a).map((v, i) => v - (at(b)[i] as number)));
    expect(distance(23, 0)).toBeCloseTo(distance(0, 1), 12);
    expect(distance(0, 12)).toBeCloseTo(2, 12);
    expect(at(Number.NaN).every((v) => Math.abs(v) < 1e-12)).toBe(true);
  });

  it("turns a category of many levels into rates that never hold the row's own outcome", () => {
    const n = 400;
    const levels = Array.from({ length: 200 }, (_, i) => `l${i}`);
    const y = Array.from({ length: n }, (_, i) => (i % 3 === 0 ? 1 : 0));
    const rows = Array.from({ length: n }, (_, i) => [Math.floor(i / 2)]);
    const columns = [column("page", { kind: "category", levels })];
    const { design, preprocessing } = fitPreprocessing(dataset(columns, rows, y), LINEAR_RULES);
    expect(preprocessing.columns.map(({ name }) => name)).toEqual(["page rate"]);
    expect(new Set(columnOf(design.x, 0)).size).toBeGreaterThan(2);
    const rates = (labels: readonly number[]): Float64Array =>
      outOfFoldRates(Float64Array.from(rows.flat()), Float64Array.from(labels), Int32Array.from(rows.keys()));
    expect(rates(y.map((label, i) => (i === 10 ? 1 - label : label)))[10]).toBe(rates(y)[10]);
  });
});

describe("selection", () => {
  it("drops a constant, a nearly empty column, and the weaker of two that move together", () => {
    const n = 400;
    const y = Array.from({ length: n }, (_, i) => (i % 2 === 0 ? 1 : 0));
    const rows = y.map((label, i) => {
      const strong = label * 3 + ((i * 31) % 17);
      return [1, i % 40 === 7 ? 5 : Number.NaN, strong, strong * 2 + ((i * 7) % 3) * 0.01, (i * 53) % 101];
    });
    const columns = ["constant", "empty", "strong", "twin", "free"].map((name) => column(name));
    expect(selectFeatures(dataset(columns, rows, y))).toEqual([
      "constant",
      "mostly_missing",
      "kept",
      "duplicate",
      "kept",
    ]);
  });

  it("keeps a nearly empty column where being filled itself predicts", () => {
    const y = Array.from({ length: 500 }, (_, i) => (i % 5 === 0 ? 1 : 0));
    const rows = y.map((label, i) => [label === 1 && i % 3 === 0 ? i : Number.NaN]);
    expect(selectFeatures(dataset([column("called")], rows, y))).toEqual(["kept"]);
  });
});
