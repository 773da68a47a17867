import type {
  GoogleAd,
  GoogleAdGroup,
  GoogleAgeRange,
  GoogleAsset,
  GoogleAssetGroup,
  GoogleBudget,
  GoogleBudgetState,
  GoogleCampaign,
  GoogleCampaignState,
  GoogleClick,
  GoogleConversionAction,
  GoogleDevice,
  GoogleNetwork,
  GoogleStatus,
} from "../../../market/google.ts";
import type { AdsAccount } from "../accounts.ts";
import type { GeoTarget } from "./geo-targets.ts";
import type { Measures } from "./measures.ts";

/** A thing of the account and how it looks now. */
export interface Seen<Thing, State> {
  readonly thing: Thing;
  readonly state: State;
}

export type SeenCampaign = Seen<GoogleCampaign, GoogleCampaignState>;
export type SeenAdGroup = Seen<GoogleAdGroup, { readonly name: string; readonly status: GoogleStatus }>;
export type SeenAd = Seen<GoogleAd, { readonly status: GoogleStatus }>;
export type SeenAssetGroup = Seen<GoogleAssetGroup, { readonly name: string; readonly status: GoogleStatus }>;
export interface SeenBudget extends Seen<GoogleBudget, GoogleBudgetState> {
  /** Campaigns that spend from it and are not removed. */
  readonly campaignCount: number;
  readonly isShared: boolean;
}

/** What an ad group is shown for: keyword, audience, age range or gender. */
export interface AdGroupCriterion {
  readonly id: string;
  readonly type: "KEYWORD" | "USER_LIST" | "AGE_RANGE" | "GENDER";
  readonly status: GoogleStatus;
  readonly keyword?: { readonly text: string; readonly matchType: "EXACT" | "PHRASE" | "BROAD" };
  readonly userListId?: string;
  readonly ageRange?: GoogleAgeRange;
  readonly gender?: "MALE" | "FEMALE" | "UNDETERMINED";
}

/** What a campaign is shown for. */
export interface CampaignCriterion {
  readonly id: string;
  readonly type: "LOCATION" | "LANGUAGE";
}

/** What one row is made of before rows are grouped: everything that a field may be read from. */
export interface Item {
  readonly customer: AdsAccount;
  readonly client?: { readonly account: AdsAccount; readonly level: number };
  readonly campaign?: SeenCampaign;
  readonly budget?: SeenBudget;
  readonly adGroup?: SeenAdGroup;
  readonly ad?: SeenAd;
  readonly assetGroup?: SeenAssetGroup;
  readonly asset?: GoogleAsset;
  readonly criterion?: AdGroupCriterion;
  readonly campaignCriterion?: CampaignCriterion;
  readonly bidModifier?: { readonly device: GoogleDevice; readonly modifier: number };
  readonly conversionAction?: GoogleConversionAction;
  readonly searchTerm?: string;
  readonly geo?: {
    readonly countryId: string;
    readonly regionId: string;
    readonly locationType: "LOCATION_OF_PRESENCE" | "AREA_OF_INTEREST";
  };
  readonly click?: GoogleClick;
  readonly geoTarget?: GeoTarget;
  readonly currency?: { readonly code: string; readonly name: string; readonly symbol: string };
  readonly day?: string;
  readonly device?: GoogleDevice;
  readonly network?: GoogleNetwork;
  readonly lagBucket?: string;
  readonly measures?: Measures;
}
