import type { SourceBatch, SourceDependencies, SourcePorts } from "../source.ts";
import type { Session } from "./graph/session.ts";
import type { InsightsContext } from "./insights-rows.ts";
import { createJobLog } from "./report-jobs/log.ts";
import { readJobs } from "./report-jobs/read-jobs.ts";
import { jobsToDo } from "./report-jobs/resume.ts";

/** Reads the days of an insights report by jobs at Facebook, going on with those that an earlier process made. */
export async function* readInsights(
  insights: InsightsContext,
  ports: SourcePorts,
  { clock, sleep }: SourceDependencies,
  openSession: (signal: AbortSignal) => Session,
  { signal, pollMs }: { readonly signal: AbortSignal; readonly pollMs: number },
): AsyncGenerator<SourceBatch> {
  const { report, account, from, to } = insights;
  const abort = new AbortController();
  const session = openSession(AbortSignal.any([signal, abort.signal]));
  const slice = { accountId: account.accountId, report: report.report, from, to };
  const jobs = jobsToDo(slice, await ports.jobs.history(), clock.now().getTime());
  try {
    yield* readJobs(jobs, {
      session,
      report,
      insights,
      ports,
      log: createJobLog(ports, clock),
      clock,
      sleep,
      pollMs,
      abort,
    });
  } finally {
    session.report();
  }
}
