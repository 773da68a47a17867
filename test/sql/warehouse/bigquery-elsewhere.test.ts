import { randomUUID } from "node:crypto";
import { afterAll, describe, it } from "vitest";
import { type BigQueryWarehouseOptions, openBigQueryWarehouse } from "../../../functions/warehouse/bigquery.ts";
import { warehouseContract } from "./contract.ts";

/**
 * The port's contract on a BigQuery that is not ours: an emulator at BIGQUERY_EMULATOR_URL, or the project BIGQUERY_PROJECT
 * (in BIGQUERY_LOCATION, EU when absent) with the machine's credentials. Each warehouse has datasets of its own, dropped at
 * the end; a run reads and writes less than 1 GB.
 */
const { BIGQUERY_EMULATOR_URL, BIGQUERY_PROJECT, BIGQUERY_LOCATION = "EU" } = process.env;

const ROLLED_BACK = "goccy/bigquery-emulator takes ASSERT for nothing and rolls nothing back";
const EMULATOR_UNABLE = {
  "refuses a row outside the slices and a column the table lacks, and keeps the old rows": ROLLED_BACK,
  "commits the caller's statements with the rows, or neither when the fence is down": ROLLED_BACK,
  "runs statements one after another, so that a load's transaction takes in nothing else": ROLLED_BACK,
};

const run = randomUUID().slice(0, 8);
let opened = 0;
const used: BigQueryWarehouseOptions[] = [];

function openIn(place: Pick<BigQueryWarehouseOptions, "project" | "location" | "endpoint">) {
  const options = { ...place, datasetPrefix: `mwtest_${run}_${++opened}`, maximumBytesBilled: 1_000_000_000 };
  used.push(options);
  return openBigQueryWarehouse(options);
}

afterAll(async () => {
  for (const options of used) {
    const warehouse = await openBigQueryWarehouse(options);
    for (const dataset of ["raw", "ops", "scratch"]) {
      await warehouse.execute(`drop schema if exists ${dataset} cascade`);
    }
  }
}, 300_000);

if (BIGQUERY_EMULATOR_URL === undefined)
  describe("the warehouse port on an emulator", () => {
    it.skip("set BIGQUERY_EMULATOR_URL to a running one", () => {});
  });
else {
  const place = { project: "emulated", location: BIGQUERY_LOCATION, endpoint: BIGQUERY_EMULATOR_URL };
  warehouseContract("an emulator", () => openIn(place), EMULATOR_UNABLE);
}

if (BIGQUERY_PROJECT === undefined)
  describe("the warehouse port on BigQuery itself", () => {
    it.skip("set BIGQUERY_PROJECT to a Google Cloud project", () => {});
  });
else warehouseContract("BigQuery itself", () => openIn({ project: BIGQUERY_PROJECT, location: BIGQUERY_LOCATION }));
