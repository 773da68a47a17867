import type { Parameter, Statement, TableName } from "../../warehouse/warehouse.ts";

export interface ListingChange {
  readonly table: TableName;
  /** Holds the listing as read now. */
  readonly stage: TableName;
  /** Columns that the source fills. */
  readonly columns: readonly string[];
  /** Account column first, then the columns that name an entity. */
  readonly keys: readonly string[];
  readonly accountId: string;
  /** True where an entity that the listing lacks is gone. */
  readonly isComplete: boolean;
  readonly stamp: Readonly<Record<"observed_at" | "load_id" | "run_id" | "loaded_at", string>>;
}

const STAMP_TYPES = { observed_at: "TIMESTAMP", load_id: "STRING", run_id: "STRING", loaded_at: "TIMESTAMP" } as const;

/** The statements that bring a table of entities to a listing, in the transaction of its load. */
export function listingStatements(change: ListingChange): {
  readonly createStage: string;
  /** Entities that are live so far. */
  readonly live: Statement;
  /** For `LoadMode.also`. */
  readonly changes: readonly Statement[];
} {
  const { table, stage, columns, keys } = change;
  const list = columns.join(", ");
  const [account] = keys;
  const live = `select ${list} from (
    select * from ${table} where ${account} = @account_id
    qualify row_number() over (partition by ${keys.join(", ")} order by observed_at desc, loaded_at desc) = 1
) as latest where deleted_at is null`;
  const isSame = keys.map((key) => `listed.${key} = gone.${key}`).join(" and ");
  const insert = (deletedAt: string, select: string): Statement => ({
    sql: `insert into ${table} (${list}, observed_at, deleted_at, load_id, run_id, loaded_at)
select ${list}, @observed_at, ${deletedAt}, @load_id, @run_id, @loaded_at
from (${select}) as rows_to_write`,
    parameters: parametersOf(change),
  });
  const gone = insert(
    "@observed_at",
    `select * from (${live}) as gone where not exists (select 1 from ${stage} as listed where ${isSame})`,
  );
  const changed = insert("cast(null as timestamp)", `select ${list} from ${stage} except distinct ${live}`);
  return {
    live: { sql: live, parameters: { account_id: { type: "STRING", value: change.accountId } } },
    createStage: `create or replace table ${stage} as select ${list} from ${table} limit 0`,
    changes: [...(change.isComplete ? [gone] : []), changed],
  };
}

function parametersOf({ accountId, stamp }: ListingChange): Readonly<Record<string, Parameter>> {
  const stamped = Object.entries(STAMP_TYPES).map(([name, type]) => [
    name,
    { type, value: stamp[name as keyof typeof STAMP_TYPES] },
  ]);
  return { account_id: { type: "STRING", value: accountId }, ...Object.fromEntries(stamped) };
}
