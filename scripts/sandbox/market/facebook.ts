import type { Channel } from "./channels.ts";
import type { DayRange } from "./google.ts";
import type { Versioned } from "./versioned.ts";

/** Money of Facebook accounts is whole cents of the account's currency (offset 100 for EUR and USD). */
export type FacebookStatus = "ACTIVE" | "PAUSED" | "DELETED";

export interface FacebookCampaignState {
  readonly name: string;
  readonly status: FacebookStatus;
  /** Null where the ad sets hold the budget. */
  readonly dailyBudgetCents: number | null;
}

export interface FacebookCampaign extends Versioned<FacebookCampaignState> {
  readonly channel: Channel;
  readonly objective: "OUTCOME_LEADS" | "OUTCOME_SALES" | "OUTCOME_AWARENESS";
  readonly bidStrategy: "LOWEST_COST_WITHOUT_CAP" | "COST_CAP";
  readonly startDay: string;
  readonly adSets: readonly FacebookAdSet[];
}

export interface FacebookAdSetState {
  readonly name: string;
  readonly status: FacebookStatus;
  readonly dailyBudgetCents: number | null;
}

export interface FacebookAdSet extends Versioned<FacebookAdSetState> {
  readonly optimizationGoal: "LEAD_GENERATION" | "OFFSITE_CONVERSIONS" | "REACH";
  readonly targeting: FacebookTargeting;
  readonly ads: readonly FacebookAd[];
  /** People the ad set can reach, for `reachOf`. */
  readonly audience: number;
}

export interface FacebookTargeting {
  readonly ageMin: number;
  readonly ageMax: number;
  /** 1 male, 2 female; empty all. */
  readonly genders: readonly (1 | 2)[];
  readonly countries: readonly string[];
  readonly interests: readonly { readonly id: string; readonly name: string }[];
  /** Lookalikes stand here too. */
  readonly customAudiences: readonly { readonly id: string; readonly name: string }[];
}

export interface FacebookAd extends Versioned<{ readonly name: string; readonly status: FacebookStatus }> {
  readonly creative: FacebookCreative;
}

export interface FacebookCreative {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly body: string;
  readonly callToActionType: "LEARN_MORE" | "SIGN_UP" | "SHOP_NOW";
  readonly linkUrl: string;
  readonly urlTags: string;
  readonly imageUrl: string | null;
  readonly videoId: string | null;
  /** Where title, body and link stand: in the creative itself or only in `object_story_spec`. */
  readonly textIn: "creative" | "object_story_spec";
}

/** Delivery of one cell as shown at an instant. Additive: every split of a campaign's day sums to the same total. Never all zero. */
export interface FacebookFact {
  readonly day: string;
  readonly campaignId: string;
  readonly adSetId: string;
  readonly adId: string;
  readonly part: FacebookPart;
  readonly spendCents: number;
  readonly impressions: number;
  /** All clicks; link clicks and outbound clicks are part of them. */
  readonly clicks: number;
  readonly linkClicks: number;
  readonly outboundClicks: number;
  /** 3-second views. */
  readonly videoViews: number;
  readonly postReactions: number;
  readonly comments: number;
  readonly shares: number;
}

export type FacebookSplit = FacebookPart["kind"];

export type FacebookPart =
  | {
      readonly kind: "placement";
      readonly publisherPlatform: "facebook" | "instagram" | "audience_network";
      readonly platformPosition: string;
      readonly impressionDevice: string;
    }
  /** ISO 3166-1 alpha-2. */
  | { readonly kind: "country"; readonly country: string }
  | { readonly kind: "region"; readonly region: string }
  | { readonly kind: "age_gender"; readonly age: string; readonly gender: "male" | "female" | "unknown" };

/** One claim of Facebook on a conversion, on the day of the click or view; it shows in every window that holds its lag. */
export interface FacebookAction {
  readonly day: string;
  readonly campaignId: string;
  readonly adSetId: string;
  readonly adId: string;
  /** The claim's cell under the split that was asked for. */
  readonly part: FacebookPart;
  readonly actionType: FacebookActionType;
  readonly isView: boolean;
  /** Time from click or view to conversion; a click counts in 1d_click up to 1, 7d_click up to 7, 28d_click up to 28; a view in 1d_view. */
  readonly lagDays: number;
  readonly valueCents: number;
}

export type FacebookActionType =
  | "lead"
  | "offsite_conversion.fb_pixel_lead"
  | "purchase"
  | "offsite_conversion.fb_pixel_purchase"
  | "add_to_cart";

export interface FacebookMarket {
  campaigns(accountId: string): readonly FacebookCampaign[];
  facts(range: DayRange, split?: FacebookSplit): Iterable<FacebookFact>;
  actions(range: DayRange, split?: FacebookSplit): readonly FacebookAction[];
  /** People reached by that many impressions among the audience: not additive, at most either. */
  reachOf(impressions: number, audience: number): number;
}
