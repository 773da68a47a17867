import type { GoogleAdGroup, GoogleAgeRange, GoogleCampaign, GooglePart, GoogleSplit } from "./google.ts";

/** A part of a cell under a split, with its share. A null part is what Google does not tell. */
export interface PartShare {
  readonly part: GooglePart | null;
  readonly share: number;
}

const REGIONS = {
  eu: [
    { country: "2276", region: "20228", share: 0.34 },
    { country: "2276", region: "20226", share: 0.27 },
    { country: "2276", region: "20233", share: 0.21 },
    { country: "2040", region: "20044", share: 0.15 },
  ],
  us: [
    { country: "2840", region: "21137", share: 0.4 },
    { country: "2840", region: "21167", share: 0.28 },
    { country: "2840", region: "21176", share: 0.16 },
    { country: "2124", region: "20121", share: 0.13 },
  ],
} as const;
const INTEREST_SHARE = 0.06;
const AGES: readonly (readonly [GoogleAgeRange, number])[] = [
  ["AGE_RANGE_18_24", 0.09],
  ["AGE_RANGE_25_34", 0.24],
  ["AGE_RANGE_35_44", 0.22],
  ["AGE_RANGE_45_54", 0.15],
  ["AGE_RANGE_55_64", 0.08],
  ["AGE_RANGE_65_UP", 0.04],
  ["AGE_RANGE_UNDETERMINED", 0.18],
];
const GENDERS = [
  ["MALE", 0.47],
  ["FEMALE", 0.33],
  ["UNDETERMINED", 0.2],
] as const;
const SEARCH_WORDS = ["near me", "price", "for companies", "test"] as const;
const SEARCH_TERM_SHARE = 0.16;

/** The parts that a cell of an ad group (or of Performance Max) falls into. Empty where Google has no such view. */
export function googleParts(
  split: Exclude<GoogleSplit, "ad">,
  campaign: GoogleCampaign,
  adGroup: GoogleAdGroup | undefined,
  market: "eu" | "us",
): readonly PartShare[] {
  switch (split) {
    case "keyword":
      return (adGroup?.keywords ?? []).map(({ id }, k) => ({
        part: { kind: "keyword", keywordId: id },
        share: 1 / (1 + k),
      }));
    case "search_term":
      return searchTerms(campaign, adGroup);
    case "geo":
      return geography(market);
    case "age":
      return adGroup ? AGES.map(([ageRange, share]) => ({ part: { kind: "age", ageRange }, share })) : [];
    case "gender":
      return adGroup ? GENDERS.map(([gender, share]) => ({ part: { kind: "gender", gender }, share })) : [];
  }
}

/** Rare searches stay untold. */
function searchTerms(campaign: GoogleCampaign, adGroup: GoogleAdGroup | undefined): readonly PartShare[] {
  const isSearch = campaign.channelType === "SEARCH";
  if (!isSearch && campaign.channelType !== "PERFORMANCE_MAX") return [];
  const keyword = adGroup?.keywords[0];
  const told = SEARCH_WORDS.map((word) => ({
    part: {
      kind: "search_term" as const,
      searchTerm: `${keyword?.text ?? "cargo bike"} ${word}`,
      keywordId: keyword?.id ?? null,
    },
    share: SEARCH_TERM_SHARE,
  }));
  return [...told, { part: null, share: 1 - SEARCH_TERM_SHARE * told.length }];
}

function geography(market: "eu" | "us"): readonly PartShare[] {
  const told = REGIONS[market].flatMap(({ country, region, share }) =>
    (["LOCATION_OF_PRESENCE", "AREA_OF_INTEREST"] as const).map((locationType) => ({
      part: { kind: "geo" as const, countryCriterionId: country, regionCriterionId: region, locationType },
      share: share * (locationType === "AREA_OF_INTEREST" ? INTEREST_SHARE : 1 - INTEREST_SHARE),
    })),
  );
  return [...told, { part: null, share: 1 - told.reduce((sum, { share }) => sum + share, 0) }];
}
