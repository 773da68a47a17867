import type { Column } from "../features/dataset.ts";

type CatalogueEntry = Pick<Column, "name" | "group" | "kind" | "knownAt"> & Pick<Partial<Column>, "period">;

const category = (name: string, group: string, knownAt: string): CatalogueEntry => ({
  name,
  group,
  kind: "category",
  knownAt,
});
const number = (name: string, group: string, period?: number): CatalogueEntry => ({
  name,
  group,
  kind: "number",
  knownAt: period === undefined ? "history" : "created",
  ...(period === undefined ? {} : { period }),
});

/** Columns of `marts.int_lead_features` that a lead score reads, with what each means to it. Facts of files come on top. */
export const LEAD_FEATURES: readonly CatalogueEntry[] = [
  category("source", "source", "created"),
  category("medium", "source", "created"),
  category("campaign", "source", "created"),
  category("landing_page", "source", "created"),
  category("channel", "source", "created"),
  category("platform", "source", "created"),
  category("project", "source", "created"),
  number("arrival_hour", "time", 24),
  number("arrival_weekday", "time", 7),
  number("arrival_month", "time", 12),
  number("lead_age_hours", "time"),
  category("stage", "sales", "history"),
  category("status", "sales", "history"),
  number("status_changes", "sales"),
  number("hours_to_first_change", "sales"),
  number("sessions", "behaviour"),
  number("page_views", "behaviour"),
  number("session_seconds", "behaviour"),
  number("campaign_spend_28_days", "campaign"),
  number("campaign_ctr", "campaign"),
  number("campaign_cpc", "campaign"),
  number("campaign_cpa", "campaign"),
  number("campaign_cpl", "campaign"),
  number("campaign_conversion_rate", "campaign"),
  number("campaign_cpl_to_median", "campaign"),
];
