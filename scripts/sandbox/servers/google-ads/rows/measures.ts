import type { GoogleConversion, GoogleFact } from "../../../market/google.ts";

/**
 * What adds up when rows are put together. Conversions and values are whole millionths, so that a sum is exact whatever its order.
 * `eligible…` are impressions that could have been had, from which shares are made.
 */
export interface Measures {
  readonly costMicros: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly interactions: number;
  readonly videoViews: number;
  readonly conversionsMillionths: number;
  readonly conversionsValueMillionths: number;
  readonly allConversionsMillionths: number;
  readonly allConversionsValueMillionths: number;
  readonly viewThroughConversions: number;
  readonly conversionsByConversionDateMillionths: number;
  readonly conversionsValueByConversionDateMillionths: number;
  readonly searchImpressions: number;
  readonly searchEligible: number;
  readonly searchBudgetLost: number;
  readonly searchRankLost: number;
}

export const NO_MEASURES: Measures = {
  costMicros: 0,
  impressions: 0,
  clicks: 0,
  interactions: 0,
  videoViews: 0,
  conversionsMillionths: 0,
  conversionsValueMillionths: 0,
  allConversionsMillionths: 0,
  allConversionsValueMillionths: 0,
  viewThroughConversions: 0,
  conversionsByConversionDateMillionths: 0,
  conversionsValueByConversionDateMillionths: 0,
  searchImpressions: 0,
  searchEligible: 0,
  searchBudgetLost: 0,
  searchRankLost: 0,
};

export type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

const KEYS = Object.keys(NO_MEASURES) as readonly (keyof Measures)[];

export function addMeasures(total: Mutable<Measures>, one: Measures): void {
  for (const key of KEYS) total[key] += one[key];
}

export function measuresOfFact(fact: GoogleFact): Measures {
  return {
    ...NO_MEASURES,
    costMicros: fact.costMicros,
    impressions: fact.impressions,
    clicks: fact.clicks,
    interactions: fact.interactions,
    videoViews: fact.videoViews,
    conversionsMillionths: millionths(fact.conversions),
    conversionsValueMillionths: millionths(fact.conversionsValue),
    allConversionsMillionths: millionths(fact.allConversions),
    allConversionsValueMillionths: millionths(fact.allConversionsValue),
    viewThroughConversions: fact.viewThroughConversions,
    conversionsByConversionDateMillionths: millionths(fact.conversionsByConversionDate),
    conversionsValueByConversionDateMillionths: millionths(fact.conversionsValueByConversionDate),
  };
}

/** A claim counts on the day of its click, but for the two measures of the conversion's day. A view counts as view-through only. */
export function measuresOfClaim(claim: GoogleConversion, by: "click" | "conversion"): Measures {
  const conversions = millionths(claim.conversions);
  const value = millionths(claim.value);
  if (claim.isViewThrough) return by === "click" ? { ...NO_MEASURES, viewThroughConversions: 1 } : NO_MEASURES;
  if (by === "conversion")
    return claim.isPrimary
      ? {
          ...NO_MEASURES,
          conversionsByConversionDateMillionths: conversions,
          conversionsValueByConversionDateMillionths: value,
        }
      : NO_MEASURES;
  return {
    ...NO_MEASURES,
    conversionsMillionths: claim.isPrimary ? conversions : 0,
    conversionsValueMillionths: claim.isPrimary ? value : 0,
    allConversionsMillionths: conversions,
    allConversionsValueMillionths: value,
  };
}

function millionths(value: number): number {
  return Math.round(value * 1e6);
}
