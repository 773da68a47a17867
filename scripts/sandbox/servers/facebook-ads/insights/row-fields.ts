import type { FacebookMarket } from "../../../market/facebook.ts";
import { stateAt } from "../../../market/versioned.ts";
import { actionList } from "./action-tally.ts";
import type { InsightsGroup } from "./insights-groups.ts";

/** What a field is computed from. */
export interface RowSource {
  readonly group: InsightsGroup;
  readonly windows: readonly string[];
  /** People reached; undefined where Meta no longer tells. */
  readonly reach: number | undefined;
  /** Names are those of this instant. */
  readonly atMs: number;
}

type FieldValue = (source: RowSource) => unknown;

/** Fields of a row that belong to its object or to those above it: absent from coarser rows. */
export const objectFields = {
  account: {
    account_id: ({ group }) => group.campaign.account.accountId,
    account_name: ({ group }) => group.campaign.account.name,
    account_currency: ({ group }) => group.campaign.account.currencyCode,
  },
  campaign: {
    campaign_id: ({ group }) => group.campaign.id,
    campaign_name: ({ group, atMs }) => stateAt(group.campaign.campaign, atMs)?.name,
    objective: ({ group }) => group.campaign.campaign.objective,
    buying_type: () => "AUCTION",
  },
  adset: {
    adset_id: ({ group }) => group.adSet.id,
    adset_name: ({ group, atMs }) => stateAt(group.adSet.adSet, atMs)?.name,
    optimization_goal: ({ group }) => group.adSet.adSet.optimizationGoal,
  },
  ad: {
    ad_id: ({ group }) => group.ad.id,
    ad_name: ({ group, atMs }) => stateAt(group.ad.ad, atMs)?.name,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, FieldValue>>>>;

/** Measures. Counts that are nought are not there, but for impressions and clicks. */
export const measureFields: Readonly<Record<string, FieldValue>> = {
  spend: ({ group }) => (group.spendCents / 100).toFixed(2),
  impressions: ({ group }) => String(group.impressions),
  clicks: ({ group }) => String(group.clicks),
  inline_link_clicks: ({ group }) => (group.linkClicks > 0 ? String(group.linkClicks) : undefined),
  outbound_clicks: ({ group }) =>
    group.outboundClicks > 0 ? [{ action_type: "outbound_click", value: String(group.outboundClicks) }] : undefined,
  reach: ({ reach }) => reach?.toString(),
  frequency: ({ group, reach }) => ratio(group.impressions, reach),
  ctr: ({ group }) => ratio(100 * group.clicks, group.impressions),
  cpc: ({ group }) => ratio(group.spendCents / 100, group.clicks),
  cpm: ({ group }) => ratio(10 * group.spendCents, group.impressions),
  cpp: ({ group, reach }) => ratio(10 * group.spendCents, reach),
  actions: ({ group, windows }) => actionList(group.actions, windows, String),
  action_values: ({ group, windows }) => actionList(group.actionValues, windows, (cents) => String(cents / 100)),
};

/** People reached: ad sets meet different people only in part, so together they reach fewer than the sum and more than each. */
export function reachOf(group: InsightsGroup, facebook: Pick<FacebookMarket, "reachOf">): number {
  const parts = [...group.adSets.values()];
  const population = parts.reduce((sum, { audience }) => sum + audience, 0);
  if (population === 0) return 0;
  const missedShare = parts.reduce(
    (share, { impressions, audience }) => share * (1 - facebook.reachOf(impressions, audience) / population),
    1,
  );
  return Math.round(population * (1 - missedShare));
}

/** Six places at most; undefined where there is nothing to divide by. */
function ratio(a: number, b: number | undefined): string | undefined {
  return b === undefined || b === 0 ? undefined : String(Number((a / b).toFixed(6)));
}
