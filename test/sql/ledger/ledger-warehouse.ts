import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { readSqlProject, type SqlProject } from "../../../functions/warehouse/project.ts";
import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";

const LEDGER_VIEWS = ["staging.stg_ops__work", "staging.stg_ops__latest_day"];

/** What the ledger and the runner need of the project: raw and ops tables and the ledger's views. */
export async function ledgerProject(): Promise<SqlProject> {
  const project = await readSqlProject("sql");
  return {
    tables: project.tables.filter(({ name }) => /^\d+_(raw|ops)_/.test(name)),
    views: project.views.filter(({ name }) => LEDGER_VIEWS.includes(name)),
    assertions: [],
  };
}

export async function openLedgerWarehouse(path = ":memory:"): Promise<Warehouse> {
  const warehouse = await openDuckDbWarehouse({ path });
  await warehouse.migrate(await ledgerProject());
  return warehouse;
}
