import { setTimeout as wait } from "node:timers/promises";
import { cellsOf, fieldOf } from "./cells.ts";
import type { Job } from "./jobs.ts";
import type { Parts } from "./routes.ts";

const DEFAULT_WAIT_MS = 10_000;

/** A page of a job's rows, once the job has ended or the time that the request waits is over. */
export async function resultPage(job: Job, url: URL, { engine, pageRows }: Parts): Promise<unknown> {
  const head = {
    kind: "bigquery#getQueryResultsResponse",
    jobReference: { projectId: engine.project, jobId: job.id, location: engine.location },
  };
  const waitMs = Number(url.searchParams.get("timeoutMs") ?? DEFAULT_WAIT_MS);
  const timer = new AbortController();
  await Promise.race([job.ended, wait(waitMs, undefined, { signal: timer.signal }).catch(() => undefined)]);
  timer.abort();
  if (job.state !== "DONE") return { ...head, jobComplete: false };
  if (job.error !== null) throw job.error;
  const { columns = [], rows = [], affectedRows = null } = job.result ?? {};
  const size = Math.min(pageRows, Number(url.searchParams.get("maxResults") ?? pageRows));
  const start = Number(url.searchParams.get("pageToken") ?? 0);
  const end = start + size;
  const asInt = url.searchParams.get("formatOptions.useInt64Timestamp") === "true";
  return {
    ...head,
    jobComplete: true,
    schema: { fields: columns.map(fieldOf) },
    totalRows: String(rows.length),
    rows: rows.slice(start, end).map((row) => ({ f: cellsOf(columns, row, asInt) })),
    ...(end < rows.length ? { pageToken: String(end) } : {}),
    ...(affectedRows === null ? {} : { numDmlAffectedRows: String(affectedRows) }),
  };
}
