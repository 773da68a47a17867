import type { Cell } from "./cells.ts";
import type { FacebookPart, FacebookSplit } from "./facebook.ts";
import type { FacebookEntity } from "./facebook-entities.ts";

export interface FacebookCell extends Cell {
  readonly adSetId: string;
  readonly adId: string;
  readonly placement: Extract<FacebookPart, { kind: "placement" }>;
}

const PLACEMENTS = [
  {
    publisherPlatform: "facebook",
    platformPosition: "feed",
    impressionDevice: "android_smartphone",
    share: 0.3,
    cost: 1,
  },
  { publisherPlatform: "facebook", platformPosition: "feed", impressionDevice: "desktop", share: 0.12, cost: 1.3 },
  { publisherPlatform: "instagram", platformPosition: "feed", impressionDevice: "iphone", share: 0.28, cost: 1.1 },
  {
    publisherPlatform: "instagram",
    platformPosition: "instagram_stories",
    impressionDevice: "iphone",
    share: 0.2,
    cost: 0.9,
  },
  {
    publisherPlatform: "audience_network",
    platformPosition: "rewarded_video",
    impressionDevice: "android_smartphone",
    share: 0.1,
    cost: 0.4,
  },
] as const;

/** The finest cells of a campaign: ad × placement. */
export function facebookCells({ campaign, spans }: FacebookEntity): readonly FacebookCell[] {
  return campaign.adSets.flatMap((adSet, s) =>
    adSet.ads.flatMap(({ id }, a) => {
      const { firstDay, endDay } = spans.get(id) ?? { firstDay: 0, endDay: 0 };
      return PLACEMENTS.map(({ share, cost, ...placement }) => ({
        adSetId: adSet.id,
        adId: id,
        placement: { kind: "placement" as const, ...placement },
        weight: share / ((1 + 0.7 * s) * (1 + 0.5 * a)),
        impressionFactor: placement.publisherPlatform === "audience_network" ? 1.8 : 1,
        costFactor: cost,
        firstDay,
        endDay,
      }));
    }),
  );
}

export interface FacebookPartShare {
  readonly part: FacebookPart;
  readonly share: number;
}

const COUNTRIES = {
  eu: [
    ["DE", 0.83],
    ["AT", 0.17],
  ],
  us: [
    ["US", 0.86],
    ["CA", 0.14],
  ],
} as const;
const REGIONS = {
  eu: [
    ["Bayern", 0.34],
    ["Berlin", 0.28],
    ["Hamburg", 0.21],
    ["Wien", 0.17],
  ],
  us: [
    ["California", 0.44],
    ["New York", 0.3],
    ["Texas", 0.12],
    ["Ontario", 0.14],
  ],
} as const;
const AGES = [
  ["18-24", 0.12],
  ["25-34", 0.32],
  ["35-44", 0.28],
  ["45-54", 0.18],
  ["55-64", 0.07],
  ["65+", 0.03],
] as const;
const GENDERS = [
  ["male", 0.52],
  ["female", 0.45],
  ["unknown", 0.03],
] as const;

/** Parts that an ad's day falls into under a split other than placement. They cover all of it. */
export function facebookParts(
  split: Exclude<FacebookSplit, "placement">,
  market: "eu" | "us",
): readonly FacebookPartShare[] {
  switch (split) {
    case "country":
      return COUNTRIES[market].map(([country, share]) => ({ part: { kind: "country", country }, share }));
    case "region":
      return REGIONS[market].map(([region, share]) => ({ part: { kind: "region", region }, share }));
    case "age_gender":
      return AGES.flatMap(([age, share]) =>
        GENDERS.map(([gender, part]) => ({ part: { kind: "age_gender" as const, age, gender }, share: share * part })),
      );
  }
}
