import { rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildReport } from "../report/write-report.ts";
import type { WriteReport } from "./publish.ts";

/** Writes `report.html` of the data folder: the old one stays until the new one is whole. */
export const writeReport: WriteReport = async ({ warehouse, clock, dataDir, checkpoint }, run) => {
  const html = await buildReport({
    query: (sql) => warehouse.query(sql),
    asOf: run.asOf,
    runId: run.runId,
    generatedAt: clock.now().toISOString(),
  });
  const path = join(dataDir, "report.html");
  await writeFile(`${path}.next`, html);
  await checkpoint("report written");
  await rename(`${path}.next`, path);
};
