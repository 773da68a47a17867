import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import { has, type Plan } from "../convert/plan.ts";
import { finding } from "../finding.ts";
import { campaignSql } from "./ad-checks.ts";

const LISTED_CAMPAIGNS = 10;
const LISTED_DAYS = 10;

/** Days between a campaign's first and last without a row: paused, or lost on the way. */
export async function missingDays(db: DuckDb, plan: Plan, loaded: string): Promise<readonly Finding[]> {
  if (!has(plan, "date_day", "spend")) return [];
  const rows = await db.rows(`with days as (
  select distinct ${campaignSql(plan)} as who, date_day as day from ${loaded} where date_day is not null
),
spans as (select who, min(day) as first_day, max(day) as last_day from days group by who),
gaps as (
  select s.who, cast(g.day as DATE) as day
  from spans as s, unnest(generate_series(s.first_day, s.last_day, interval 1 day)) as g(day)
  where not exists (select 1 from days as d where d.who is not distinct from s.who and d.day = cast(g.day as DATE))
)
select coalesce(who, '(no campaign)') as who, count(*) as n, array_to_string(list_sort(list(cast(day as VARCHAR)))[1:${LISTED_DAYS}], ', ') as days
from gaps group by who order by n desc, who`);
  if (rows.length === 0) return [];
  const count = rows.reduce((sum, row) => sum + Number(row.n), 0);
  const listed = rows
    .slice(0, LISTED_CAMPAIGNS)
    .map(({ who, days, n }) => `${who}: ${days}${Number(n) > LISTED_DAYS ? " …" : ""}`);
  const more = rows.length > LISTED_CAMPAIGNS ? `; ${rows.length - LISTED_CAMPAIGNS} more campaigns` : "";
  const detail = `${count} days without a row inside the span of ${rows.length} campaigns: ${listed.join("; ")}${more}`;
  return [
    finding("missing_days", "info", detail, {
      rowCount: count,
      columnName: "date_day",
      example: String(rows[0]?.who ?? ""),
    }),
  ];
}
