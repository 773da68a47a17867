import { references } from "../../../functions/warehouse/googlesql/references.ts";
import { DATASETS, type SqlProject, type ViewFile } from "../../../functions/warehouse/project.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { type Answer, differences } from "../../oracle/compare.ts";
import type { GoogleSql, OracleTable } from "../../oracle/google-sql.ts";
import { DAYS, randomTables } from "../../oracle/random-tables.ts";
import { literalsIn } from "../../oracle/random-values.ts";
import type { Engines } from "./engines.ts";

/** Rows of the tables that views read as settings: random ones would leave nothing to see. */
const SETTINGS: Readonly<Record<string, readonly Row[]>> = {
  "ops.settings": [
    { key: "as_of", value: DAYS.lastDay },
    { key: "time_zone", value: "America/New_York" },
    { key: "reporting_currency", value: "EUR" },
    { key: "attribution_lookback_days_lead", value: "20" },
  ],
  "ops.stage_map": [
    { status: "NEW", stage: "lead" },
    { status: "QUALIFIED", stage: "qualified" },
    { status: "IN_PROGRESS", stage: "opportunity" },
    { status: "WON", stage: "won" },
    { status: "CLOSED_WON", stage: "won" },
    { status: "LOST", stage: "lost" },
  ],
  "ops.channel_rules": [
    {
      rule_order: 1,
      source_pattern: "google",
      medium_pattern: "cpc",
      campaign_pattern: null,
      channel: "paid_search",
      is_paid: true,
      is_direct: false,
    },
    {
      rule_order: 2,
      source_pattern: "facebook",
      medium_pattern: null,
      campaign_pattern: null,
      channel: "paid_social",
      is_paid: true,
      is_direct: false,
    },
    {
      rule_order: 3,
      source_pattern: null,
      medium_pattern: "email",
      campaign_pattern: "^s",
      channel: "email",
      is_paid: false,
      is_direct: false,
    },
    {
      rule_order: 4,
      source_pattern: "direct",
      medium_pattern: null,
      campaign_pattern: null,
      channel: "direct",
      is_paid: false,
      is_direct: true,
    },
  ],
};

/** Rows that a source replaces by their key: of one key there is one row. */
const RAW_KEYS: Readonly<Record<string, readonly string[]>> = {
  "raw.google_ads_customers": ["customer_id", "observed_at"],
  "raw.google_ads_campaigns": ["customer_id", "campaign_id", "observed_at"],
  "raw.google_ads_campaign_budgets": ["customer_id", "campaign_budget_id", "observed_at"],
  "raw.google_ads_ad_groups": ["customer_id", "ad_group_id", "observed_at"],
  "raw.google_ads_creatives": ["customer_id", "ad_group_id", "ad_id", "observed_at"],
  "raw.google_ads_asset_groups": ["customer_id", "asset_group_id", "observed_at"],
  "raw.google_ads_conversion_actions": ["customer_id", "conversion_action_id", "observed_at"],
  "raw.google_ads_geo_target_constants": ["customer_id", "geo_target_constant_id", "observed_at"],
  "raw.google_ads_clicks": ["gclid"],
  "raw.facebook_ads_accounts": ["account_id", "observed_at"],
  "raw.facebook_ads_campaigns": ["account_id", "campaign_id", "observed_at"],
  "raw.facebook_ads_ad_sets": ["account_id", "adset_id", "observed_at"],
  "raw.facebook_ads_targeting": ["account_id", "adset_id", "observed_at"],
  "raw.facebook_ads_ads": ["account_id", "ad_id", "observed_at"],
  "raw.facebook_ads_creatives": ["account_id", "creative_id", "observed_at"],
  "raw.hubspot_contacts": ["id"],
  "raw.hubspot_deals": ["id"],
  "raw.hubspot_associations": ["deal_id", "contact_id"],
  "raw.hubspot_stage_history": ["object_type", "record_id", "property_name", "changed_at"],
  "raw.hubspot_property_history": ["contact_id", "property_name", "changed_at"],
  "raw.salesforce_leads": ["id"],
  "raw.salesforce_contacts": ["id"],
  "raw.salesforce_opportunities": ["id"],
  "raw.salesforce_contact_roles": ["id"],
  "raw.salesforce_stage_history": ["id"],
  "raw.salesforce_property_history": ["lead_id", "property_name", "changed_at"],
  "raw.ga4_sessions": ["session_id"],
  "raw.ga4_key_events": ["event_id"],
};

