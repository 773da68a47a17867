import { defaultSettings, type Settings } from "../../../functions/config/settings.ts";
import { fitMmm } from "../../../functions/jobs/fit-mmm.ts";
import type { JobContext, StepRun } from "../../../functions/jobs/job.ts";
import { recommendBudget } from "../../../functions/jobs/recommend-budget.ts";
import { fixedClock } from "../../../functions/lib/clock.ts";
import { silentLog } from "../../../functions/lib/log.ts";
import { readSqlProject } from "../../../functions/warehouse/project.ts";
import type { Warehouse } from "../../../functions/warehouse/warehouse.ts";

/** What every job of a test is handed. */
export async function contextOf(warehouse: Warehouse, settings: Settings = defaultSettings): Promise<JobContext> {
  return {
    warehouse,
    project: await readSqlProject("sql"),
    settings,
    sources: [],
    clock: fixedClock("2026-04-01T05:00:00Z"),
    log: silentLog,
    dataDir: "unused",
    codeVersion: "0.1.0+00000000",
    checkpoint: async () => {},
  };
}

export function stepOf(step: string, asOf: string, attempt = 1): StepRun {
  return { runId: "nightly:2026-04-01", logicalDate: "2026-04-01", asOf, step, attempt };
}

/** Both steps of the marketing-mix model, as the nightly run calls them. */
export async function runModels(context: JobContext, asOf: string, attempt = 1) {
  const fit = await fitMmm(context, stepOf("mmm", asOf, attempt));
  const plan = await recommendBudget(context, stepOf("recommend", asOf, attempt));
  return { fit, plan };
}
