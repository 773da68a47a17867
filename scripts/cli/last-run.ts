import type { Warehouse } from "../../functions/warehouse/warehouse.ts";

const SQL = `select r.run_id, s.value as as_of
from ops.runs as r
left join ops.settings as s on s.key = 'as_of'
where r.kind = 'nightly' and r.event = 'closed'
order by r.occurred_at desc, r.run_id desc
limit 1`;

/** The latest closed night and the last complete day of its data; nulls before the first night. */
export async function lastNight(
  warehouse: Warehouse,
): Promise<{ readonly runId: string | null; readonly asOf: string | null }> {
  const [row] = (await warehouse.query(SQL)).rows;
  return { runId: text(row?.run_id), asOf: text(row?.as_of) };
}

function text(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
