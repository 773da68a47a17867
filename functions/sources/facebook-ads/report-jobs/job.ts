import { z } from "zod";
import { canonicalJson } from "../../../lib/canonical-json.ts";
import { dayNumber, dayText } from "../../../lib/instants.ts";
import type { JobState } from "../../remote-job.ts";
import { METRICS } from "../fields.ts";
import { insightsFilter } from "../filters.ts";

/** Most days of one job. */
export const MAX_JOB_DAYS = 7;

/** What a job reads; kept with its events, so that a later process can go on. */
export const jobParams = z.object({
  from: z.string(),
  to: z.string(),
  filters: z.array(insightsFilter),
  metrics: z.array(z.enum(METRICS)),
});

export type JobParams = z.output<typeof jobParams>;

/** One report of Facebook over some days of one account, whole or a part of it. */
export interface Job {
  /** `555010001/ad_daily/2026-01-01..2026-01-07`, with the way to the part: `…/campaigns-1of2`. */
  readonly key: string;
  readonly parentKey: string | null;
  readonly params: JobParams;
  readonly state: JobState;
  readonly reportRunId: string | null;
  /** Times it was submitted. */
  readonly attempt: number;
  /** Of the last submission; null before. */
  readonly submittedAtMs: number | null;
}

/** Jobs of a slice that nothing was done about yet: at most a week each, the last one shorter. */
export function wholeJobs(accountId: string, report: string, from: string, to: string): readonly Job[] {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  const starts = Array.from(
    { length: Math.ceil((last - first + 1) / MAX_JOB_DAYS) },
    (_, n) => first + n * MAX_JOB_DAYS,
  );
  return starts.map((start) => {
    const days = { from: dayText(start), to: dayText(Math.min(last, start + MAX_JOB_DAYS - 1)) };
    return newJob(`${accountId}/${report}/${days.from}..${days.to}`, null, {
      ...days,
      filters: [],
      metrics: [...METRICS],
    });
  });
}

export function newJob(key: string, parentKey: string | null, params: JobParams): Job {
  return { key, parentKey, params, state: "planned", reportRunId: null, attempt: 0, submittedAtMs: null };
}

export function paramsJson(params: JobParams): string {
  return canonicalJson(params);
}

/** Parts of one row's fields belong together: key of the job that was first split by fields; null for a job of whole rows. */
export function mergeKey({ key }: Job): string | null {
  const at = key.indexOf("/fields-");
  return at < 0 ? null : key.slice(0, at);
}
