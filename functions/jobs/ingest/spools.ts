import { join } from "node:path";
import type { RawRow, RawTable, ReportDefinition, ReportTable } from "../../sources/source.ts";
import type { IngestCall } from "./ingest-call.ts";
import { openSpool, type Spool } from "./spool.ts";
import { tableColumns } from "./table-columns.ts";

/** A spool for each table of a report. */
export interface Spools {
  /** Throws where the report does not fill the table. */
  of(table: RawTable): Spool;
  columnsOf(table: RawTable): readonly string[];
  rowCounts(): ReadonlyMap<RawTable, number>;
  close(): Promise<void>;
}

export async function openSpools(
  { context }: Pick<IngestCall, "context">,
  report: ReportDefinition,
  sliceOf: (table: ReportTable) => (row: RawRow) => string,
): Promise<Spools> {
  const columns = await tableColumns(context.warehouse, report);
  const columnsOf = (table: RawTable): readonly string[] => {
    const names = columns.get(table);
    if (names === undefined) throw new RangeError(`expected a table of report ${report.report}, got ${table}`);
    return names;
  };
  const dir = join(context.dataDir, "spool");
  const spools = new Map<RawTable, Spool>();
  for (const table of report.tables) {
    const options = { dir, table: table.table, columns: columnsOf(table.table), sliceOf: sliceOf(table) };
    spools.set(table.table, openSpool(options));
  }
  return {
    of: (table) => {
      const spool = spools.get(table);
      if (spool === undefined) throw new RangeError(`expected a table of report ${report.report}, got ${table}`);
      return spool;
    },
    columnsOf,
    rowCounts: () => new Map([...spools].map(([table, { rowCount }]) => [table, rowCount])),
    close: async () => {
      for (const spool of spools.values()) await spool.close();
    },
  };
}
