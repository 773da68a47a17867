import type { ViewFile } from "../warehouse/project.ts";
import type { TableName } from "../warehouse/warehouse.ts";
import type { JobContext } from "./job.ts";

/**
 * Stores the materialised views wanted, each in one statement and after all that it reads; gives the rows stored.
 * `before` is called with each view while its table still has the rows of the last build.
 */
export async function storeViews(
  { warehouse, project, checkpoint }: JobContext,
  isWanted: (name: TableName) => boolean,
  before: (view: ViewFile) => Promise<void> = async () => {},
): Promise<number> {
  let rowCount = 0;
  for (const view of project.views) {
    const { name, storeSql } = view;
    if (storeSql === null || !isWanted(name)) continue;
    await before(view);
    await warehouse.execute(storeSql);
    const { rows } = await warehouse.query(`select count(*) as row_count from ${name}`);
    rowCount += Number(rows[0]?.row_count);
    await checkpoint(`stored ${name}`);
  }
  return rowCount;
}
