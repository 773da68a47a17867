import type { GoogleCampaignState } from "../../../market/google.ts";
import type { Item } from "../rows/item.ts";
import { dimension } from "./field.ts";
import { nameOf, resource } from "./resource.ts";

const when = (item: Item, strategy: GoogleCampaignState["biddingStrategy"]): GoogleCampaignState | undefined =>
  item.campaign?.state.biddingStrategy === strategy ? item.campaign.state : undefined;

const SERVING_STATUS = { ENABLED: "SERVING", PAUSED: "SUSPENDED", REMOVED: "NONE" } as const;

export const campaign = resource("campaign", (item) => nameOf(item, "campaigns", item.campaign?.thing.id), [
  dimension("campaign.id", "INT64", (item) => item.campaign?.thing.id),
  dimension("campaign.name", "STRING", (item) => item.campaign?.state.name),
  dimension("campaign.status", "ENUM CampaignStatus", (item) => item.campaign?.state.status),
  dimension("campaign.serving_status", "ENUM CampaignServingStatus", ({ campaign: one }) =>
    one ? SERVING_STATUS[one.state.status] : undefined,
  ),
  dimension(
    "campaign.advertising_channel_type",
    "ENUM AdvertisingChannelType",
    (item) => item.campaign?.thing.channelType,
  ),
  dimension("campaign.campaign_budget", "RESOURCE_NAME", (item) =>
    nameOf(item, "campaignBudgets", item.campaign?.state.budgetId),
  ),
  dimension(
    "campaign.bidding_strategy_type",
    "ENUM BiddingStrategyType",
    (item) => item.campaign?.state.biddingStrategy,
  ),
  dimension(
    "campaign.target_cpa.target_cpa_micros",
    "INT64",
    (item) => when(item, "TARGET_CPA")?.targetCpaMicros ?? undefined,
  ),
  dimension("campaign.target_roas.target_roas", "DOUBLE", (item) => when(item, "TARGET_ROAS")?.targetRoas ?? undefined),
  dimension(
    "campaign.maximize_conversions.target_cpa_micros",
    "INT64",
    (item) => when(item, "MAXIMIZE_CONVERSIONS")?.targetCpaMicros ?? undefined,
  ),
  dimension(
    "campaign.maximize_conversion_value.target_roas",
    "DOUBLE",
    (item) => when(item, "MAXIMIZE_CONVERSION_VALUE")?.targetRoas ?? undefined,
  ),
  dimension("campaign.start_date_time", "STRING", (item) =>
    item.campaign ? `${item.campaign.thing.startDay} 00:00:00` : undefined,
  ),
  dimension(
    "campaign.audience_setting.use_audience_grouped",
    "BOOLEAN",
    (item) => item.campaign?.thing.useAudienceGrouped,
  ),
]);

export const campaignBudget = resource(
  "campaign_budget",
  (item) => nameOf(item, "campaignBudgets", item.budget?.thing.id),
  [
    dimension("campaign_budget.id", "INT64", (item) => item.budget?.thing.id),
    dimension("campaign_budget.name", "STRING", (item) => item.budget?.state.name),
    dimension("campaign_budget.amount_micros", "INT64", (item) => item.budget?.state.amountMicros),
    dimension("campaign_budget.status", "ENUM BudgetStatus", (item) => (item.budget ? "ENABLED" : undefined)),
    dimension("campaign_budget.period", "ENUM BudgetPeriod", (item) => (item.budget ? "DAILY" : undefined)),
    dimension("campaign_budget.type", "ENUM BudgetType", (item) => (item.budget ? "STANDARD" : undefined)),
    dimension("campaign_budget.delivery_method", "ENUM BudgetDeliveryMethod", (item) =>
      item.budget ? "STANDARD" : undefined,
    ),
    dimension("campaign_budget.explicitly_shared", "BOOLEAN", (item) => item.budget?.isShared),
    dimension("campaign_budget.reference_count", "INT64", (item) => item.budget?.campaignCount),
  ],
);

/** Strategies that campaigns share: the market has none, each campaign bids on its own. */
export const biddingStrategy = resource("bidding_strategy", () => undefined);
