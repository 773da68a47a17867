import type { FacebookTargeting } from "../../../market/facebook.ts";
import { changedMs, createdMs, stateAt } from "../../../market/versioned.ts";
import { localTime } from "../../local-time.ts";
import { adSetFields } from "../graph/field-names.ts";
import { type NodeType, selectFields } from "../graph/field-selection.ts";
import { campaignNode, holdsBudget, type Seen } from "./campaign-node.ts";
import { type AdSetObject, effectiveStatus } from "./world.ts";

const state = ({ object, atMs }: Seen<AdSetObject>) => stateAt(object.adSet, atMs);

export const adSetNode: NodeType<Seen<AdSetObject>> = {
  typeName: "AdCampaign",
  fieldNames: adSetFields,
  values: {
    id: ({ object }) => object.id,
    account_id: ({ object }) => object.account.accountId,
    campaign_id: ({ object }) => object.campaign.id,
    name: (seen) => state(seen)?.name,
    status: (seen) => state(seen)?.status,
    configured_status: (seen) => state(seen)?.status,
    effective_status: ({ object, atMs }) => effectiveStatus(object, atMs),
    daily_budget: (seen) => state(seen)?.dailyBudgetCents?.toString(),
    bid_strategy: (seen) => (holdsBudget(seen) ? undefined : seen.object.campaign.bidStrategy),
    billing_event: () => "IMPRESSIONS",
    optimization_goal: ({ object }) => object.adSet.optimizationGoal,
    destination_type: () => "WEBSITE",
    attribution_spec: () => [
      { event_type: "CLICK_THROUGH", window_days: 7 },
      { event_type: "VIEW_THROUGH", window_days: 1 },
    ],
    targeting: ({ object }) => targeting(object.adSet.targeting),
    start_time: ({ object }) => localTime(createdMs(object.adSet), object.account.timeZone),
    created_time: ({ object }) => localTime(createdMs(object.adSet), object.account.timeZone),
    updated_time: ({ object, atMs }) => localTime(changedMs(object.adSet, atMs) ?? atMs, object.account.timeZone),
  },
  nodes: {
    campaign: ({ object, atMs }, inner) =>
      selectFields({ object: { ...object, id: object.campaign.id, kind: "campaign" }, atMs }, campaignNode, inner),
  },
  defaults: ["id"],
};

/** Placements are left to Meta, so no `publisher_platforms`; lookalikes stand among the custom audiences. */
function targeting(target: FacebookTargeting): Readonly<Record<string, unknown>> {
  return {
    age_max: target.ageMax,
    age_min: target.ageMin,
    ...(target.customAudiences.length > 0 ? { custom_audiences: target.customAudiences } : {}),
    ...(target.interests.length > 0 ? { flexible_spec: [{ interests: target.interests }] } : {}),
    ...(target.genders.length > 0 ? { genders: target.genders } : {}),
    geo_locations: { countries: target.countries, location_types: ["home", "recent"] },
  };
}
