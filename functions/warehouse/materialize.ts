import type { SqlProject, ViewFile } from "./project.ts";
import type { TableName, Warehouse } from "./warehouse.ts";

/** The statement that fills a materialised view's table: the view's own query, stored. */
export function materializeStatement(view: ViewFile): string {
  return view.sql.replace(/\bcreate\s+or\s+replace\s+view\b/i, "create or replace table");
}

/**
 * Rebuilds materialised views (all, or those named) as tables, each in one statement, in dependency order.
 * Cost: one full run of each view's query. Gives the names rebuilt.
 */
export async function materialize(
  warehouse: Warehouse,
  project: SqlProject,
  names?: readonly TableName[],
): Promise<readonly TableName[]> {
  const views = project.views.filter(
    (view) => view.isMaterialized && (names === undefined || names.includes(view.name)),
  );
  for (const view of views) await warehouse.execute(materializeStatement(view));
  return views.map((view) => view.name);
}
