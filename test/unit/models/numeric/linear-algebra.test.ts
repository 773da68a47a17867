import { describe, expect, it } from "vitest";
import { cholesky, solveCholesky, solveLower } from "../../../../functions/models/numeric/cholesky.ts";
import { gram, times, transposeTimes } from "../../../../functions/models/numeric/gram.ts";
import { columnOf, fromRows, selectColumns, selectRows } from "../../../../functions/models/numeric/matrix.ts";

const x = fromRows([
  [1, 2],
  [3, 4],
  [5, 6],
]);

describe("matrices", () => {
  it("hold rows, give columns and select in the order asked for", () => {
    expect([...columnOf(x, 1)]).toEqual([2, 4, 6]);
    expect([...selectRows(x, [2, 0]).data]).toEqual([5, 6, 1, 2]);
    expect([...selectColumns(x, [1]).data]).toEqual([2, 4, 6]);
    expect(() => fromRows([[1], [1, 2]])).toThrow(/row 1/);
    expect(() => columnOf(x, 2)).toThrow(RangeError);
  });

  it("multiply as by hand", () => {
    expect([...times(x, [1, 10])]).toEqual([21, 43, 65]);
    expect([...transposeTimes(x, [1, 0, 2])]).toEqual([11, 14]);
    expect([...gram(x).data]).toEqual([35, 44, 44, 56]);
    expect([...gram(x, [1, 0, 2]).data]).toEqual([51, 62, 62, 76]);
    expect(() => times(x, [1])).toThrow(RangeError);
  });

  it("are factored and solved: L of [[4, 2], [2, 5]] is [[2, 0], [1, 2]]", () => {
    const factor = cholesky(
      fromRows([
        [4, 2],
        [2, 5],
      ]),
    );
    expect(factor && [...factor.data]).toEqual([2, 0, 1, 2]);
    if (!factor) return;
    expect([...solveCholesky(factor, [8, 12])]).toEqual([1, 2]);
    expect([...solveLower(factor, [2, 3])]).toEqual([1, 1]);
  });

  it("have no factor where they are not positive definite", () => {
    expect(
      cholesky(
        fromRows([
          [1, 1],
          [1, 1],
        ]),
      ),
    ).toBeNull();
    expect(cholesky(fromRows([[Number.NaN]]))).toBeNull();
  });
});
