import { AppError } from "../../lib/errors.ts";
import type { Statement, TableName, Warehouse } from "../../warehouse/warehouse.ts";

/** Of fewer records a share says nothing: somebody deleted two of three. */
const FEWEST_FOR_A_SHARE = 20;
/** More records than this do not go between two listings, unless on purpose. */
const MAX_GONE_SHARE = 0.5;

/** Records that a listing should hold, and the listing. */
export interface Listed {
  readonly table: TableName;
  /** Holds the listing as read now. */
  readonly stage: TableName;
  readonly keys: readonly string[];
  /** Selects the keys of the records that are live so far. */
  readonly live: Statement;
}

/**
 * Refuses a complete listing that lacks most of the records there are: a right that was taken away, or a list that breaks
 * at the platform, looks the same as everything being deleted, and marking it so would empty every report. Throws `data`.
 */
export async function refuseMassDeletion(
  warehouse: Warehouse,
  { table, stage, keys, live }: Listed,
  step: string,
): Promise<void> {
  const [first = ""] = keys;
  const { rows } = await warehouse.query(
    `select count(*) as live_count, countif(listed.${first} is null) as gone_count
    from (${live.sql}) as live
    left join (select distinct ${keys.join(", ")} from ${stage}) as listed
        on ${keys.map((key) => `live.${key} = listed.${key}`).join(" and ")}`,
    live,
  );
  const [liveCount, goneCount] = [Number(rows[0]?.live_count), Number(rows[0]?.gone_count)];
  if (liveCount < FEWEST_FOR_A_SHARE || goneCount / liveCount <= MAX_GONE_SHARE) return;
  throw new AppError(
    `expected most of ${liveCount} records to be listed, got a list without ${goneCount} of them: none was marked deleted`,
    {
      kind: "data",
      where: table,
      fix: `check that the credential still sees all of them; where they were deleted on purpose: nightly --only ${step} --retry-failed`,
    },
  );
}
