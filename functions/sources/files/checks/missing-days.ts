import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { has, type Plan } from "../convert/plan.ts";
import { finding } from "../finding.ts";
import { campaignSql } from "./ad-checks.ts";

const LISTED_CAMPAIGNS = 10;
const LISTED_DAYS = 10;

/**
 * Days between a campaign's first and last without a row: paused, or lost on the way. All are counted, those of the
 * campaigns that miss most are listed.
 */
export async function missingDays(db: DuckDb, plan: Plan, loaded: string): Promise<readonly Finding[]> {
  if (!has(plan, "date_day", "spend")) return [];
  const gaps = `gaps_${plan.text.fileKey}`;
  await db.run(`create or replace temp table ${gaps} as
select ${campaignSql(plan)} as who, min(date_day) as first_day, max(date_day) as last_day,
  max(date_day) - min(date_day) + 1 - count(distinct date_day) as n
from ${loaded} where date_day is not null group by 1 having n > 0`);
  const [total] = await db.rows(`select count(*) as campaigns, coalesce(sum(n), 0) as days from ${gaps}`);
  const [campaigns, days] = [Number(total?.campaigns), Number(total?.days)];
  if (campaigns === 0) return [];
  const rows = await db.rows(`with worst as (select * from ${gaps} order by n desc, who limit ${LISTED_CAMPAIGNS}),
missing as (
  select w.who, w.n, cast(g.day as DATE) as day
  from worst as w, unnest(generate_series(w.first_day, w.last_day, interval 1 day)) as g(day)
  where not exists (
    select 1 from ${loaded} as l where ${campaignSql(plan)} is not distinct from w.who and l.date_day = cast(g.day as DATE)
  )
)
select coalesce(who, '(no campaign)') as who, n, array_to_string(list_sort(list(cast(day as VARCHAR)))[1:${LISTED_DAYS}], ', ') as days
from missing group by all order by n desc, who`);
  const listed = rows.map((row) => `${row.who}: ${row.days}${Number(row.n) > LISTED_DAYS ? " …" : ""}`).join("; ");
  const more = campaigns > LISTED_CAMPAIGNS ? `; ${campaigns - LISTED_CAMPAIGNS} more campaigns` : "";
  const detail = `${days} days without a row inside the span of ${campaigns} campaigns: ${listed}${more}`;
  return [
    finding("missing_days", "info", detail, {
      rowCount: days,
      columnName: "date_day",
      example: String(rows[0]?.who ?? ""),
    }),
  ];
}
