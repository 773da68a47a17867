import { materialize } from "../warehouse/materialize.ts";
import type { SqlProject, ViewFile } from "../warehouse/project.ts";
import type { TableName } from "../warehouse/warehouse.ts";
import type { Job, JobContext } from "./job.ts";

const ATTRIBUTION = /^marts\.(int|fct)_attribution/;

/** Builds the stored views of staging and marts, all but attribution's. */
export const buildMarts: Job = async (context) => {
  const attribution = new Set(attributionViews(context.project));
  return build(context, (view) => /^(staging|marts)\./.test(view.name) && !attribution.has(view.name));
};

/** Builds the stored views of attribution, and of the marts that read them. */
export const buildAttribution: Job = async (context) => {
  const attribution = new Set(attributionViews(context.project));
  return build(context, (view) => attribution.has(view.name));
};

async function build(context: JobContext, isWanted: (view: ViewFile) => boolean) {
  const names = context.project.views.filter((view) => view.isMaterialized && isWanted(view)).map(({ name }) => name);
  for (const name of names) {
    await materialize(context.warehouse, context.project, [name]);
    await context.checkpoint(`built ${name}`);
  }
  return { status: "done", rowCount: names.length } as const;
}

/** Marts named after attribution, and every mart that reads one of them, directly or through others. */
function attributionViews(project: SqlProject): readonly TableName[] {
  const found = new Set<TableName>();
  for (const { name, reads } of project.views) {
    if (!name.startsWith("marts.")) continue;
    if (ATTRIBUTION.test(name) || reads.some((read) => found.has(read))) found.add(name);
  }
  return [...found];
}
