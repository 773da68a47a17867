/** Result of spending on one channel over the horizon: concave, value(0) = 0, in money or KPI units. */
export interface ResponseCurve {
  value(spend: number): number;
  /** Derivative by spend, falling. */
  slope(spend: number): number;
}

/** A curve as the model has it, and as its other draws have it, paired across channels by index. */
export interface PairedCurves {
  readonly mean: ResponseCurve;
  readonly draws: readonly ResponseCurve[];
}

/** A channel as the allocation sees it. */
export interface BudgetChannel {
  readonly channel: string;
  /** Spend of the current plan over the horizon, exact decimal text, ≥ 0. */
  readonly currentSpend: string;
  /** What is maximised: money where a KPI unit has a value, else the KPI. */
  readonly objective: PairedCurves;
  readonly kpi: PairedCurves;
  /** Why the spend must stay as it is (`collinear` and the like); null where it may move. */
  readonly held: string | null;
  /** Largest period of the plan over the largest period ever seen, at a spend; above 1.2 the response is extrapolated. */
  readonly reach: (spend: number) => number;
}

/** A number with its 90 % interval. */
export interface Range {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** Smallest and largest spend of a channel, and the limit that had to give way to make them meet. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
  readonly relaxed: string | null;
}
