import { datasetRows } from "../features/dataset.ts";
import { isRefusal, type Refusal } from "../readiness/refusal.ts";
import { horizonsFrom } from "./known-outcomes.ts";
import { type Published, publishTrained, publishUntrained } from "./publish.ts";
import { type LeadData, type LeadSample, sampleLeads, splitSample } from "./sample.ts";
import type { LeadScoreSettings } from "./settings.ts";
import { type LeadTraining, trainLeadScore } from "./train.ts";

/** One night's lead scoring. Rows are places in the instants. */
export interface LeadScoring {
  readonly sample: LeadSample;
  /** Null where too little is known to train. */
  readonly training: LeadTraining | null;
  /** Why no probability of the model is shown; null where it is. */
  readonly refusal: Refusal | null;
  readonly openRows: Uint32Array;
  /** Open rows young enough to be compared with what was learned; `published` has a score for each, in their order. */
  readonly scoredRows: Uint32Array;
  readonly published: Published;
}

/** Age of a lead at the last instant learned from; one that has outlived also its horizon is like none of them. */
const LAST_TRAINING_AGE_DAYS = 30;

/** Trains where the data allow it and scores the open leads by what training allows, else by the heuristic. */
export function scoreLeads(leads: LeadData, settings: LeadScoreSettings): LeadScoring {
  const split = splitSample(leads, settings.horizonDays);
  const sample = isRefusal(split) ? richestSample(leads, settings.horizonDays) : split;
  const openRows = Uint32Array.from(leads.instants.keys()).filter((row) => leads.instants[row]?.kind === "now");
  const oldest = LAST_TRAINING_AGE_DAYS + sample.horizonDays;
  const scoredRows = openRows.filter((row) => (leads.instants[row]?.ageDays ?? 0) <= oldest);
  const open = datasetRows(leads.features, scoredRows);
  const rows = { sample, openRows, scoredRows };
  if (isRefusal(split)) return { ...rows, training: null, refusal: split, published: publishUntrained(sample, open) };
  const outcomeAt = Float64Array.from(split.rows, (row) => leads.instants[row]?.wonAt ?? Number.NaN);
  const training = trainLeadScore(split, outcomeAt, settings);
  return { ...rows, training, refusal: training.refusal, published: publishTrained(training, open, settings) };
}

/** For the heuristic: the horizon under which most leads are known to be won, of equal ones the longest. */
function richestSample(leads: LeadData, horizonDays: number): LeadSample {
  const samples = horizonsFrom(horizonDays).map((days) => sampleLeads(leads, days));
  return samples.reduce((best, sample) => (sample.wonLeads > best.wonLeads ? sample : best));
}
