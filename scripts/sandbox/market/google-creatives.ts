import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { pickOne } from "./draws.ts";
import type { GoogleAd, GoogleAsset, GoogleCampaign } from "./google.ts";

const HEADLINES = [
  "Bikes That Carry More",
  "Lease a Fleet Today",
  "Free Test Ride",
  "Built to Last",
  "Cargo Bikes From Stock",
  "Service Included",
] as const;
const DESCRIPTIONS = [
  "Load 200 kg and park anywhere. Delivered within two weeks.",
  "One rate for bikes, insurance and repairs. Ask for an offer.",
  "Try every model near you, no obligation.",
] as const;
const SITE = "https://www.velo-works.example";
const PAGES = ["/fleet", "/cargo-bikes", "/test-ride", "/shop"] as const;

export const CHANNEL_TYPE = {
  paid_search: "SEARCH",
  performance_max: "PERFORMANCE_MAX",
  paid_video: "VIDEO",
  display: "DISPLAY",
} as const;

const AD_TYPE: Readonly<Record<Exclude<GoogleCampaign["channelType"], "PERFORMANCE_MAX">, GoogleAd["type"]>> = {
  SEARCH: "RESPONSIVE_SEARCH_AD",
  VIDEO: "VIDEO_RESPONSIVE_AD",
  DISPLAY: "RESPONSIVE_DISPLAY_AD",
};

/** Texts, pages and assets of one ad or asset group. */
export function googleCreative(
  plan: CampaignPlan,
  channelType: GoogleCampaign["channelType"],
  ownerId: string,
  seed: number,
): Omit<GoogleAd, "id" | "versions"> {
  const random = createRandom(seed, `creative ${ownerId}`);
  const headlines = someOf(HEADLINES, 3, random);
  const descriptions = someOf(DESCRIPTIONS, 2, random);
  const texts = [
    ...headlines.map((text) => ({ text, fieldType: "HEADLINE" as const })),
    ...descriptions.map((text) => ({ text, fieldType: "DESCRIPTION" as const })),
  ];
  const assetId = (n: number): string => `${ownerId.slice(-8)}${n}`;
  const assets: GoogleAsset[] = texts.map(({ text, fieldType }, n) => ({
    id: assetId(n),
    type: "TEXT",
    fieldType,
    text,
    imageUrl: null,
    youtubeVideoId: null,
  }));
  const shared = { text: null, imageUrl: null, youtubeVideoId: null };
  if (channelType === "DISPLAY" || channelType === "PERFORMANCE_MAX") {
    const imageUrl = `https://images.velo-works.example/${ownerId}.jpg`;
    assets.push({ ...shared, id: assetId(texts.length), type: "IMAGE", fieldType: "MARKETING_IMAGE", imageUrl });
  }
  if (channelType === "VIDEO" || channelType === "PERFORMANCE_MAX") {
    const youtubeVideoId = `vw${ownerId.slice(-9)}`;
    assets.push({ ...shared, id: assetId(9), type: "YOUTUBE_VIDEO", fieldType: "YOUTUBE_VIDEO", youtubeVideoId });
  }
  return {
    type: channelType === "PERFORMANCE_MAX" ? "RESPONSIVE_DISPLAY_AD" : AD_TYPE[channelType],
    finalUrls: [`${SITE}/${plan.account.market}${pickOne(PAGES, random)}`],
    headlines,
    descriptions,
    assets,
  };
}

/** Neighbours of a list, from a random place on. */
function someOf(texts: readonly string[], count: number, random: Random): readonly string[] {
  const from = random.integer(texts.length);
  return Array.from({ length: count }, (_, i) => texts[(from + i) % texts.length] as string);
}
