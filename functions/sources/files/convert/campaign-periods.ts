import type { DuckDb } from "../../../lib/duckdb.ts";
import { campaigns } from "../families/campaigns.ts";
import type { CampaignPeriod } from "../parse-options.ts";
import { literal } from "../read/sql-text.ts";
import { has, type Plan } from "./plan.ts";

/** When the campaigns of a campaigns file ran, in days of the file's zone; empty for other files. */
export async function campaignPeriods(db: DuckDb, plan: Plan, loaded: string): Promise<readonly CampaignPeriod[]> {
  if (plan.bound.family.name !== campaigns.name || !has(plan, "campaign_id")) return [];
  const zone = literal(plan.options.timeZone ?? "UTC");
  const day = (name: string): string =>
    has(plan, name) ? `cast(timezone(${zone}, ${name}) as DATE)` : "cast(null as DATE)";
  const rows = await db.rows(
    `select campaign_id, ${day("started_at")} as started_on, ${day("stopped_at")} as stopped_on from ${loaded} where campaign_id is not null order by campaign_id`,
  );
  const text = (value: unknown): string | null => (typeof value === "string" ? value : null);
  return rows.map((row) => ({
    campaignId: String(row.campaign_id),
    startedOn: text(row.started_on),
    stoppedOn: text(row.stopped_on),
  }));
}
