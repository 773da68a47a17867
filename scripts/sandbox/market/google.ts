import type { Channel } from "./channels.ts";
import type { Versioned } from "./versioned.ts";

/** Money of Google accounts is whole micros of the account's currency, a safe integer. Enum values are Google's names. */
export type GoogleDevice = "MOBILE" | "DESKTOP" | "TABLET" | "CONNECTED_TV";
export type GoogleNetwork = "SEARCH" | "SEARCH_PARTNERS" | "CONTENT" | "YOUTUBE" | "DISCOVER" | "MIXED";
export type GoogleStatus = "ENABLED" | "PAUSED" | "REMOVED";

export interface GoogleCampaignState {
  readonly name: string;
  readonly status: GoogleStatus;
  readonly budgetId: string;
  readonly biddingStrategy:
    | "TARGET_CPA"
    | "TARGET_ROAS"
    | "MAXIMIZE_CONVERSIONS"
    | "MAXIMIZE_CONVERSION_VALUE"
    | "TARGET_CPM";
  readonly targetCpaMicros: number | null;
  readonly targetRoas: number | null;
}

export interface GoogleCampaign extends Versioned<GoogleCampaignState> {
  readonly channel: Channel;
  readonly channelType: "SEARCH" | "PERFORMANCE_MAX" | "VIDEO" | "DISPLAY";
  readonly startDay: string;
  readonly locationIds: readonly string[];
  readonly languageIds: readonly string[];
  readonly useAudienceGrouped: boolean;
  /** Empty for Performance Max. */
  readonly adGroups: readonly GoogleAdGroup[];
  /** Performance Max only. */
  readonly assetGroups: readonly GoogleAssetGroup[];
}

export interface GoogleBudgetState {
  readonly name: string;
  readonly amountMicros: number;
}

/** A daily budget; `versions` hold its changes. */
export type GoogleBudget = Versioned<GoogleBudgetState>;

export interface GoogleAdGroup extends Versioned<{ readonly name: string; readonly status: GoogleStatus }> {
  readonly cpcBidMicros: number;
  readonly ads: readonly GoogleAd[];
  /** Search only. */
  readonly keywords: readonly GoogleKeyword[];
  readonly userListIds: readonly string[];
  /** Factor on bids by device, ad_group_bid_modifier. */
  readonly deviceBidModifiers: readonly { readonly device: GoogleDevice; readonly modifier: number }[];
}

export interface GoogleAd extends Versioned<{ readonly status: GoogleStatus }> {
  readonly type: "RESPONSIVE_SEARCH_AD" | "VIDEO_RESPONSIVE_AD" | "RESPONSIVE_DISPLAY_AD";
  readonly finalUrls: readonly string[];
  readonly headlines: readonly string[];
  readonly descriptions: readonly string[];
  readonly assets: readonly GoogleAsset[];
}

export interface GoogleAsset {
  readonly id: string;
  readonly type: "TEXT" | "IMAGE" | "YOUTUBE_VIDEO";
  readonly fieldType: "HEADLINE" | "DESCRIPTION" | "MARKETING_IMAGE" | "YOUTUBE_VIDEO";
  readonly text: string | null;
  readonly imageUrl: string | null;
  readonly youtubeVideoId: string | null;
}

export interface GoogleKeyword extends Versioned<{ readonly status: GoogleStatus }> {
  readonly text: string;
  readonly matchType: "EXACT" | "PHRASE" | "BROAD";
}

export interface GoogleAssetGroup extends Versioned<{ readonly name: string; readonly status: GoogleStatus }> {
  readonly finalUrls: readonly string[];
  readonly assets: readonly GoogleAsset[];
}

export interface GoogleConversionAction {
  readonly id: string;
  readonly name: string;
  readonly category: "PURCHASE" | "SUBMIT_LEAD_FORM" | "ADD_TO_CART";
  /** Counted in `conversions`; every action counts in `all_conversions`. */
  readonly isPrimary: boolean;
  readonly clickLookbackDays: number;
  readonly createdMs: number;
}

/**
 * Delivery and conversions of one cell, as the account shows them at an instant. Additive: any level is a sum of cells and
 * every `split` of a campaign's day sums to at most the same total (`GoogleMarket.facts`). Never all zero: such cells are not returned.
 */
