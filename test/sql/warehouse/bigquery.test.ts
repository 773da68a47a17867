import { afterAll, beforeAll } from "vitest";
import { type BigQueryDouble, startBigQueryDouble } from "../../../scripts/bigquery-double/double.ts";
import { openOnDouble } from "../../support/bigquery-double.ts";
import { warehouseContract } from "./contract.ts";

let double: BigQueryDouble;
let opened = 0;

beforeAll(async () => {
  double = await startBigQueryDouble();
});
afterAll(() => double.stop());

warehouseContract("BigQuery, through Google's client and the double", () => {
  opened += 1;
  return openOnDouble(double, { datasetPrefix: `w${opened}` });
});
