import type { Settings } from "../../../functions/config/settings.ts";
import type { JobContext } from "../../../functions/jobs/job.ts";
import { warehouseExists, warehousePlace } from "../common.ts";
import { type Check, fail, ok, warn } from "./check.ts";

/** Whether the warehouse has the tables of this version. */
export async function checkWarehouse({ warehouse, project, settings, dataDir }: JobContext): Promise<Check> {
  const { rows } = await warehouse.query("select m.name, m.sha256 from ops.schema_migrations as m");
  const applied = new Map(rows.map((row) => [row.name, row.sha256]));
  const behind = project.tables.filter(({ name }) => !applied.has(name)).length;
  const changed = project.tables.find(({ name, sha256 }) => applied.has(name) && applied.get(name) !== sha256);
  if (changed !== undefined)
    return fail(
      "warehouse",
      "settings",
      `${changed.file} was changed after it was applied`,
      "restore the file and add a new, higher-numbered one",
    );
  if (behind > 0)
    return warn(
      "warehouse",
      `${behind} table file(s) not applied yet`,
      "the next import, backfill or nightly applies them",
    );
  return ok("warehouse", `${warehousePlace(settings, dataDir)}, schema up to date`);
}

export async function checkNoWarehouse(settings: Settings, dataDir: string): Promise<Check | null> {
  if (await warehouseExists(settings, dataDir)) return null;
  return warn(
    "warehouse",
    `none yet at ${warehousePlace(settings, dataDir)}`,
    "import a file, backfill a source, or run npm start for the demonstration",
  );
}
