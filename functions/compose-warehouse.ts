import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Settings } from "./config/settings.ts";
import { AppError } from "./lib/errors.ts";
import { readColumnDescriptions } from "./warehouse/bigquery/column-descriptions.ts";
import { openBigQueryWarehouse } from "./warehouse/bigquery.ts";
import { openDuckDbWarehouse } from "./warehouse/duckdb.ts";
import type { Warehouse } from "./warehouse/warehouse.ts";

/** Bytes that one statement may be billed for where the settings say nothing: about 0.60 USD at BigQuery's list price. */
const BYTES_BILLED = 100_000_000_000;

export interface WarehouseOptions {
  /** Root of the project, where sql/ is. */
  readonly root: string;
  readonly dataDir: string;
  /** Called at named points; a crash test ends the process there. */
  readonly checkpoint?: (name: string) => Promise<void>;
}

/** Opens the warehouse of the settings. */
export async function openWarehouse(
  settings: Settings,
  { root, dataDir, checkpoint }: WarehouseOptions,
): Promise<Warehouse> {
  const hooks = checkpoint === undefined ? {} : { checkpoint };
  if (settings.warehouse.engine === "duckdb") {
    return openDuckDbWarehouse({
      path: join(dataDir, "warehouse.duckdb"),
      ...duckDbOptions(settings, dataDir),
      ...hooks,
    });
  }
  const { project, location, dataset_prefix, maximum_bytes_billed, api_endpoint } = settings.warehouse;
  if (project === undefined || location === undefined)
    throw new AppError("expected a project and a location of BigQuery", { kind: "settings", where: "warehouse" });
  const spoolFolder = join(dataDir, "spool", "bigquery");
  await mkdir(spoolFolder, { recursive: true });
  return openBigQueryWarehouse({
    project,
    location,
    maximumBytesBilled: maximum_bytes_billed ?? BYTES_BILLED,
    spoolFolder,
    descriptions: readColumnDescriptions(await readFile(join(root, "sql", "columns.csv"), "utf8")),
    ...(dataset_prefix === undefined ? {} : { datasetPrefix: dataset_prefix }),
    ...(api_endpoint === undefined ? {} : { endpoint: api_endpoint }),
    ...hooks,
  });
}

/** How DuckDB runs here: as the warehouse, or to read files. */
export function duckDbOptions(settings: Settings, dataDir: string) {
  const { memory_limit: memoryLimit, threads } = settings.warehouse;
  return {
    tempDirectory: join(dataDir, "spool", "duckdb"),
    ...(memoryLimit === undefined ? {} : { memoryLimit }),
    ...(threads === undefined ? {} : { threads }),
  };
}
