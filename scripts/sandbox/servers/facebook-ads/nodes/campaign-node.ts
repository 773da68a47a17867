import { changedMs, createdMs, stateAt } from "../../../market/versioned.ts";
import { localTime } from "../../local-time.ts";
import { campaignFields } from "../graph/field-names.ts";
import type { NodeType } from "../graph/field-selection.ts";
import { type CampaignObject, effectiveStatus } from "./world.ts";

/** An object and the instant it is looked at. */
export interface Seen<Source> {
  readonly object: Source;
  readonly atMs: number;
}

const state = ({ object, atMs }: Seen<CampaignObject>) => stateAt(object.campaign, atMs);

export const campaignNode: NodeType<Seen<CampaignObject>> = {
  typeName: "AdCampaignGroup",
  fieldNames: campaignFields,
  values: {
    id: ({ object }) => object.id,
    account_id: ({ object }) => object.account.accountId,
    name: (seen) => state(seen)?.name,
    objective: ({ object }) => object.campaign.objective,
    status: (seen) => state(seen)?.status,
    configured_status: (seen) => state(seen)?.status,
    effective_status: ({ object, atMs }) => effectiveStatus(object, atMs),
    buying_type: () => "AUCTION",
    bid_strategy: (seen) => (holdsBudget(seen) ? seen.object.campaign.bidStrategy : undefined),
    daily_budget: (seen) => state(seen)?.dailyBudgetCents?.toString(),
    budget_rebalance_flag: () => false,
    pacing_type: () => ["standard"],
    special_ad_categories: () => [],
    special_ad_category: () => "NONE",
    start_time: ({ object }) => startTime(object),
    created_time: ({ object }) => localTime(createdMs(object.campaign), object.account.timeZone),
    updated_time: ({ object, atMs }) => localTime(changedMs(object.campaign, atMs) ?? atMs, object.account.timeZone),
  },
  defaults: ["id"],
};

/** Whether the campaign has the budget, and with it the bid strategy, instead of its ad sets. */
export function holdsBudget({ object, atMs }: Seen<{ readonly campaign: CampaignObject["campaign"] }>): boolean {
  return typeof stateAt(object.campaign, atMs)?.dailyBudgetCents === "number";
}

/** Midnight of the first day, local. */
function startTime({ campaign, account }: CampaignObject): string {
  const noonUtcMs = Date.parse(`${campaign.startDay}T12:00:00Z`);
  const offset = localTime(noonUtcMs, account.timeZone).slice(19);
  return `${campaign.startDay}T00:00:00${offset}`;
}
