import type { DuckDb } from "../../../lib/duckdb.ts";
import type { Finding } from "../contract.ts";
import type { Plan } from "../convert/plan.ts";
import { statusSql } from "../convert/typed-columns.ts";
import { finding } from "../finding.ts";
import { identifier } from "../read/sql-text.ts";

const STATUS_COLUMNS: ReadonlySet<string> = new Set(["leads.status", "lead_status_changes.status", "deals.stage_text"]);

/** Statuses that settings map to no stage of the funnel: they leave a lead where it is. */
export async function unmappedStatus(db: DuckDb, plan: Plan, loaded: string): Promise<readonly Finding[]> {
  const { stages } = plan.options;
  const column = plan.columns.find(({ name }) => STATUS_COLUMNS.has(`${plan.bound.family.name}.${name}`));
  if (stages === undefined || column === undefined) return [];
  const rows = await db.rows(
    `select ${statusSql(identifier(column.name))} as status, count(*) as n from ${loaded} where ${identifier(column.name)} is not null group by 1 order by n desc, status`,
  );
  return rows
    .filter(({ status }) => stages[String(status)] === undefined)
    .map(({ status, n }) =>
      finding(
        "unmapped_status",
        "warning",
        `${n} rows with status ${status}, which no stage is mapped to; map it in settings: stages`,
        {
          rowCount: Number(n),
          columnName: column.name,
          example: String(status),
        },
      ),
    );
}
