import type {
  Ad,
  AdAccount,
  AdCreative,
  AdReportRun,
  AdSet,
  AdsInsights,
  Campaign,
} from "facebook-nodejs-business-sdk";

/**
 * Names that Meta's own client knows for a node: a field that it does not list is an error of the type check, not of a night.
 * The client is imported for its types only (README.md says why); this is its one importer.
 */
type FieldOf<Node extends { readonly Fields: object }> = Extract<keyof Node["Fields"], string>;
type StatusOf<Node extends { readonly EffectiveStatus: object }> =
  Node["EffectiveStatus"][keyof Node["EffectiveStatus"]];

type InsightField = FieldOf<typeof AdsInsights>;
type Window = (typeof AdsInsights.ActionAttributionWindows)[keyof typeof AdsInsights.ActionAttributionWindows];
type Breakdown = (typeof AdsInsights.Breakdowns)[keyof typeof AdsInsights.Breakdowns];

/** Stand in every request beside its metrics: without them a row says not whose it is. */
export const CAMPAIGN_IDENTITY = [
  "account_id",
  "account_currency",
  "campaign_id",
  "campaign_name",
] as const satisfies readonly InsightField[];

export const AD_IDENTITY = [
  ...CAMPAIGN_IDENTITY,
  "adset_id",
  "adset_name",
  "ad_id",
  "ad_name",
] as const satisfies readonly InsightField[];

export const METRICS = [
  "spend",
  "impressions",
  "reach",
  "frequency",
  "clicks",
  "inline_link_clicks",
  "outbound_clicks",
  "actions",
  "action_values",
] as const satisfies readonly InsightField[];

export type Metric = (typeof METRICS)[number];

/** Windows asked for by name; the default one comes as `value`. 7d_view and 28d_view return nothing since 2026-01-12. */
export const WINDOWS = ["1d_view", "1d_click", "7d_click", "28d_click"] as const satisfies readonly Window[];

export type AttributionWindow = (typeof WINDOWS)[number];

/** Breakdowns that may stand together, one request each: country and region are refused side by side. */
export const BREAKDOWNS = {
  country_daily: ["country"],
  region_daily: ["region"],
  placement_daily: ["publisher_platform", "platform_position", "impression_device"],
  demographic_daily: ["age", "gender"],
} as const satisfies Readonly<Record<string, readonly Breakdown[]>>;

export const RUN_FIELDS = [
  "id",
  "async_status",
  "async_percent_completion",
  "error_code",
] as const satisfies readonly FieldOf<typeof AdReportRun>[];

/** Why a job failed, since v25.0: newer than the client. */
export const RUN_ERROR_FIELDS = ["error_message", "error_subcode", "error_user_msg"] as const;

export const ACCOUNT_FIELDS = [
  "account_id",
  "name",
  "account_status",
  "currency",
  "timezone_name",
] as const satisfies readonly FieldOf<typeof AdAccount>[];

export const ACCOUNT_LISTING_FIELDS = [...ACCOUNT_FIELDS, "business_name"] as const satisfies readonly FieldOf<
  typeof AdAccount
>[];

export const CAMPAIGN_FIELDS = [
  "id",
  "name",
  "status",
  "effective_status",
  "objective",
  "buying_type",
  "bid_strategy",
  "daily_budget",
  "lifetime_budget",
  "spend_cap",
  "start_time",
  "stop_time",
  "created_time",
] as const satisfies readonly FieldOf<typeof Campaign>[];

export const AD_SET_FIELDS = [
  "id",
  "name",
  "campaign_id",
  "status",
  "effective_status",
  "optimization_goal",
  "billing_event",
  "bid_strategy",
  "bid_amount",
  "daily_budget",
  "lifetime_budget",
  "attribution_spec",
  "start_time",
  "end_time",
  "created_time",
  "targeting",
] as const satisfies readonly FieldOf<typeof AdSet>[];

export const AD_FIELDS = [
  "id",
  "name",
  "adset_id",
  "campaign_id",
  "creative",
  "status",
  "effective_status",
  "created_time",
] as const satisfies readonly FieldOf<typeof Ad>[];

export const CREATIVE_FIELDS = [
  "id",
  "name",
  "title",
  "body",
  "call_to_action_type",
  "object_type",
  "image_url",
  "image_hash",
  "video_id",
  "link_url",
  "url_tags",
  "object_story_spec",
  "asset_feed_spec",
] as const satisfies readonly FieldOf<typeof AdCreative>[];

/** Graph leaves archived and deleted objects out of a list, and their results out of a report by level, unless they are asked for. */
export const CAMPAIGN_STATUSES = [
  "ACTIVE",
  "PAUSED",
  "ARCHIVED",
  "IN_PROCESS",
  "WITH_ISSUES",
] as const satisfies readonly StatusOf<typeof Campaign>[];

export const AD_SET_STATUSES = [...CAMPAIGN_STATUSES, "CAMPAIGN_PAUSED"] as const satisfies readonly StatusOf<
  typeof AdSet
>[];

export const AD_STATUSES = [
  ...AD_SET_STATUSES,
  "ADSET_PAUSED",
  "DISAPPROVED",
  "PENDING_BILLING_INFO",
  "PENDING_REVIEW",
  "PREAPPROVED",
] as const satisfies readonly StatusOf<typeof Ad>[];
