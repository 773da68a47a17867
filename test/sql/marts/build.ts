import { defaultChannels } from "../../../functions/config/channels.ts";
import { defaultStages } from "../../../functions/config/stages.ts";
import { openDuckDbWarehouse } from "../../../functions/warehouse/duckdb.ts";
import { materialize } from "../../../functions/warehouse/materialize.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import type { Row, TableName, Warehouse } from "../../../functions/warehouse/warehouse.ts";

/** Rows of raw and ops tables by name; what a test does not say is filled in. */
export type Given = Readonly<Record<TableName, readonly Row[]>>;

const project = await readSqlProject("sql");

const settings: Readonly<Record<string, string>> = {
  as_of: "2026-03-31",
  time_zone: "UTC",
  attribution_lookback_days_lead: "30",
  attribution_lookback_days_deal: "90",
};

/**
 * A warehouse in memory with the given rows and every view built. Raw rows of files come from file `f1`, all are loaded on
 * 2026-03-01, unless they say otherwise. Settings, stages and channel rules are the defaults, `ops.settings` rows added to them.
 */
export async function build(given: Given): Promise<Warehouse> {
  const warehouse = await openDuckDbWarehouse({ path: ":memory:" });
  await warehouse.migrate(project);
  const own = Object.fromEntries((given["ops.settings"] ?? []).map((row) => [String(row.key), String(row.value)]));
  const tables: Given = {
    "ops.stage_map": Object.entries(defaultStages).map(([status, stage]) => ({ status, stage })),
    "ops.channel_rules": defaultChannels.map((rule, index) => ({
      rule_order: index + 1,
      source_pattern: rule.source ?? null,
      medium_pattern: rule.medium ?? null,
      campaign_pattern: rule.campaign ?? null,
      channel: rule.channel,
      is_paid: rule.is_paid,
      is_direct: rule.is_direct,
    })),
    ...given,
    "ops.settings": Object.entries({ ...settings, ...own }).map(([key, value]) => ({ key, value })),
  };
  for (const [table, rows] of Object.entries(tables) as [TableName, readonly Row[]][]) {
    const filled = rows.map((row, index) =>
      table.startsWith("raw.") ? { ...rawDefaults(table, index), ...row } : row,
    );
    await warehouse.load(table, each(filled), { kind: "append", loadId: table });
  }
  await materialize(warehouse, project);
  return warehouse;
}

/** The names of the assertions that find offending rows. */
export async function failing(warehouse: Warehouse): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, sql } of project.assertions) {
    const { rows } = await warehouse.query(sql);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** The rows of a query, the warehouse closed afterwards by the caller. */
export async function rowsOf(warehouse: Warehouse, sql: string): Promise<readonly Row[]> {
  return (await warehouse.query(sql)).rows;
}

const API_TABLE = /^raw\.(google_ads|facebook_ads|hubspot|salesforce|ga4)_/;

function rawDefaults(table: TableName, index: number): Row {
  const loaded = { load_id: "load", run_id: "run", loaded_at: "2026-03-01T00:00:00Z" };
  if (API_TABLE.test(table)) return loaded;
  const shared = { file_key: "f1", row_number: index + 1, ...loaded };
  return table.startsWith("raw.file_") ? { ...shared, flags: "", properties_json: "{}" } : shared;
}

async function* each(rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}
