import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { campaignVersions, type PlanStatus, partVersions } from "./entity-versions.ts";
import type {
  GoogleAd,
  GoogleAdGroup,
  GoogleAssetGroup,
  GoogleCampaign,
  GoogleCampaignState,
  GoogleKeyword,
  GoogleStatus,
} from "./google.ts";
import { CHANNEL_TYPE, googleCreative } from "./google-creatives.ts";
import { type PartSpan, partLife } from "./part-life.ts";

/** A campaign with its parts, and when each part runs (days of the market), which the cells need. */
export interface GoogleEntity {
  readonly campaign: GoogleCampaign;
  /** By id of ad or asset group. */
  readonly spans: ReadonlyMap<string, PartSpan>;
}

const STATUS: Readonly<Record<PlanStatus, GoogleStatus>> = { on: "ENABLED", off: "PAUSED", gone: "REMOVED" };
const BIDDING = {
  paid_search: { biddingStrategy: "TARGET_CPA", targetCpaMicros: 65_000_000, targetRoas: null },
  performance_max: { biddingStrategy: "TARGET_ROAS", targetCpaMicros: null, targetRoas: 3.5 },
  paid_video: { biddingStrategy: "TARGET_CPM", targetCpaMicros: null, targetRoas: null },
  display: { biddingStrategy: "MAXIMIZE_CONVERSIONS", targetCpaMicros: null, targetRoas: null },
} as const satisfies Record<string, Omit<GoogleCampaignState, "name" | "status" | "budgetId">>;
type GoogleChannel = keyof typeof BIDDING;
const AD_GROUPS: Readonly<Record<GoogleChannel, readonly string[]>> = {
  paid_search: ["Core", "Generic", "Competitors"],
  performance_max: [],
  paid_video: ["In-stream", "Shorts"],
  display: ["Topics", "Remarketing"],
};
const KEYWORDS = ["cargo bike", "bike leasing", "company bikes", "e bike fleet", "buy city bike", "bike service"];
const MATCH_TYPES = ["EXACT", "PHRASE", "BROAD"] as const;
export const USER_LISTS = [
  { id: "88001001", name: "All visitors (30 days)" },
  { id: "88001002", name: "Customers" },
] as const;

/** Google's campaign of a plan. Ids count up from the campaign's own. */
export function googleEntity(plan: CampaignPlan, budgetId: string, calendar: Calendar, seed: number): GoogleEntity {
  const channel = plan.channel as GoogleChannel;
  const channelType = CHANNEL_TYPE[channel];
  const spans = new Map<string, PartSpan>();
  const adGroups = AD_GROUPS[channel].map((name, g) => adGroup(plan, name, g, calendar, seed, spans));
  const isPerformanceMax = channelType === "PERFORMANCE_MAX";
  const assetGroups = isPerformanceMax
    ? ["Bikes", "Service"].map((name, g) => assetGroup(plan, name, g, calendar, seed, spans))
    : [];
  const campaign: GoogleCampaign = {
    id: plan.campaignId,
    versions: campaignVersions(plan, calendar, (name, status) => ({
      name,
      status: STATUS[status],
      budgetId,
      ...BIDDING[channel],
    })),
    channel: plan.channel,
    channelType,
    startDay: calendar.day(plan.firstDay),
    locationIds: plan.account.market === "eu" ? ["2276", "2040"] : ["2840", "2124"],
    languageIds: plan.account.market === "eu" ? ["1001", "1000"] : ["1000"],
    useAudienceGrouped: isPerformanceMax,
    adGroups,
    assetGroups,
  };
  return { campaign, spans };
}

function adGroup(
  plan: CampaignPlan,
  name: string,
  position: number,
  calendar: Calendar,
  seed: number,
  spans: Map<string, PartSpan>,
): GoogleAdGroup {
  const id = `1${plan.campaignId.slice(1)}${position + 1}`;
  const random = createRandom(seed, `ad group ${id}`);
  const life = partLife(name, position, plan, random);
  const ads: GoogleAd[] = [0, 1].map((a) => {
    const adId = `6${id.slice(1)}${a + 1}`;
    const adLife = partLife("", a, life, random);
    spans.set(adId, adLife);
    return {
      id: adId,
      versions: partVersions(adLife, plan, calendar, (_, status) => ({ status: STATUS[status] })),
      ...googleCreative(plan, CHANNEL_TYPE[plan.channel as GoogleChannel], adId, seed),
    };
  });
  return {
    id,
    versions: partVersions(life, plan, calendar, (partName, status) => ({ name: partName, status: STATUS[status] })),
    cpcBidMicros: 800_000 + 50_000 * random.integer(30),
    ads,
    keywords: plan.channel === "paid_search" ? keywords(plan, id, position, calendar) : [],
    userListIds: plan.channel === "display" ? [USER_LISTS[0].id] : [],
    deviceBidModifiers: position === 0 ? [{ device: "MOBILE", modifier: 0.9 }] : [],
  };
}

function keywords(plan: CampaignPlan, adGroupId: string, position: number, calendar: Calendar): GoogleKeyword[] {
  return MATCH_TYPES.map((matchType, k) => ({
    id: `3${adGroupId.slice(-7)}${k + 1}`,
    versions: partVersions(
      {
        firstDay: plan.firstDay,
        endDay: plan.endDay,
        names: [{ fromDay: plan.firstDay, value: "" }],
        endStatus: "off",
      },
      plan,
      calendar,
      (_, status) => ({ status: STATUS[status] }),
    ),
    text: KEYWORDS[(position * MATCH_TYPES.length + k + plan.index) % KEYWORDS.length] ?? "bike",
    matchType,
  }));
}

function assetGroup(
  plan: CampaignPlan,
  name: string,
  position: number,
  calendar: Calendar,
  seed: number,
  spans: Map<string, PartSpan>,
): GoogleAssetGroup {
  const id = `65${plan.campaignId.slice(2)}${position + 1}`;
  const life = partLife(name, position, plan, createRandom(seed, `asset group ${id}`));
  spans.set(id, life);
  const { finalUrls, assets } = googleCreative(plan, "PERFORMANCE_MAX", id, seed);
  return {
    id,
    versions: partVersions(life, plan, calendar, (partName, status) => ({ name: partName, status: STATUS[status] })),
    finalUrls,
    assets,
  };
}
