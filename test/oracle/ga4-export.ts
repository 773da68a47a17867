import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import type { SqlFile } from "../../functions/warehouse/project.ts";

/** Events of the GA4 export as BigQuery holds them: the columns that our readers use. */
export const EXPORT_COLUMNS: Readonly<Record<string, string>> = {
  event_date: "STRING",
  event_timestamp: "INT64",
  event_name: "STRING",
  event_params:
    "ARRAY<STRUCT<key STRING, value STRUCT<string_value STRING, int_value INT64, float_value FLOAT64, double_value FLOAT64>>>",
  user_pseudo_id: "STRING",
  batch_page_id: "INT64",
  batch_ordering_id: "INT64",
  batch_event_index: "INT64",
  device: "STRUCT<category STRING>",
  geo: "STRUCT<country STRING>",
  collected_traffic_source:
    "STRUCT<manual_source STRING, manual_medium STRING, manual_campaign_name STRING, manual_content STRING, manual_term STRING, gclid STRING>",
  ecommerce: "STRUCT<purchase_revenue FLOAT64>",
  _table_suffix: "STRING",
};

export const EXPORT_TABLE = "ga4_export.events_*";

/** What the readers are given, by name. */
export const EXPORT_PARAMETERS: Readonly<Record<string, string>> = {
  from_day: "DATE",
  to_day: "DATE",
  property_id: "STRING",
  key_events: "ARRAY<STRING>",
};

/** Statements that only BigQuery runs: each gives the rows of the raw table that bears its name. */
export async function readBigQueryFiles(folder: string): Promise<readonly (SqlFile & { readonly table: string })[]> {
  const root = join(folder, "bigquery");
  const names = (await readdir(root).catch(() => [])).filter((name) => name.endsWith(".sql")).sort();
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(root, name), "utf8");
      return {
        file: relative(join(folder, ".."), join(root, name)),
        table: `raw.${name.replace(/\.sql$/, "")}`,
        sql,
        sha256: createHash("sha256").update(sql).digest("hex"),
      };
    }),
  );
}
