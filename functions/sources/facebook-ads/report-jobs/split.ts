import { dayNumber, dayText } from "../../../lib/instants.ts";
import type { Metric } from "../fields.ts";
import type { InsightsFilter, SplitLevel } from "../filters.ts";
import type { InsightsReport } from "../insights-reports.ts";
import { type Job, type JobParams, newJob } from "./job.ts";

/** Stands in both halves of the fields: Facebook lists what has one of the fields asked for, and all that delivered has impressions. */
export const ANCHOR: Metric = "impressions";

/** Ids of a level that the rows of a job come from. */
export type IdsOf = (level: SplitLevel, params: JobParams) => Promise<readonly string[]>;

/**
 * Two jobs that together read exactly what the job reads: by days; a single day by campaigns, then ad sets, then ads as far as the report's
 * rows may be told apart by them; at last by halves of the fields, to be merged row by row. Null where nothing is left to split.
 *
 * A half of the ids is taken with `IN`, the other with `NOT IN` the same ids: whatever appears meanwhile is in exactly one of them.
 */
export async function splitJob(job: Job, report: InsightsReport, idsOf: IdsOf): Promise<readonly Job[] | null> {
  const { params } = job;
  const [first, last] = [dayNumber(params.from), dayNumber(params.to)];
  if (first < last) {
    const middle = Math.floor((first + last) / 2);
    return halves(job, "days", { ...params, to: dayText(middle) }, { ...params, from: dayText(middle + 1) });
  }
  for (const level of report.splitBy) {
    const ids = await idsOf(level, params);
    if (ids.length < 2) continue;
    const value = ids.slice(0, Math.ceil(ids.length / 2));
    const filter = (operator: InsightsFilter["operator"]): InsightsFilter => ({
      field: `${level}.id`,
      operator,
      value,
    });
    return halves(
      job,
      `${level}s`,
      { ...params, filters: [...params.filters, filter("IN")] },
      { ...params, filters: [...params.filters, filter("NOT_IN")] },
    );
  }
  return byFields(job);
}

function byFields(job: Job): readonly Job[] | null {
  const metrics = job.params.metrics.filter((metric) => metric !== ANCHOR);
  if (metrics.length < 2) return null;
  const middle = Math.ceil(metrics.length / 2);
  return halves(
    job,
    "fields",
    { ...job.params, metrics: [ANCHOR, ...metrics.slice(0, middle)] },
    { ...job.params, metrics: [ANCHOR, ...metrics.slice(middle)] },
  );
}

function halves(job: Job, way: string, one: JobParams, two: JobParams): readonly Job[] {
  return [newJob(`${job.key}/${way}-1of2`, job.key, one), newJob(`${job.key}/${way}-2of2`, job.key, two)];
}
