import type { GoogleFact, GoogleSearchShare } from "../../../market/google.ts";
import type { Measures } from "./measures.ts";

/**
 * Gives facts of the search network the impressions that their campaign's day could have had and lost. Added up, they give back the day's shares, and
 * shares of several days weighed by what could have been had.
 */
export function createShares(shares: readonly GoogleSearchShare[]): (fact: GoogleFact, measures: Measures) => Measures {
  const byDay = new Map(shares.map((share) => [`${share.campaignId} ${share.day}`, share]));
  return (fact, measures) => {
    const share = fact.network === "SEARCH" ? byDay.get(`${fact.campaignId} ${fact.day}`) : undefined;
    if (!share || share.impressionShare <= 0) return measures;
    const eligible = fact.impressions / share.impressionShare;
    return {
      ...measures,
      searchImpressions: fact.impressions,
      searchEligible: eligible,
      searchBudgetLost: eligible * share.budgetLostShare,
      searchRankLost: eligible * share.rankLostShare,
    };
  };
}
