import type { DuckDb } from "../../../lib/duckdb.ts";
import { has, type Plan } from "../convert/plan.ts";
import type { RowCheck } from "./row-check.ts";

/** Ad days before their campaign started or after it stopped, where a list of campaigns says when that was. */
export async function outsideCampaign(db: DuckDb, plan: Plan, loaded: string): Promise<readonly RowCheck[]> {
  const { campaigns = [] } = plan.options;
  if (campaigns.length === 0 || !has(plan, "date_day", "campaign_id")) return [];
  const periods = `campaigns_${plan.text.fileKey}`;
  await db.run(`create or replace temp table ${periods} (campaign_id VARCHAR, started_on DATE, stopped_on DATE)`);
  await db.append(
    periods,
    ["VARCHAR", "DATE", "DATE"],
    campaigns.map(({ campaignId, startedOn, stoppedOn }) => [campaignId, startedOn, stoppedOn]),
  );
  return [
    {
      name: "outside_campaign",
      severity: "warning",
      columnName: "date_day",
      says: "lie before their campaign started or after it stopped",
      rows: `with periods as (
  select campaign_id, min(started_on) as started_on, case when bool_or(stopped_on is null) then null else max(stopped_on) end as stopped_on
  from ${periods} group by campaign_id
)
select r.row_number from ${loaded} as r join periods as p using (campaign_id)
where r.date_day < p.started_on or r.date_day > p.stopped_on`,
    },
  ];
}
