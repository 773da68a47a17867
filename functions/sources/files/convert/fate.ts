import type { DuckDb } from "../../../lib/duckdb.ts";
import { literal } from "../read/sql-text.ts";
import { type Plan, tablesOf } from "./plan.ts";

/**
 * Decides where each row goes, in this order: a totals row is dropped; a row with a bad or missing value is quarantined
 * (`bad_value`, `missing_value`, with `--strict` also `ambiguous_date`); of rows equal in every column the first is
 * loaded, the others merged; of rows with the same id the last is loaded, the others quarantined (`conflicting_key`).
 * Rows without an id that describe the same thing are all loaded, marked `is_repeated`.
 */
export async function decideFates(db: DuckDb, plan: Plan): Promise<void> {
  const { typed, fate, totals } = tablesOf(plan);
  const isAmbiguous = plan.options.isStrict === true ? "contains(_flags, 'ambiguous_date')" : "false";
  await db.run(`create or replace table ${fate} as
with judged as (
  select row_number, _content, _key, _dims, _identified, _bad, _missing,
    case
      when row_number in (select row_number from ${totals}) then 'totals_row'
      when _bad is not null then 'bad_value'
      when _missing is not null then 'missing_value'
      when ${isAmbiguous} then 'ambiguous_date'
    end as reason
  from ${typed}
),
copies as (
  select _content, min(row_number) as first_row from judged where ${plan.bound.family.areEqualRowsCounted === true ? "false" : "reason is null"} group by _content having count(*) > 1
),
single as (
  select j.* replace (case when j.reason is null and j.row_number <> c.first_row then 'exact_duplicate' else j.reason end as reason)
  from judged as j left join copies as c using (_content)
),
keys as (
  select _key, max(row_number) as last_row from single where reason is null and _identified group by _key having count(*) > 1
),
repeats as (
  select _dims, count(*) as times from single where reason is null and not _identified group by _dims having count(*) > 1
),
final as (
  select s.row_number, s._bad, s._missing,
    case when s.reason is null and s._identified and s.row_number <> k.last_row then 'conflicting_key' else s.reason end as reason,
    coalesce(s.reason is null and not s._identified and r.times > 1, false) as is_repeated
  from single as s
  left join keys as k using (_key)
  left join repeats as r using (_dims)
)
select row_number, reason, case when reason = 'ambiguous_date' then ${dayColumn(plan)} else coalesce(_bad, _missing) end as bad_column, is_repeated,
  case
    when reason is null then 'loaded'
    when reason = 'totals_row' then 'dropped'
    when reason = 'exact_duplicate' then 'merged'
    else 'quarantined'
  end as fate
from final`);
}

/** The column whose day has two readings: the first with days. */
function dayColumn({ columns }: Plan): string {
  const day = columns.find(({ kind, flags }) => (kind === "date" || kind === "instant") && flags.length > 0);
  return day === undefined ? "null" : literal(day.name);
}
