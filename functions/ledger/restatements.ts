import type { Clock } from "../lib/clock.ts";
import type { TableName, Warehouse } from "../warehouse/warehouse.ts";
import { loadsSha256 } from "./published.ts";

const MEASURES = ["spend", "impressions", "clicks", "conversions", "conversion_value"] as const;

/**
 * Writes down which days' totals the next build of a stored view of campaign days changes: one row per platform,
 * account, day, currency and measure whose total is another now. Days that are new are no restatement. Call it before
 * the view is stored; the same state of loads is written once, so a build that broke off repeats nothing. Cost: one
 * more run of the view's query.
 */
export async function logRestatements(
  { warehouse, clock }: { readonly warehouse: Warehouse; readonly clock: Clock },
  view: { readonly name: TableName; readonly selectSql: string },
  runId: string,
): Promise<number> {
  const { affectedRows } = await warehouse.execute(restatementSql(view), {
    parameters: {
      load_id: { type: "STRING", value: await loadsSha256(warehouse) },
      table_name: { type: "STRING", value: view.name },
      run_id: { type: "STRING", value: runId },
      occurred_at: { type: "TIMESTAMP", value: clock.now().toISOString() },
    },
  });
  return affectedRows ?? 0;
}

function restatementSql({ name, selectSql }: { readonly name: TableName; readonly selectSql: string }): string {
  return `insert into ops.restatements
    (load_id, table_name, slice_key, measure, currency_code, old_total, new_total, run_id, occurred_at)
select @load_id, @table_name, slice_key, measure, currency_code, old_total, new_total, @run_id, @occurred_at
from (
    select
        concat(
            before_days.platform, '/', before_days.account_id, '/',
            cast(before_days.date_day as string), '..', cast(before_days.date_day as string)
        ) as slice_key,
        measure,
        before_days.currency_code as currency_code,
        ${totalOf("before_days")} as old_total,
        ${totalOf("after_days")} as new_total
    from ${totals(name)} as before_days
    left join ${totals(`(\n${selectSql}\n) as built`)} as after_days
        on before_days.platform = after_days.platform
        and before_days.account_id = after_days.account_id
        and before_days.date_day = after_days.date_day
        and before_days.currency_code = after_days.currency_code
    cross join unnest([${MEASURES.map((measure) => `'${measure}'`).join(", ")}]) as measure
) as changes
where ((old_total is null) != (new_total is null) or old_total != new_total)
    and not exists (
        select 1 from ops.restatements as known
        where known.load_id = @load_id and known.table_name = @table_name
    )`;
}

function totals(source: string): string {
  const sums = MEASURES.map((measure) => `sum(cast(${measure} as numeric)) as ${measure}`);
  const keys = "platform, account_id, date_day, currency_code";
  return `(select ${keys}, ${sums.join(", ")} from ${source} group by ${keys})`;
}

function totalOf(days: string): string {
  return `case measure ${MEASURES.map((measure) => `when '${measure}' then ${days}.${measure}`).join(" ")} end`;
}
