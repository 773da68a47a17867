import { logRestatements } from "../ledger/restatements.ts";
import type { SqlProject } from "../warehouse/project.ts";
import type { TableName } from "../warehouse/warehouse.ts";
import type { Job } from "./job.ts";
import { moveClock } from "./move-clock.ts";
import { storeViews } from "./store-views.ts";

const ATTRIBUTION = /^marts\.(int|fct)_attribution/;

/** Campaign days: the truth that every other total follows. */
const CAMPAIGN_DAYS: TableName = "marts.fct_campaign_daily";

/** Builds the stored views of staging and marts, all but attribution's, and notes which days' totals that changes. */
export const buildMarts: Job = async (context, run) => {
  await moveClock(context, run);
  const attribution = new Set(attributionViews(context.project));
  const rowCount = await storeViews(
    context,
    (name) => /^(staging|marts)\./.test(name) && !attribution.has(name),
    async (view) => {
      if (view.name !== CAMPAIGN_DAYS) return;
      const count = await logRestatements(context, view, run.runId);
      if (count > 0) context.log.info("marts.restated", { run_id: run.runId, row_count: count });
    },
  );
  return { status: "done", rowCount };
};

/** Builds the stored views of attribution, and of the marts that read them. */
export const buildAttribution: Job = async (context) => {
  const attribution = new Set(attributionViews(context.project));
  return { status: "done", rowCount: await storeViews(context, (name) => attribution.has(name)) };
};

/** Marts named after attribution, and every mart that reads one of them, directly or through others. */
function attributionViews(project: SqlProject): readonly TableName[] {
  const found = new Set<TableName>();
  for (const { name, reads } of project.views) {
    if (!name.startsWith("marts.")) continue;
    if (ATTRIBUTION.test(name) || reads.some((read) => found.has(read))) found.add(name);
  }
  return [...found];
}
