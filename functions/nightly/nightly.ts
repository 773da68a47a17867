import { assessReadiness } from "../jobs/assess-readiness.ts";
import { buildAttribution, buildMarts } from "../jobs/build-marts.ts";
import { close } from "../jobs/close.ts";
import { fitMmm } from "../jobs/fit-mmm.ts";
import { ingest } from "../jobs/ingest/ingest.ts";
import type { Job, JobContext } from "../jobs/job.ts";
import { open } from "../jobs/open.ts";
import { publish } from "../jobs/publish.ts";
import { recommendBudget } from "../jobs/recommend-budget.ts";
import { runAssertions } from "../jobs/run-assertions.ts";
import { scoreLeads } from "../jobs/score-leads.ts";
import { writeReport } from "../jobs/write-report.ts";
import type { NightlyDocument } from "./document.ts";
import { type NightlyOptions, runNight } from "./runner.ts";
import type { Progress } from "./walk.ts";

/** The job of each step of the graph. */
export const nightlyJobs: Readonly<Record<string, Job>> = {
  open,
  ingest_google_ads: ingest("google_ads"),
  ingest_facebook_ads: ingest("facebook_ads"),
  ingest_hubspot: ingest("hubspot"),
  ingest_salesforce: ingest("salesforce"),
  ingest_ga4: ingest("ga4"),
  marts: buildMarts,
  attribution: buildAttribution,
  assertions: runAssertions,
  readiness: assessReadiness,
  lead_scores: scoreLeads,
  mmm: fitMmm,
  recommend: recommendBudget,
  publish: publish(writeReport),
  close,
};

/** The same where no disk outlasts the process: dashboards read the reporting views, no report is written. */
export const disklessJobs: Readonly<Record<string, Job>> = { ...nightlyJobs, publish: publish(async () => {}) };

/** One firing of the nightly run in this process, with the real jobs. See `runNight`. */
export function runNightly(
  context: JobContext,
  options: NightlyOptions,
  onProgress: (progress: Progress) => void,
): Promise<NightlyDocument> {
  return runNight(context, { jobs: nightlyJobs }, options, onProgress);
}
