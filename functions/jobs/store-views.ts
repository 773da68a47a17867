import type { TableName } from "../warehouse/warehouse.ts";
import type { JobContext } from "./job.ts";

/** Stores the materialised views wanted, each in one statement and after all that it reads; gives the rows stored. */
export async function storeViews(
  { warehouse, project, checkpoint }: JobContext,
  isWanted: (name: TableName) => boolean,
): Promise<number> {
  let rowCount = 0;
  for (const { name, storeSql } of project.views) {
    if (storeSql === null || !isWanted(name)) continue;
    await warehouse.execute(storeSql);
    const { rows } = await warehouse.query(`select count(*) as row_count from ${name}`);
    rowCount += Number(rows[0]?.row_count);
    await checkpoint(`stored ${name}`);
  }
  return rowCount;
}
