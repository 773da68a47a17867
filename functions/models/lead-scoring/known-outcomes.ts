import type { LeadInstant } from "./instants.ts";
import { labelInstants } from "./labels.ts";

/** Leads over time, as far as outcomes go. Times are seconds since 1970. */
export interface LeadHistory {
  readonly instants: readonly LeadInstant[];
  readonly dataEnd: number;
  readonly firstOutcomeAt: number | null;
}

/** Distinct leads with a known outcome, and of those the ones won. */
export interface KnownLeads {
  readonly leads: number;
  readonly wonLeads: number;
}

/** Won leads below which no probability is shown: of fewer, a rate is luck. */
export const MIN_OUTCOMES = 30;
export const MIN_LEADS = 500;
export const MIN_RARER_LEADS = 50;
const SHORTER_HORIZONS = [60, 30, 14];

/** Horizons in the order in which they are tried, days: as set, then 60, 30, 14. */
export function horizonsFrom(horizonDays: number): readonly number[] {
  return [horizonDays, ...SHORTER_HORIZONS.filter((days) => days < horizonDays)];
}

/** Counts leads, not instants: a lead is won if any of its labelled instants is. */
export function countKnown(instants: readonly LeadInstant[], y: Float64Array): KnownLeads {
  const isWon = new Map<string, boolean>();
  instants.forEach(({ leadId }, row) => {
    if (!Number.isNaN(y[row])) isWon.set(leadId, isWon.get(leadId) === true || y[row] === 1);
  });
  return { leads: isWon.size, wonLeads: [...isWon.values()].filter(Boolean).length };
}

/** Leads of the rarer outcome. */
export function rarerLeads({ leads, wonLeads }: KnownLeads): number {
  return Math.min(wonLeads, leads - wonLeads);
}

/**
 * The counts that readiness asks for, under the longest horizon that allows a model, else the one with most of the rarer outcome.
 * Gives nothing where no outcome was ever recorded: then nothing is known, which is not 0.
 */
export function outcomeMeasures(history: LeadHistory, horizonDays: number): readonly (readonly [string, number])[] {
  if (history.firstOutcomeAt === null) return [];
  const counts = horizonsFrom(horizonDays).map((days) =>
    countKnown(history.instants, labelInstants(history.instants, { ...history, horizonDays: days }).y),
  );
  const allows = counts.find((known) => known.leads >= MIN_LEADS && rarerLeads(known) >= MIN_RARER_LEADS);
  const known = allows ?? counts.reduce((best, other) => (rarerLeads(other) > rarerLeads(best) ? other : best));
  return [
    ["leads_with_outcome", known.leads],
    ["rarer_outcome_leads", rarerLeads(known)],
    ...(known.leads === 0 ? [] : [["won_share", known.wonLeads / known.leads] as const]),
  ];
}
