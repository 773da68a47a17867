import { defaultRetries, type RetryPolicy } from "../../functions/warehouse/bigquery/retries.ts";
import { type BigQueryWarehouseOptions, openBigQueryWarehouse } from "../../functions/warehouse/bigquery.ts";
import type { Warehouse } from "../../functions/warehouse/warehouse.ts";
import type { BigQueryDouble } from "../../scripts/bigquery-double/double.ts";

/** The adapter's retries, without the waiting. */
export const noWaiting: RetryPolicy = { ...defaultRetries, sleep: async () => {} };

/** The adapter on the double, through Google's client. */
export function openOnDouble(
  { project, location, url }: BigQueryDouble,
  options: Partial<BigQueryWarehouseOptions> = {},
): Promise<Warehouse> {
  return openBigQueryWarehouse({ project, location, endpoint: url, retries: noWaiting, ...options });
}
