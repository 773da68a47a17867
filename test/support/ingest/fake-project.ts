import { createHash } from "node:crypto";
import { readSqlProject, type SqlProject } from "../../../functions/warehouse/project.ts";

const LOAD = "load_id string, run_id string, loaded_at timestamp";

const TABLES: Readonly<Record<string, string>> = {
  fake_daily: `account_id string, date_day date, campaign_id string, cost_micros int64, conversions float64, currency_code string, ${LOAD}`,
  fake_daily_notes: `account_id string, date_day date, note string, ${LOAD}`,
  fake_campaigns: `account_id string, campaign_id string, campaign_name string, observed_at timestamp, deleted_at timestamp, ${LOAD}`,
  fake_contacts: `account_id string, id string, changed_at timestamp, stage string, deleted_at timestamp, ${LOAD}`,
  fake_stages: `account_id string, record_id string, changed_at timestamp, stage string, ${LOAD}`,
};

const VIEWS = [
  ...["staging.stg_ops__work", "staging.stg_ops__source_slices", "staging.stg_ops__source_accounts"],
  "staging.stg_ops__source_cursors",
  ...["staging.stg_file__latest_day", "staging.stg_ops__latest_day", "marts.int_settings"],
  ...["marts.int_source_reach", "marts.int_source_freshness"],
  "reporting.rpt_freshness",
];

/** The ledger's tables and views, and tables of the fake source. */
export async function fakeProject(): Promise<SqlProject> {
  const project = await readSqlProject("sql");
  const fakes = Object.entries(TABLES).map(([name, columns], i) => {
    const sql = `create table if not exists raw.${name} (${columns})`;
    const sha256 = createHash("sha256").update(sql).digest("hex");
    return { name: `090${i}_raw_${name}`, file: `tables/090${i}_raw_${name}.sql`, sql, sha256 };
  });
  return {
    tables: [...project.tables.filter(({ name }) => /^\d+_(raw|ops)_/.test(name)), ...fakes],
    views: project.views.filter(({ name }) => VIEWS.includes(name)),
    assertions: [],
  };
}
