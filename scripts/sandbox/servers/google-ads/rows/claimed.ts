import type { GoogleConversion } from "../../../market/google.ts";
import type { Item } from "./item.ts";
import { measuresOfClaim } from "./measures.ts";
import type { World } from "./world.ts";

/**
 * Conversions one by one, for reports by conversion action or lag. Those counted by conversion date stand on the conversion's day, the others on
 * the click's.
 */
export function* claimedItems(world: World, days: { readonly from: string; readonly to: string }): Iterable<Item> {
  const range = { accountId: world.account.id, ...days, observedMs: world.nowMs };
  for (const by of ["click", "conversion"] as const)
    for (const claim of world.market.google.conversions(range, by)) yield itemOf(claim, by, world);
}

function itemOf(claim: GoogleConversion, by: "click" | "conversion", world: World): Item {
  const view = world.campaigns.get(claim.campaignId);
  const group = claim.adGroupId === null ? undefined : world.adGroups.get(claim.adGroupId);
  const ad = claim.adId === null ? undefined : world.ads.get(claim.adId);
  const assetGroup = claim.assetGroupId === null ? undefined : world.assetGroups.get(claim.assetGroupId);
  const conversionAction = world.conversionActions.get(claim.actionId);
  return {
    customer: world.account,
    ...(view ? { campaign: view.campaign } : {}),
    ...(group ? { adGroup: group.adGroup } : {}),
    ...(ad ? { ad } : {}),
    ...(assetGroup ? { assetGroup } : {}),
    ...(conversionAction ? { conversionAction } : {}),
    day: by === "click" ? claim.day : claim.conversionDay,
    device: claim.device,
    network: claim.network,
    lagBucket: claim.lagBucket,
    measures: measuresOfClaim(claim, by),
  };
}
