/** Rows to learn from and rows to be tested on. */
export interface Split {
  readonly train: Uint32Array;
  readonly test: Uint32Array;
}

/**
 * Learn from the past, test on what came after: the last `testShare` of the rows by time is the test; a row is trained on only if its
 * outcome window has closed before the first test row (time + horizon ≤ cut) and its person is not among the tested.
 * @param time seconds since 1970 a row; rows of one instant stay on one side
 * @param person code a row
 * @param horizonSeconds length of the outcome window
 */
export function splitByTime(time: Float64Array, person: Int32Array, horizonSeconds: number, testShare = 0.2): Split {
  const sorted = time.toSorted();
  const cut = sorted[Math.ceil(sorted.length * (1 - testShare))] ?? Number.POSITIVE_INFINITY;
  return between(time, person, horizonSeconds, cut, Number.POSITIVE_INFINITY);
}

/**
 * Folds that walk forward: the rows by time in `folds + 1` equal parts; fold k is tested on part k + 1 and trained on all parts
 * before it, purged as in `splitByTime`. Parts that share their first instant with the part before are merged.
 */
export function expandingFolds(
  time: Float64Array,
  person: Int32Array,
  horizonSeconds: number,
  folds = 5,
): readonly Split[] {
  const sorted = time.toSorted();
  const cuts = Array.from(
    { length: folds },
    (_, k) => sorted[Math.floor((sorted.length * (k + 1)) / (folds + 1))] ?? Number.NaN,
  );
  const distinct = [...new Set(cuts)].filter((cut) => !Number.isNaN(cut));
  return distinct.map((cut, k) =>
    between(time, person, horizonSeconds, cut, distinct[k + 1] ?? Number.POSITIVE_INFINITY),
  );
}

function between(time: Float64Array, person: Int32Array, horizonSeconds: number, from: number, to: number): Split {
  const test = rowsWhere(time.length, (row) => (time[row] as number) >= from && (time[row] as number) < to);
  const tested = new Set(Array.from(test, (row) => person[row]));
  const train = rowsWhere(
    time.length,
    (row) => (time[row] as number) + horizonSeconds <= from && !tested.has(person[row]),
  );
  return { train, test };
}

function rowsWhere(rows: number, keep: (row: number) => boolean): Uint32Array {
  return Uint32Array.from({ length: rows }, (_, row) => row).filter(keep);
}
