import type { DuckDb } from "../../../lib/duckdb.ts";

/** A row that is no row of the table: kept as it stands, with what was expected. */
export interface HeldRow {
  readonly rowNumber: number;
  /** Check name of the reason. */
  readonly reason: string;
  readonly expected: string;
  readonly got: string;
  readonly payload: string;
}

export interface HeldRows {
  add(row: HeldRow): void;
  flush(): Promise<void>;
  count(): number;
}

/** Creates the table of held rows; rows are appended as they come, so that memory stays bounded. */
export async function openHeldRows(db: DuckDb, relation: string): Promise<HeldRows> {
  await db.run(
    `create or replace table ${relation} (row_number bigint, reason varchar, expected varchar, got varchar, payload varchar)`,
  );
  let waiting: HeldRow[] = [];
  let count = 0;
  return {
    add(row) {
      waiting.push(row);
      count++;
    },
    async flush() {
      const rows = waiting.map((row) => [row.rowNumber, row.reason, row.expected, row.got, row.payload]);
      waiting = [];
      if (rows.length > 0) await db.append(relation, ["BIGINT", "VARCHAR", "VARCHAR", "VARCHAR", "VARCHAR"], rows);
    },
    count: () => count,
  };
}
