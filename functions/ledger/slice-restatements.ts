import type { Row, Statement, TableName, Warehouse } from "../warehouse/warehouse.ts";

/** Days of an account in a raw table whose totals are compared before and after they are replaced. */
export interface RestatedSlices {
  readonly table: TableName;
  readonly accountColumn: string;
  readonly accountId: string;
  readonly days: readonly string[];
  /** Columns that add up over the rows of a day. */
  readonly measures: readonly string[];
  /** False where the table's numbers have no currency: then it is XXX, ISO 4217's code for none. */
  readonly hasCurrency: boolean;
}

/** The totals as they are now, one row per day, currency and measure; read before the days are replaced. */
export async function totalsOfSlices(warehouse: Warehouse, slices: RestatedSlices): Promise<readonly Row[]> {
  const { sql, parameters } = totals(slices);
  const { rows } = await warehouse.query(`${sql} order by date_day, currency_code, measure`, { parameters });
  return rows;
}

/**
 * For `LoadMode.also`: writes down each total that is another once the days are replaced. Both sides are added up by
 * the same query, so that a float that only changed its order of addition is no restatement.
 */
export function restatementStatement(
  slices: RestatedSlices,
  before: readonly Row[],
  load: { readonly loadId: string; readonly slicePrefix: string; readonly runId: string; readonly occurredAt: Date },
): Statement {
  const { sql: after, parameters } = totals(slices);
  const old = before.map(
    (_row, i) =>
      `select @old_day_${i} as date_day, @old_currency_${i} as currency_code, @old_measure_${i} as measure, @old_total_${i} as old_total, cast(null as numeric) as new_total`,
  );
  const oldParameters = before.flatMap((row, i) => [
    [`old_day_${i}`, { type: "DATE", value: row.date_day ?? null }] as const,
    [`old_currency_${i}`, { type: "STRING", value: row.currency_code ?? null }] as const,
    [`old_measure_${i}`, { type: "STRING", value: row.measure ?? null }] as const,
    [`old_total_${i}`, { type: "NUMERIC", value: row.total ?? null }] as const,
  ]);
  const both = [
    ...old,
    `select date_day, currency_code, measure, cast(null as numeric) as old_total, total as new_total from (${after}) as now_there`,
  ];
  return {
    sql: `insert into ops.restatements
    (load_id, table_name, slice_key, measure, currency_code, old_total, new_total, run_id, occurred_at)
select @load_id, @table_name, concat(@slice_prefix, cast(date_day as string), '..', cast(date_day as string)), measure, currency_code, old_total, new_total, @run_id, @occurred_at
from (
    select date_day, currency_code, measure, sum(old_total) as old_total, sum(new_total) as new_total
    from (${both.join("\nunion all\n")}) as sides
    group by date_day, currency_code, measure
) as compared
where (old_total is null) != (new_total is null) or old_total != new_total`,
    parameters: {
      ...parameters,
      ...Object.fromEntries(oldParameters),
      load_id: { type: "STRING", value: load.loadId },
      table_name: { type: "STRING", value: slices.table },
      slice_prefix: { type: "STRING", value: load.slicePrefix },
      run_id: { type: "STRING", value: load.runId },
      occurred_at: { type: "TIMESTAMP", value: load.occurredAt.toISOString() },
    },
  };
}

function totals(slices: RestatedSlices): Required<Pick<Statement, "sql" | "parameters">> {
  const { table, accountColumn, measures, days, hasCurrency } = slices;
  const cases = measures.map((measure) => `when '${measure}' then cast(${measure} as numeric)`).join(" ");
  const wanted = days.map((_day, i) => `@day_${i}`).join(", ");
  return {
    sql: `select date_day, ${hasCurrency ? "coalesce(currency_code, 'XXX')" : "'XXX'"} as currency_code, measure, sum(case measure ${cases} end) as total
    from ${table}
    cross join unnest([${measures.map((measure) => `'${measure}'`).join(", ")}]) as measure
    where ${accountColumn} = @account_id and date_day in (${wanted})
    group by 1, 2, 3`,
    parameters: {
      account_id: { type: "STRING", value: slices.accountId },
      ...Object.fromEntries(days.map((day, i) => [`day_${i}`, { type: "DATE", value: day }])),
    },
  };
}
