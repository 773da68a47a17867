/** Periods [0, trainEnd) to learn from, [trainEnd, testEnd) to be tested on. */
export interface TimeSplit {
  readonly trainEnd: number;
  readonly testEnd: number;
}

/**
 * Walks forward through time: the last `folds` blocks of ⌊n/(folds+1)⌋ periods are tested in turn, each after learning from all
 * before it. The same indices as scikit-learn's TimeSeriesSplit(folds).
 * Example: 12 periods, 5 folds: trained on the first 2, 4, 6, 8, 10, tested on the next 2.
 * @param periods n; fewer than folds + 1 give no split
 */
export function timeSeriesSplit(periods: number, folds = 5): TimeSplit[] {
  return rollingOrigin({ periods, folds, horizon: Math.floor(periods / (folds + 1)), minimumTrain: 1 });
}

/**
 * Forecast origins `horizon` periods apart that end at the last period, as many of `folds` as leave `minimumTrain` periods to learn from.
 * Example: 100 periods, horizon 14, at least 60: trained on 72 and 86.
 */
export function rollingOrigin(options: {
  readonly periods: number;
  readonly folds: number;
  readonly horizon: number;
  readonly minimumTrain: number;
}): TimeSplit[] {
  const { periods, folds, horizon, minimumTrain } = options;
  if (horizon < 1) return [];
  return Array.from({ length: folds }, (_, fold) => periods - (folds - fold) * horizon)
    .filter((trainEnd) => trainEnd >= minimumTrain)
    .map((trainEnd) => ({ trainEnd, testEnd: trainEnd + horizon }));
}
