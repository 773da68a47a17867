import { parametersOf } from "../../functions/warehouse/duckdb-types.ts";
import { ApiError } from "./api-error.ts";
import { type Engine, onStore, type Parameters } from "./run-statement.ts";

const MERGE = /^MERGE INTO ([\s\S]+?) USING ([\s\S]+?) ON ([\s\S]+?) WHEN (NOT )?MATCHED/;

/** BigQuery fails a MERGE where two source rows match one target row and would change it; DuckDB takes one of them. */
export async function requireOneSourceRow(engine: Engine, sql: string, parameters: Parameters): Promise<void> {
  const text = await onStore(async () => engine.store.translate(sql, engine.catalog.datasets.keys()));
  const [, target, source, condition] = MERGE.exec(text.trim()) ?? [];
  if (target === undefined || !/WHEN MATCHED/.test(text)) return;
  const alias = / AS (\S+)$/.exec(target)?.[1] ?? target.split(".").at(-1);
  const [row] = await onStore(() =>
    engine.store.duck.rows(
      `SELECT 1 AS found FROM ${target} JOIN ${source} ON ${condition} GROUP BY ${alias}.rowid HAVING count(*) > 1 LIMIT 1`,
      parametersOf({ parameters }),
    ),
  );
  if (row !== undefined)
    throw new ApiError("invalidQuery", "UPDATE/MERGE must match at most one source row for each target row");
}
