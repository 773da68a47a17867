import { AppError } from "../../lib/errors.ts";
import type { RawTable, RowProblem } from "../../sources/source.ts";
import { PARTIAL_SHARE, REFUSED_SHARE } from "../import/bad-share.ts";

/** Of fewer records a share says nothing: one bad record of three is no change of the platform's schema. */
const FEWEST_FOR_A_SHARE = 20;

/**
 * Whether the rows held back leave a reading complete, or partial. Throws `data` where too many are bad, or where one
 * lacks a part of its key: then nothing of it is loaded, since nobody knows what the row would have replaced.
 */
export function judgeRows(
  goodRows: ReadonlyMap<RawTable, number>,
  problems: readonly RowProblem[],
): "done" | "partial" {
  const keyless = problems.find(({ isKey }) => isKey);
  if (keyless !== undefined) {
    throw new AppError(
      `expected ${keyless.expected} in ${keyless.column ?? "the key"}, got ${keyless.got}: nothing was loaded`,
      { kind: "data", where: keyless.table, fix: "see ops.quarantine for the row" },
    );
  }
  return judgeShares(goodRows, problems, 0);
}

/** The same for records that are replaced one by one: a bad one leaves its record as it was and the others load. */
export function judgeRecords(
  goodRows: ReadonlyMap<RawTable, number>,
  problems: readonly RowProblem[],
): "done" | "partial" {
  return judgeShares(goodRows, problems, FEWEST_FOR_A_SHARE);
}

function judgeShares(
  goodRows: ReadonlyMap<RawTable, number>,
  problems: readonly RowProblem[],
  fewest: number,
): "done" | "partial" {
  let isPartial = false;
  for (const [table, good] of goodRows) {
    const bad = problems.filter((problem) => problem.table === table).length;
    const all = bad + good;
    const share = bad === 0 ? 0 : bad / all;
    if (share > REFUSED_SHARE && all >= fewest) {
      throw new AppError(
        `${bad} of ${all} rows are bad (${(share * 100).toFixed(1)} %), more than ${REFUSED_SHARE * 100} %: none of them was loaded`,
        { kind: "data", where: table, fix: "see ops.quarantine for the rows and what was expected" },
      );
    }
    if (share > PARTIAL_SHARE) isPartial = true;
  }
  return isPartial ? "partial" : "done";
}
