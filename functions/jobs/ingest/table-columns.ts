import type { RawTable, ReportDefinition } from "../../sources/source.ts";
import type { Warehouse } from "../../warehouse/warehouse.ts";

/** Columns that publishing adds to what a source gives. */
const LOAD_COLUMNS: ReadonlySet<string> = new Set(["load_id", "run_id", "loaded_at"]);
/** Columns that publishing adds to a listing besides. */
const LISTING_COLUMNS: ReadonlySet<string> = new Set(["observed_at", "deleted_at"]);

/** The columns of a report's tables that its source fills, in the tables' order. */
export async function tableColumns(
  warehouse: Warehouse,
  report: ReportDefinition,
): Promise<ReadonlyMap<RawTable, readonly string[]>> {
  const entries = await Promise.all(
    report.tables.map(async ({ table }) => {
      const columns = await warehouse.describe(table);
      if (columns === null)
        throw new RangeError(`expected the table ${table} of report ${report.report} in sql/tables`);
      const names = columns
        .map(({ name }) => name)
        .filter((name) => !LOAD_COLUMNS.has(name) && !(report.grain === "listing" && LISTING_COLUMNS.has(name)));
      return [table, names] as const;
    }),
  );
  return new Map(entries);
}
