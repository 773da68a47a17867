import { z } from "zod";

/** Answers of Graph as wire-shapes documents them. Unknown keys are ignored, known ones must have their type. */

export const graphId = z.string().regex(/^\d{1,20}$/, "an id of digits");
export const decimalText = z.string().regex(/^-?\d{1,20}(\.\d+)?$/, "a decimal as text");
export const wholeText = z.string().regex(/^-?\d{1,18}$/, "a whole number as text");
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, "a day such as 2026-01-31");
const text = z.string().optional();
/** `2026-01-31T10:00:00+0100` */
const instant = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([+-]\d{2}:?\d{2}|Z)$/, "an instant with its offset")
  .optional();

const action = z.object({
  action_type: z.string().min(1),
  value: decimalText.optional(),
  "1d_view": decimalText.optional(),
  "1d_click": decimalText.optional(),
  "7d_click": decimalText.optional(),
  "28d_click": decimalText.optional(),
});

export type Action = z.output<typeof action>;

/** Numbers are strings, empty lists are absent; reach and frequency vanish from breakdown rows older than 13 months. */
export const insightRow = z
  .object({
    account_id: graphId,
    account_currency: z.string().regex(/^[A-Z]{3}$/, "an ISO 4217 code"),
    date_start: day,
    date_stop: day,
    campaign_id: graphId,
    campaign_name: text,
    adset_id: graphId.optional(),
    adset_name: text,
    ad_id: graphId.optional(),
    ad_name: text,
    country: text,
    region: text,
    publisher_platform: text,
    platform_position: text,
    impression_device: text,
    age: text,
    gender: text,
    spend: decimalText,
    impressions: wholeText,
    reach: wholeText.optional(),
    frequency: decimalText.optional(),
    clicks: wholeText.optional(),
    inline_link_clicks: wholeText.optional(),
    outbound_clicks: z.array(action).default([]),
    actions: z.array(action).default([]),
    action_values: z.array(action).default([]),
  })
  .refine(({ date_start, date_stop }) => date_start === date_stop, {
    message: "a row of one day",
    path: ["date_stop"],
  });

export type InsightRow = z.output<typeof insightRow>;

export const reportRun = z.object({ report_run_id: graphId });

/** State of a report that runs at Facebook; the `error_` fields come since v25.0. */
export type RunStatus = z.output<typeof runStatus>;

export const runStatus = z.object({
  async_status: z.string(),
  async_percent_completion: z.number().nullish(),
  error_code: z.int().nullish(),
  error_subcode: z.int().nullish(),
  error_message: z.string().nullish(),
  error_user_msg: z.string().nullish(),
});

export const accountObject = z.object({
  account_id: graphId,
  name: text,
  account_status: z.int().optional(),
  currency: text,
  timezone_name: text,
  business_name: text,
});

export const campaignObject = z.object({
  id: graphId,
  name: text,
  status: text,
  effective_status: text,
  objective: text,
  buying_type: text,
  bid_strategy: text,
  daily_budget: wholeText.optional(),
  lifetime_budget: wholeText.optional(),
  spend_cap: wholeText.optional(),
  start_time: instant,
  stop_time: instant,
  created_time: instant,
});

const named = z.object({ id: z.string().optional(), name: text });
const names = z.array(named).optional();
const words = z.array(z.string()).optional();

export const targeting = z.looseObject({
  age_min: z.int().optional(),
  age_max: z.int().optional(),
  genders: z.array(z.int()).optional(),
  geo_locations: z.looseObject({ countries: words }).optional(),
  interests: names,
  flexible_spec: z.array(z.looseObject({ interests: names })).optional(),
  custom_audiences: names,
  excluded_custom_audiences: names,
  publisher_platforms: words,
  device_platforms: words,
});

export type Targeting = z.output<typeof targeting>;

export const adSetObject = z.object({
  id: graphId,
  name: text,
  campaign_id: graphId,
  status: text,
  effective_status: text,
  optimization_goal: text,
  billing_event: text,
  bid_strategy: text,
  bid_amount: z.union([wholeText, z.int().transform(String)]).optional(),
  daily_budget: wholeText.optional(),
  lifetime_budget: wholeText.optional(),
  attribution_spec: z.unknown().optional(),
  start_time: instant,
  end_time: instant,
  created_time: instant,
  targeting: targeting.optional(),
});

export const adObject = z.object({
  id: graphId,
  name: text,
  adset_id: graphId,
  campaign_id: graphId,
  creative: z.object({ id: graphId }).optional(),
  status: text,
  effective_status: text,
  created_time: instant,
});

const linkData = z.looseObject({ name: text, message: text, link: text });
const videoData = z.looseObject({
  title: text,
  message: text,
  call_to_action: z.looseObject({ value: z.looseObject({ link: text }).optional() }).optional(),
});
const feedText = z.array(z.looseObject({ text })).optional();

export const creativeObject = z.object({
  id: graphId,
  name: text,
  title: text,
  body: text,
  call_to_action_type: text,
  object_type: text,
  image_url: text,
  image_hash: text,
  video_id: text,
  link_url: text,
  url_tags: text,
  object_story_spec: z.looseObject({ link_data: linkData.optional(), video_data: videoData.optional() }).optional(),
  asset_feed_spec: z
    .looseObject({
      titles: feedText,
      bodies: feedText,
      link_urls: z.array(z.looseObject({ website_url: text })).optional(),
    })
    .optional(),
});

export type Creative = z.output<typeof creativeObject>;
