import type { RawTable, ReportDefinition } from "../source.ts";
import { ACTION_TABLE } from "./insights-reports.ts";
import { FACEBOOK_REPORTS, type FacebookReport } from "./report-names.ts";

/** Meta keeps results for 37 months; the shortest 37 months have so many days. */
const RETENTION_DAYS = 1123;

/** Days of one slice: a month. Its jobs of a week each run side by side. */
const CHUNK_DAYS = 31;

/** Meta restates results for 28 days; then they are final. */
const RESTATED_DAYS = 28;

/** What adds up over the rows of a day, of each table of results; reach and frequency do not. */
const MEASURES = ["spend", "impressions", "clicks", "conversions", "conversion_value"];

/** Every report of this source, in the order in which it is read. */
const DEFINITIONS: Readonly<Record<FacebookReport, ReportDefinition>> = {
  accounts: listing("accounts", 1, [["raw.facebook_ads_accounts", ["account_id"]]]),
  campaigns: listing("campaigns", 1, [["raw.facebook_ads_campaigns", ["account_id", "campaign_id"]]]),
  campaign_daily: days("campaign_daily", 1, ["raw.facebook_ads_campaign_daily", ACTION_TABLE], {
    nightly: RESTATED_DAYS,
    weekly: null,
    monthly: null,
  }),
  ad_sets: listing("ad_sets", 4, [
    ["raw.facebook_ads_ad_sets", ["account_id", "adset_id"]],
    ["raw.facebook_ads_targeting", ["account_id", "adset_id"]],
  ]),
  ads: listing("ads", 4, [["raw.facebook_ads_ads", ["account_id", "ad_id"]]]),
  creatives: listing("creatives", 4, [["raw.facebook_ads_creatives", ["account_id", "creative_id"]]]),
  ad_daily: days("ad_daily", 4, ["raw.facebook_ads_ad_daily"], { nightly: RESTATED_DAYS, weekly: null, monthly: null }),
  country_daily: breakdown("country_daily"),
  region_daily: breakdown("region_daily"),
  placement_daily: breakdown("placement_daily"),
  demographic_daily: breakdown("demographic_daily"),
};

/** The reports that settings name, or all. */
export function reportDefinitions(names: readonly FacebookReport[] | undefined): readonly ReportDefinition[] {
  return FACEBOOK_REPORTS.filter((name) => names === undefined || names.includes(name)).map(
    (name) => DEFINITIONS[name],
  );
}

function listing(
  report: FacebookReport,
  priority: ReportDefinition["priority"],
  tables: readonly (readonly [RawTable, readonly string[]])[],
): ReportDefinition {
  return {
    report,
    grain: "listing",
    priority,
    tables: tables.map(([table, sliceColumns]) => ({ table, sliceColumns })),
  };
}

function days(
  report: FacebookReport,
  priority: ReportDefinition["priority"],
  tables: readonly RawTable[],
  lookBackDays: NonNullable<ReportDefinition["lookBackDays"]>,
): ReportDefinition {
  return {
    report,
    grain: "days",
    priority,
    tables: tables.map((table) => ({
      table,
      sliceColumns: ["account_id", "date_day"],
      ...(table === ACTION_TABLE ? {} : { measures: MEASURES }),
    })),
    lookBackDays,
    retentionDays: RETENTION_DAYS,
    chunkDays: CHUNK_DAYS,
  };
}

/** Breakdowns are read once a week: four requests more for the same money, the first to wait when quota is short. */
function breakdown(report: FacebookReport): ReportDefinition {
  return days(report, 4, [`raw.facebook_ads_${report}`], { nightly: null, weekly: RESTATED_DAYS, monthly: null });
}
