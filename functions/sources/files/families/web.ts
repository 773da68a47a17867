import { added, column, type Family, type FamilyColumn } from "./family.ts";

const user = column(
  "user_id",
  "id",
  "customer id",
  "visitor id",
  "client id",
  "anonymous id",
  "user pseudo id",
  "person id",
);
const email = column("email", "email", "e-mail", "email address", "user email", "customer email", "mail");
const currency = column("currency_code", "currency", "currency");

const utm: readonly FamilyColumn[] = [
  column("source", "text", "utm source", "traffic source", "session source"),
  column("medium", "text", "utm medium", "session medium"),
  column("campaign", "text", "utm campaign", "campaign name", "session campaign"),
];

/** Web sessions, one row a session or an event of one; a flag column makes the session a conversion. */
export const sessions: Family = {
  name: "sessions",
  table: "raw.file_sessions",
  title: "web sessions",
  columns: [
    column("session_id", "id", "session", "visit id", "session key", "ga session id"),
    user,
    email,
    column(
      "session_start_at",
      "instant",
      "session start ts",
      "session start",
      "started at",
      "session start time",
      "visit start",
      "start time",
    ),
    column(
      "session_end_at",
      "instant",
      "session end ts",
      "session end",
      "ended at",
      "session end time",
      "visit end",
      "end time",
    ),
    column("event_at", "instant", "event ts", "event time", "event timestamp", "timestamp"),
    column("event_name", "text", "event", "event type"),
    column("channel", "text", "channel id", "channel group", "default channel group"),
    ...utm,
    column("term", "text", "utm term", "keyword"),
    column("content", "text", "utm content"),
    column("page", "text", "page title", "page path", "page url", "url"),
    column("landing_page", "text", "landing page url", "entry page", "landing url"),
    column("referrer", "text", "referer", "page referrer", "referrer url"),
    column("device", "text", "device category", "device type"),
    column("country", "text", "country code"),
    column("page_views", "integer", "pageviews", "pages viewed", "pages"),
    column("is_bounce", "boolean", "bounce", "bounced"),
    column("is_returning", "boolean", "returning", "returning visitor", "returning user"),
    column(
      "is_conversion",
      "boolean",
      ...[
        "sign up",
        "signed up",
        "converted",
        "conversion",
        "is converted",
        "purchased",
        "purchase",
        "registered",
        "lead",
      ],
    ),
    column("conversion_value", "money", "value", "revenue", "order value"),
    currency,
  ],
  requires: [["session_id"], ["session_start_at", "event_at"]],
  key: { ids: [["session_id"]], with: ["event_at", "event_name"] },
  adds: added("VARCHAR", "person_key", "conversion_type"),
  nullTokens: ["blank"],
};

/** A log of marketing touches without sessions. */
export const touches: Family = {
  name: "touches",
  table: "raw.file_touches",
  title: "log of marketing touches",
  columns: [
    column("touch_id", "id", "touchpoint id", "interaction id"),
    user,
    email,
    column(
      "touch_at",
      "instant",
      "touched at",
      "touch time",
      "touchpoint time",
      "interaction time",
      "touch date",
      "timestamp",
      "time",
    ),
    column("channel", "text", "channel id", "touchpoint", "touch", "marketing channel"),
    ...utm,
    column("is_conversion", "boolean", "converted", "conversion"),
    column("conversion_value", "money", "value", "revenue"),
    currency,
  ],
  requires: [["touch_at"], ["user_id", "email"], ["channel", "source", "campaign"]],
  key: { ids: [["touch_id"]], with: [] },
  adds: added("VARCHAR", "person_key"),
  rowRequires: [["touch_at"]],
  nullTokens: ["blank"],
};

/** Journeys already added up by path. */
export const paths: Family = {
  name: "paths",
  table: "raw.file_paths",
  title: "aggregated conversion paths",
  columns: [
    column("path", "text", "journey", "conversion path", "channel path", "top conversion paths"),
    column("conversions", "number", "total conversions", "conversion", "conv"),
    column("conversion_value", "money", "total conversion value", "value", "revenue"),
    column("null_journeys", "number", "total null", "nulls", "null", "non conversions", "null conversions"),
    currency,
  ],
  requires: [["path"], ["conversions"]],
  key: { ids: [], with: [] },
  areEqualRowsCounted: true,
};

/** Conversions with their moment. */
export const conversions: Family = {
  name: "conversions",
  table: "raw.file_conversions",
  title: "conversions",
  columns: [
    column("conversion_id", "id", "transaction id", "event id"),
    column("conversion_type", "text", "conversion name", "conversion action", "type"),
    user,
    email,
    column("session_id", "id", "session"),
    column(
      "converted_at",
      "instant",
      "conversion time",
      "conversion date",
      "conversion timestamp",
      "converted on",
      "converted",
    ),
    column("value", "money", "revenue", "conversion value", "amount"),
    currency,
    column("status", "status", "conversion status", "state"),
  ],
  requires: [["converted_at"], ["conversion_id", "user_id", "email", "session_id"]],
  rowRequires: [["converted_at"]],
  key: { ids: [["conversion_id"]], with: ["conversion_type"] },
  adds: [...added("VARCHAR", "person_key"), ...added("BOOLEAN", "is_day_only")],
};
