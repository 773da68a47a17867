import { column, type Family } from "./family.ts";

export const campaigns: Family = {
  name: "campaigns",
  table: "raw.file_campaigns",
  title: "list of campaigns",
  columns: [
    column("campaign_id", "id", "id", "campaign no", "campaign number"),
    column("campaign_name", "text", "name", "campaign", "campaign title"),
    column("advertiser_id", "id", "user id", "account id", "customer id", "client id"),
    column("project_name", "text", "project", "product name"),
    column("platform", "text", "ad platform"),
    column("channel", "text", "channel id", "marketing channel", "advertising channel type"),
    column("objective", "text", "campaign objective", "goal"),
    column("product_category", "text", "category", "product type"),
    column("daily_budget", "money", "budget per day", "day budget"),
    column("lifetime_budget", "money", "total budget", "campaign budget"),
    column("currency_code", "currency", "currency", "account currency"),
    column("started_at", "instant", "start time", "start date", "starts", "started", "started on", "launch date"),
    column("stopped_at", "instant", "stop time", "end date", "end time", "stop date", "ends", "ended at", "ended on"),
  ],
  requires: [
    ["campaign_id", "campaign_name"],
    ["daily_budget", "lifetime_budget", "started_at", "stopped_at", "objective"],
  ],
  key: { ids: [["campaign_id"]], with: ["platform"] },
};
