import type { SqlProject } from "./project.ts";
import type { TableName, Warehouse } from "./warehouse.ts";

/**
 * Rebuilds materialised views (all, or those named) as tables, each in one statement, in dependency order.
 * Cost: one full run of each view's query. Gives the names rebuilt.
 */
export async function materialize(
  warehouse: Warehouse,
  project: SqlProject,
  names?: readonly TableName[],
): Promise<readonly TableName[]> {
  const built: TableName[] = [];
  for (const { name, storeSql } of project.views) {
    if (storeSql === null || (names !== undefined && !names.includes(name))) continue;
    await warehouse.execute(storeSql);
    built.push(name);
  }
  return built;
}