export interface GoogleFact {
  readonly day: string;
  readonly campaignId: string;
  /** Null for Performance Max. */
  readonly adGroupId: string | null;
  readonly device: GoogleDevice;
  readonly network: GoogleNetwork;
  /** By split: ad (null for Performance Max), asset group (Performance Max), keyword, search term, region, age range, gender. */
  readonly part: GooglePart;
  readonly costMicros: number;
  readonly impressions: number;
  readonly clicks: number;
  readonly interactions: number;
  /** TrueView views. */
  readonly videoViews: number;
  readonly conversions: number;
  readonly conversionsValue: number;
  readonly allConversions: number;
  readonly allConversionsValue: number;
  readonly viewThroughConversions: number;
  /** The two of the conversion's day instead of the click's: rows without cost occur. */
  readonly conversionsByConversionDate: number;
  readonly conversionsValueByConversionDate: number;
}

export type GoogleSplit = GooglePart["kind"];

export type GooglePart =
  | { readonly kind: "ad"; readonly adId: string | null; readonly assetGroupId: string | null }
  | { readonly kind: "keyword"; readonly keywordId: string }
  | { readonly kind: "search_term"; readonly searchTerm: string; readonly keywordId: string | null }
  | {
      readonly kind: "geo";
      readonly countryCriterionId: string;
      /** Digits of `geoTargetConstants/21137`. */
      readonly regionCriterionId: string;
      readonly locationType: "LOCATION_OF_PRESENCE" | "AREA_OF_INTEREST";
    }
  | { readonly kind: "age"; readonly ageRange: GoogleAgeRange }
  | { readonly kind: "gender"; readonly gender: "MALE" | "FEMALE" | "UNDETERMINED" };

export type GoogleAgeRange =
  | "AGE_RANGE_18_24"
  | "AGE_RANGE_25_34"
  | "AGE_RANGE_35_44"
  | "AGE_RANGE_45_54"
  | "AGE_RANGE_55_64"
  | "AGE_RANGE_65_UP"
  | "AGE_RANGE_UNDETERMINED";

/** One claim of the platform on a conversion, as shown at an instant. `conversions` is a fraction where several clicks share it. */
export interface GoogleConversion {
  /** Day of the click (or the view), which reports by default use. */
  readonly day: string;
  /** Day of the conversion, for `_by_conversion_date`. */
  readonly conversionDay: string;
  readonly campaignId: string;
  readonly adGroupId: string | null;
  readonly adId: string | null;
  readonly assetGroupId: string | null;
  readonly device: GoogleDevice;
  readonly network: GoogleNetwork;
  readonly actionId: string;
  /** Google's lag bucket name, `LESS_THAN_ONE_DAY` … `SIXTY_TO_NINETY_DAYS`. */
  readonly lagBucket: string;
  /** A view-through conversion: counts there only, nowhere else. */
  readonly isViewThrough: boolean;
  /** Primary action: in `conversions` and `all_conversions`; else in `all_conversions` alone. */
  readonly isPrimary: boolean;
  readonly conversions: number;
  /** Account currency. */
  readonly value: number;
}

export interface GoogleClick {
  readonly day: string;
  readonly gclid: string;
  readonly campaignId: string;
  readonly adGroupId: string | null;
  readonly adId: string | null;
  readonly keywordId: string | null;
  readonly device: GoogleDevice;
  readonly network: GoogleNetwork;
}

/** Shares of a search campaign's day, 0 … 1, unbounded: the API shows 0.0999 below 0.1 and 0.9001 above 0.9. */
export interface GoogleSearchShare {
  readonly day: string;
  readonly campaignId: string;
  readonly impressionShare: number;
  readonly budgetLostShare: number;
  readonly rankLostShare: number;
}

/** Account days `from` … `to`, both included, as shown at an instant. */
export interface DayRange {
  readonly accountId: string;
  readonly from: string;
  readonly to: string;
  readonly observedMs: number;
}

export interface GoogleMarket {
  /** Campaigns of an account, also those not yet created: judge by `stateAt`. */
  campaigns(accountId: string): readonly GoogleCampaign[];
  budgets(accountId: string): readonly GoogleBudget[];
  conversionActions(accountId: string): readonly GoogleConversionAction[];
  userLists(accountId: string): readonly { readonly id: string; readonly name: string }[];
  /**
   * Cells of the range, ordered by day, campaign, then entity order. Split "ad" (the default) sums to the campaign exactly; "keyword" to the
   * ad group exactly (search only); "search_term", "geo", "age" and "gender" to at most the campaign (the rest is unknown to Google).
   * `search_term` covers Performance Max too.
   */
  facts(range: DayRange, split?: GoogleSplit): Iterable<GoogleFact>;
  /** Claims with the click's day in the range, or with the conversion's day in it. */
  conversions(range: DayRange, by: "click" | "conversion"): readonly GoogleConversion[];
  clicks(range: DayRange): Iterable<GoogleClick>;
  searchShares(range: DayRange): readonly GoogleSearchShare[];
}
