import { expandingFolds, type Split, splitByTime } from "../evaluation/folds.ts";
import { type Dataset, datasetRows } from "../features/dataset.ts";
import { type Refusal, refuse } from "../readiness/refusal.ts";
import {
  countKnown,
  horizonsFrom,
  type KnownLeads,
  type LeadHistory,
  MIN_LEADS,
  MIN_RARER_LEADS,
  rarerLeads,
} from "./known-outcomes.ts";
import { type Labels, labelInstants } from "./labels.ts";

/** What a lead score may learn from: instants, their features (y is ignored), and what is known about outcomes. */
export interface LeadData extends LeadHistory {
  readonly features: Dataset;
}

/** Labelled rows under one horizon. `rows` are their places in `instants`. */
export interface LeadSample extends KnownLeads {
  readonly horizonDays: number;
  readonly labels: Labels;
  readonly rows: Uint32Array;
  readonly data: Dataset;
}

/** A sample with what it is trained and tested on: places in `data`. */
export interface SplitSample extends LeadSample {
  readonly split: Split;
  /** The training rows as a dataset of their own; folds hold its places. */
  readonly training: Dataset;
  readonly folds: readonly Split[];
}

const MIN_TRAINING_RARER = 30;
const MIN_FOLD_RARER = 10;
const MIN_HOLDOUT_RARER = 10;
const DAY_SECONDS = 86_400;

/** Labels under one horizon. */
export function sampleLeads(leads: LeadData, horizonDays: number): LeadSample {
  const labels = labelInstants(leads.instants, { ...leads, horizonDays });
  const rows = Uint32Array.from(labels.y.keys()).filter((row) => !Number.isNaN(labels.y[row]));
  const data = datasetRows({ ...leads.features, y: labels.y }, rows);
  return { horizonDays, labels, rows, data, ...countKnown(leads.instants, labels.y) };
}

/**
 * The longest horizon (as set, then 60, 30, 14 days) under which enough is left to train on, to validate and to hold out, else why
 * none is: too few leads, too few of the rarer outcome, or a history too short to test on the future.
 */
export function splitSample(leads: LeadData, horizonDays: number): SplitSample | Refusal {
  const horizons = horizonsFrom(horizonDays);
  const samples = horizons.map((days) => sampleLeads(leads, days));
  for (const sample of samples) {
    if (sample.leads < MIN_LEADS || rarerLeads(sample) < MIN_RARER_LEADS) continue;
    const split = trySplit(sample);
    if (split !== null) return split;
  }
  const most = samples.reduce((best, sample) => (sample.leads > best.leads ? sample : best));
  if (most.leads < MIN_LEADS)
    return refuse("too_few_leads", `${most.leads} leads with a known outcome, needs ${MIN_LEADS}`);
  const richest = samples
    .filter((sample) => sample.leads >= MIN_LEADS)
    .reduce((best, sample) => (rarerLeads(sample) > rarerLeads(best) ? sample : best), most);
  if (rarerLeads(richest) < MIN_RARER_LEADS) {
    return refuse(
      "too_few_outcomes",
      `${richest.wonLeads} of ${richest.leads} leads won within ${richest.horizonDays} days; needs ${MIN_RARER_LEADS} won and ${MIN_RARER_LEADS} not`,
    );
  }
  return refuse(
    "history_too_short",
    `no horizon of ${horizons.join(", ")} days leaves enough outcomes before and within the last fifth of the history`,
  );
}

function trySplit(sample: LeadSample): SplitSample | null {
  const horizon = sample.horizonDays * DAY_SECONDS;
  const split = splitByTime(sample.data.time, sample.data.person, horizon);
  const training = datasetRows(sample.data, split.train);
  const folds = expandingFolds(training.time, training.person, horizon).filter(
    ({ train, test }) => rarer(training.y, train) >= MIN_FOLD_RARER && test.length > 0,
  );
  const tested = folds.flatMap(({ test }) => [...test]);
  const isEnough =
    rarer(training.y, training.y.keys()) >= MIN_TRAINING_RARER &&
    rarer(training.y, tested) >= MIN_FOLD_RARER &&
    rarer(sample.data.y, split.test) >= MIN_HOLDOUT_RARER;
  return isEnough ? { ...sample, split, training, folds } : null;
}

/** Rows of the rarer outcome. */
function rarer(y: Float64Array, rows: Iterable<number>): number {
  let won = 0;
  let n = 0;
  for (const row of rows) {
    won += y[row] as number;
    n++;
  }
  return Math.min(won, n - won);
}
