import type { Statement } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { ensureDataset } from "./datasets.ts";
import type { Session } from "./session.ts";

/**
 * Rows of a published load; null where it was not published. The record lies beside the data, so that a warehouse that was
 * dropped and made anew loads again, although BigQuery remembers the jobs of the old one.
 */
export async function publishedRows(session: Session, loadId: string): Promise<number | null | "no table"> {
  try {
    const { rows } = await session.run("select p.row_count from ops.published_loads as p where p.load_id = @load_id", {
      parameters: { load_id: { type: "STRING", value: loadId } },
    });
    return rows[0] === undefined ? null : Number(rows[0].row_count);
  } catch (error) {
    if (error instanceof WarehouseError && error.reason === "not-found") return "no table";
    throw error;
  }
}

export async function createPublishedLoads(session: Session): Promise<void> {
  await ensureDataset(session, "ops");
  await ensureDataset(session, "scratch");
  await session.run(
    "create table if not exists ops.published_loads (load_id string not null, row_count int64 not null) cluster by load_id",
  );
}

/** The record of a load, for its own transaction. */
export function publishedStatement(loadId: string, rows: number): Statement {
  return {
    sql: "insert into ops.published_loads (load_id, row_count) values (@load_id, @row_count)",
    parameters: { load_id: { type: "STRING", value: loadId }, row_count: { type: "INT64", value: rows } },
  };
}

/** Stops a second publication of the same load, inside its transaction. */
export function notPublishedStatement(loadId: string): Statement {
  return {
    sql: "assert not exists (select 1 from ops.published_loads as p where p.load_id = @load_id) as 'mw_published'",
    parameters: { load_id: { type: "STRING", value: loadId } },
  };
}
