import { WINDOWS } from "../fields.ts";
import { filtering, type InsightsFilter, type SplitLevel } from "../filters.ts";
import { pagesOf } from "../graph/pages.ts";
import type { Session } from "../graph/session.ts";
import type { InsightsReport } from "../insights-reports.ts";
import type { JobParams } from "./job.ts";

/** Rows of a page of a finished report. */
export const PAGE_ROWS = 500;

/** Parameters of the request that makes a job. */
export function jobRequest(
  report: InsightsReport,
  { from, to, filters, metrics }: JobParams,
): Readonly<Record<string, unknown>> {
  return {
    level: report.level,
    fields: [...report.identity, ...metrics].join(","),
    time_range: { since: from, until: to },
    time_increment: 1,
    action_attribution_windows: WINDOWS,
    ...(report.breakdowns.length === 0 ? {} : { breakdowns: report.breakdowns.join(",") }),
    filtering: filtering(report.level, filters),
  };
}

/** Ids of the objects of a level that a job's rows come from, sorted: what a split goes by. */
export async function idsOf(
  session: Session,
  level: SplitLevel,
  { from, to, filters }: { readonly from: string; readonly to: string; readonly filters: readonly InsightsFilter[] },
): Promise<readonly string[]> {
  const path = `act_${session.accountId}/insights`;
  const params = {
    level,
    fields: `${level}_id`,
    time_range: { since: from, until: to },
    filtering: filtering(level, filters),
  };
  const ids = new Set<string>();
  for await (const page of pagesOf((more) => session.call({ path, params: { ...params, ...more } }), path, PAGE_ROWS))
    for (const object of page) ids.add(String(object[`${level}_id`]));
  return [...ids].sort();
}