export interface ProjectSchema {
  readonly columns: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly notNull: Readonly<Record<string, ReadonlySet<string>>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
}

/** The tables of a project, as Google's analyzer reads their files. */
export async function schemaOf(google: GoogleSql, project: SqlProject): Promise<ProjectSchema> {
  const columns: Record<string, Readonly<Record<string, string>>> = {};
  const notNull: Record<string, ReadonlySet<string>> = {};
  const keys: Record<string, readonly string[]> = {};
  for (const { sql } of project.tables) {
    const table = await google.analyze(sql, {});
    if (table.name === undefined) continue;
    columns[table.name] = Object.fromEntries(table.columns.map(({ name, type }) => [name, type]));
    const key = /primary key \(([^)]*)\)/.exec(sql)?.[1];
    if (key !== undefined) keys[table.name] = key.split(",").map((column) => column.trim());
    notNull[table.name] = new Set([...sql.matchAll(/^\s+`?(\w+)`? .*not null/gm)].map((match) => match[1] ?? ""));
  }
  return { columns, notNull, keys };
}

export interface ViewDifference {
  readonly view: string;
  readonly rows: number;
  readonly differences: readonly string[];
}

/** Random rows through all views of a project, in both engines; each view reads what its own engine made of the others. */
export async function compareViews(
  { google, duck }: Engines,
  project: SqlProject,
  schema: ProjectSchema,
  seed: number,
  rows: number,
): Promise<readonly ViewDifference[]> {
  const tables: Record<string, OracleTable> = {
    ...randomTables(schema.columns, seed, {
      rows,
      notNull: schema.notNull,
      keys: { ...schema.keys, ...RAW_KEYS },
      fixed: SETTINGS,
      literals: literalsIn(project.views.map(({ sql }) => sql)),
    }),
  };
  await duck.load(tables);
  const results: ViewDifference[] = [];
  for (const view of project.views) {
    const reads = Object.fromEntries(
      references(view.sql, DATASETS).flatMap((name) => (tables[name] === undefined ? [] : [[name, tables[name]]])),
    );
    const want = await answerOf(() => google.evaluate(view.sql, reads));
    const got = await answerOf(() => storedView(duck, view));
    if (typeof want === "string" || typeof got === "string") {
      results.push({
        view: view.name,
        rows: 0,
        differences: [
          `Google: ${typeof want === "string" ? want : "rows"}; DuckDB: ${typeof got === "string" ? got : "rows"}`,
        ],
      });
      if (typeof want === "string") return results;
    } else {
      results.push({
        view: view.name,
        rows: want.rows.length,
        differences: differences(want, got, { numericTolerance: 1e-7 }),
      });
    }
    tables[view.name] = {
      columns: Object.fromEntries(want.columns.map(({ name, type }) => [name, type])),
      rows: want.rows,
    };
  }
  return results;
}

async function answerOf(evaluate: () => Promise<Answer>): Promise<Answer | string> {
  return evaluate().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
}

/** The view's rows, kept as a table: DuckDB takes seconds to bind views 15 levels deep. */
async function storedView(duck: Engines["duck"], view: ViewFile): Promise<Answer> {
  await duck.run(view.sql.replace(/\bcreate\s+or\s+replace\s+view\b/i, "create or replace table"));
  return duck.evaluate(`SELECT * FROM ${view.name}`);
}
