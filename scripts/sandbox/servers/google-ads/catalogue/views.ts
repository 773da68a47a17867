import { Buffer } from "node:buffer";
import type { Item } from "../rows/item.ts";
import { dimension } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

const criterionName = (collection: string, type: string) => (item: Item) =>
  item.criterion?.type === type ? nameOf(item, collection, item.adGroup?.thing.id, item.criterion.id) : undefined;

export const keywordView = resource("keyword_view", criterionName("keywordViews", "KEYWORD"));
export const ageRangeView = resource("age_range_view", criterionName("ageRangeViews", "AGE_RANGE"));
export const genderView = resource("gender_view", criterionName("genderViews", "GENDER"));

const encoded = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : Buffer.from(text, "utf8").toString("base64url");

export const searchTermView = resource(
  "search_term_view",
  (item) => nameOf(item, "searchTermViews", item.campaign?.thing.id, item.adGroup?.thing.id, encoded(item.searchTerm)),
  [
    dimension("search_term_view.search_term", "STRING", (item) => item.searchTerm),
    dimension("search_term_view.ad_group", "RESOURCE_NAME", (item) => nameOf(item, "adGroups", item.adGroup?.thing.id)),
    dimension("search_term_view.status", "ENUM SearchTermTargetingStatus", (item) =>
      item.searchTerm === undefined ? undefined : "NONE",
    ),
  ],
);

export const campaignSearchTermView = resource(
  "campaign_search_term_view",
  (item) => nameOf(item, "campaignSearchTermViews", item.campaign?.thing.id, encoded(item.searchTerm)),
  [
    dimension("campaign_search_term_view.search_term", "STRING", (item) => item.searchTerm),
    dimension("campaign_search_term_view.campaign", "RESOURCE_NAME", (item) =>
      nameOf(item, "campaigns", item.campaign?.thing.id),
    ),
  ],
);

export const geographicView = resource(
  "geographic_view",
  (item) => nameOf(item, "geographicViews", item.geo?.countryId, item.geo?.locationType),
  [
    dimension("geographic_view.country_criterion_id", "INT64", (item) => item.geo?.countryId),
    dimension("geographic_view.location_type", "ENUM GeoTargetingType", (item) => item.geo?.locationType),
  ],
);

export const clickView = resource(
  "click_view",
  (item) => nameOf(item, "clickViews", item.click?.day, item.click?.gclid),
  [
    dimension("click_view.gclid", "STRING", (item) => item.click?.gclid),
    dimension("click_view.ad_group_ad", "RESOURCE_NAME", (item) =>
      nameOf(item, "adGroupAds", item.click?.adGroupId, item.click?.adId),
    ),
    dimension("click_view.keyword", "RESOURCE_NAME", (item) =>
      nameOf(item, "adGroupCriteria", item.click?.adGroupId, item.click?.keywordId),
    ),
    dimension("click_view.keyword_info.text", "STRING", (item) => item.click && item.criterion?.keyword?.text),
    dimension(
      "click_view.keyword_info.match_type",
      "ENUM KeywordMatchType",
      (item) => item.click && item.criterion?.keyword?.matchType,
    ),
  ],
);
