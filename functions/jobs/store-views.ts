import type { TableName } from "../warehouse/warehouse.ts";
import type { JobContext } from "./job.ts";

/** Stores the materialised views wanted, each in one statement and after all that it reads; gives their number. */
export async function storeViews(
  { warehouse, project, checkpoint }: JobContext,
  isWanted: (name: TableName) => boolean,
): Promise<number> {
  let count = 0;
  for (const { name, storeSql } of project.views) {
    if (storeSql === null || !isWanted(name)) continue;
    await warehouse.execute(storeSql);
    count += 1;
    await checkpoint(`stored ${name}`);
  }
  return count;
}
