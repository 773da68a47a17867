import type { FacebookAd, FacebookAdSet, FacebookCampaign, FacebookStatus } from "../../../market/facebook.ts";
import type { Market } from "../../../market/market.ts";
import type { AccountSettings } from "../../../market/settings.ts";
import { createdMs, stateAt } from "../../../market/versioned.ts";

/** What the server knows: every object of every account, and where it belongs. */
export interface World {
  readonly accounts: readonly AccountSettings[];
  readonly objects: ReadonlyMap<string, GraphObject>;
  /** Objects of an account, parents before children. */
  of(accountId: string): readonly GraphObject[];
}

export type GraphObject = CampaignObject | AdSetObject | AdObject | CreativeObject;

interface Placed {
  readonly id: string;
  readonly account: AccountSettings;
  readonly campaign: FacebookCampaign;
}
export interface CampaignObject extends Placed {
  readonly kind: "campaign";
}
export interface AdSetObject extends Placed {
  readonly kind: "adset";
  readonly adSet: FacebookAdSet;
}
export interface AdObject extends Placed {
  readonly kind: "ad";
  readonly adSet: FacebookAdSet;
  readonly ad: FacebookAd;
}
export interface CreativeObject extends Placed {
  readonly kind: "creative";
  readonly ad: FacebookAd;
}

export function createWorld(market: Market): World {
  const accounts = market.accounts.filter(({ platform }) => platform === "facebook_ads");
  const byAccount = new Map(
    accounts.map((account) => [
      account.accountId,
      market.facebook.campaigns(account.accountId).flatMap((campaign) => objectsOf(account, campaign)),
    ]),
  );
  return {
    accounts,
    objects: new Map([...byAccount.values()].flat().map((object) => [object.id, object])),
    of: (accountId) => byAccount.get(accountId) ?? [],
  };
}

function objectsOf(account: AccountSettings, campaign: FacebookCampaign): GraphObject[] {
  return [
    { kind: "campaign", id: campaign.id, account, campaign },
    ...campaign.adSets.flatMap((adSet): GraphObject[] => [
      { kind: "adset", id: adSet.id, account, campaign, adSet },
      ...adSet.ads.flatMap((ad): GraphObject[] => [
        { kind: "ad", id: ad.id, account, campaign, adSet, ad },
        { kind: "creative", id: ad.creative.id, account, campaign, ad },
      ]),
    ]),
  ];
}

/** When somebody first could see the object. */
export function objectCreatedMs(object: GraphObject): number {
  switch (object.kind) {
    case "campaign":
      return createdMs(object.campaign);
    case "adset":
      return createdMs(object.adSet);
    case "ad":
    case "creative":
      return createdMs(object.ad);
  }
}

export type EffectiveStatus = FacebookStatus | "CAMPAIGN_PAUSED" | "ADSET_PAUSED";

/** What the object's own status and those above it come to: a parent's deletion deletes, its pause pauses. */
export function effectiveStatus(object: Exclude<GraphObject, CreativeObject>, atMs: number): EffectiveStatus {
  const campaign = stateAt(object.campaign, atMs)?.status ?? "PAUSED";
  const adSet = object.kind === "campaign" ? campaign : (stateAt(object.adSet, atMs)?.status ?? "PAUSED");
  const own = object.kind === "ad" ? (stateAt(object.ad, atMs)?.status ?? "PAUSED") : adSet;
  if ([campaign, adSet, own].includes("DELETED")) return "DELETED";
  if (own === "PAUSED") return "PAUSED";
  if (adSet === "PAUSED") return "ADSET_PAUSED";
  return campaign === "PAUSED" ? "CAMPAIGN_PAUSED" : "ACTIVE";
}
