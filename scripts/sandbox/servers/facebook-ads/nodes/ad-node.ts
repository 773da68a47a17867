import { changedMs, createdMs, stateAt } from "../../../market/versioned.ts";
import { localTime } from "../../local-time.ts";
import { adFields } from "../graph/field-names.ts";
import { type NodeType, selectFields } from "../graph/field-selection.ts";
import { adSetNode } from "./ad-set-node.ts";
import { campaignNode, type Seen } from "./campaign-node.ts";
import { creativeNode } from "./creative-node.ts";
import { type AdObject, effectiveStatus } from "./world.ts";

const state = ({ object, atMs }: Seen<AdObject>) => stateAt(object.ad, atMs);

export const adNode: NodeType<Seen<AdObject>> = {
  typeName: "Adgroup",
  fieldNames: adFields,
  values: {
    id: ({ object }) => object.id,
    account_id: ({ object }) => object.account.accountId,
    campaign_id: ({ object }) => object.campaign.id,
    adset_id: ({ object }) => object.adSet.id,
    name: (seen) => state(seen)?.name,
    status: (seen) => state(seen)?.status,
    configured_status: (seen) => state(seen)?.status,
    effective_status: ({ object, atMs }) => effectiveStatus(object, atMs),
    created_time: ({ object }) => localTime(createdMs(object.ad), object.account.timeZone),
    updated_time: ({ object, atMs }) => localTime(changedMs(object.ad, atMs) ?? atMs, object.account.timeZone),
  },
  nodes: {
    campaign: ({ object, atMs }, inner) =>
      selectFields({ object: { ...object, id: object.campaign.id, kind: "campaign" }, atMs }, campaignNode, inner),
    adset: ({ object, atMs }, inner) =>
      selectFields({ object: { ...object, id: object.adSet.id, kind: "adset" }, atMs }, adSetNode, inner),
    creative: ({ object, atMs }, inner) =>
      selectFields({ object: { ...object, id: object.ad.creative.id, kind: "creative" }, atMs }, creativeNode, inner),
  },
  defaults: ["id"],
};
