import type { RawTable } from "../source.ts";

export const TRAFFIC_TABLE: RawTable = "raw.ga4_traffic_daily";

/** Dimensions of the report and their columns; the API takes nine. The day stands first. */
export const DIMENSIONS = [
  { name: "date", column: "date_day" },
  { name: "sessionSource", column: "session_source" },
  { name: "sessionMedium", column: "session_medium" },
  { name: "sessionCampaignName", column: "session_campaign_name" },
  { name: "sessionDefaultChannelGroup", column: "session_default_channel_group" },
  { name: "landingPage", column: "landing_page" },
  { name: "deviceCategory", column: "device_category" },
  { name: "country", column: "country" },
] as const;

/** Metrics and their columns; the API takes ten. Key events are attributed, so they may be fractions. */
export const METRICS = [
  { name: "sessions", column: "sessions", type: "count" },
  { name: "totalUsers", column: "total_users", type: "count" },
  { name: "newUsers", column: "new_users", type: "count" },
  { name: "engagedSessions", column: "engaged_sessions", type: "count" },
  { name: "bounceRate", column: "bounce_rate", type: "number" },
  { name: "averageSessionDuration", column: "average_session_duration", type: "number" },
  { name: "userEngagementDuration", column: "user_engagement_duration", type: "number" },
  { name: "screenPageViews", column: "screen_page_views", type: "count" },
  { name: "keyEvents", column: "key_events", type: "number" },
] as const;

/** Columns that GA4 does not send: ratios cannot be added, their parts can. */
export const DERIVED_FROM = JSON.stringify({
  bounced_sessions: "sessions - engaged_sessions",
  session_seconds: "average_session_duration * sessions",
});
