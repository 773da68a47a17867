import { randomUUID } from "node:crypto";
import type { Column, Row, StatementOptions } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";
import { errorOf } from "./errors.ts";
import { labelsOf } from "./labels.ts";
import type { JobProto, ResultPageProto } from "./rest.ts";
import type { RestCalls } from "./rest-calls.ts";
import { withRetries } from "./retries.ts";
import { columnsOf } from "./types.ts";
import { parameterOf, rowsOf } from "./values.ts";

/** How long one request waits for a running job. */
const WAIT_MS = 10_000;

export interface QueryAnswer {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
  readonly affectedRows: number | undefined;
}

/**
 * Runs one statement or script as a query job and reads all its rows. The job's id is chosen here, so that a request
 * whose answer was lost is not run twice. A job that BigQuery cancelled for a concurrent writer or its own failure had no
 * effect and runs again under a new id.
 *
 * A caller's own `jobId` runs at most once: where it exists already, its job is waited for and the answer is `conflict`.
 */
export async function runQuery(calls: RestCalls, sql: string, options: StatementOptions): Promise<QueryAnswer> {
  const { jobId } = options;
  if (jobId !== undefined) return runNamed(calls, sql, { ...options, jobId });
  return withRetries(calls.retries, ["conflict", "rate-limited", "unavailable"], async () => {
    const id = `mw_query_${randomUUID()}`;
    await insertQuery(calls, sql, options, id).catch(acceptDuplicate);
    return answerOf(calls, id, sql);
  });
}

async function runNamed(
  calls: RestCalls,
  sql: string,
  options: StatementOptions & { readonly jobId: string },
): Promise<QueryAnswer> {
  try {
    await insertQuery(calls, sql, options, options.jobId);
  } catch (error) {
    if (isDuplicate(error)) await answerOf(calls, options.jobId, sql).catch(() => undefined);
    throw error;
  }
  return answerOf(calls, options.jobId, sql);
}

/** Columns and bytes of a statement that does not run. */
export async function dryRun(calls: RestCalls, sql: string, options: StatementOptions): Promise<JobProto> {
  return calls.call<JobProto>(
    {
      method: "POST",
      path: "/jobs",
      body: {
        jobReference: { projectId: calls.transport.project, location: calls.transport.location },
        configuration: { dryRun: true, query: queryOf(sql, options) },
      },
    },
    sql,
  );
}

/** Starts a query job. Throws `conflict` where the id is used. */
export async function insertQuery(
  { call, transport }: RestCalls,
  sql: string,
  options: StatementOptions,
  jobId: string,
): Promise<void> {
  await call(
    {
      method: "POST",
      path: "/jobs",
      body: {
        jobReference: { projectId: transport.project, location: transport.location, jobId },
        configuration: { labels: labelsOf(options.labels), query: queryOf(sql, options) },
      },
    },
    sql,
  );
}

function queryOf(sql: string, { parameters = {}, maximumBytesBilled }: StatementOptions): object {
  const named = Object.entries(parameters).map(([name, { type, value }]) => parameterOf(name, type, value));
  return {
    query: sql,
    useLegacySql: false,
    ...(named.length === 0 ? {} : { parameterMode: "NAMED", queryParameters: named }),
    ...(maximumBytesBilled === undefined ? {} : { maximumBytesBilled: String(maximumBytesBilled) }),
  };
}

/** Waits for a query job and reads its rows; throws what it failed with. */
export async function answerOf(calls: RestCalls, jobId: string, sql: string): Promise<QueryAnswer> {
  const rows: Row[] = [];
  let pageToken: string | undefined;
  for (;;) {
    const page = await resultPage(calls, jobId, sql, pageToken);
    if (!page.jobComplete) continue;
    // A 200 may hide a failed job: without this its rows would read as none.
    if (page.errors !== undefined) await throwIfFailed(calls, jobId, sql);
    rows.push(...rowsOf(page.schema, page.rows));
    pageToken = page.pageToken;
    if (pageToken !== undefined) continue;
    const affected = page.numDmlAffectedRows;
    return {
      columns: columnsOf(page.schema),
      rows,
      affectedRows: affected === undefined ? undefined : Number(affected),
    };
  }
}

async function resultPage(
  calls: RestCalls,
  jobId: string,
  sql: string,
  pageToken: string | undefined,
): Promise<ResultPageProto> {
  const request = {
    method: "GET",
    path: `/queries/${jobId}`,
    query: {
      location: calls.transport.location,
      timeoutMs: WAIT_MS,
      "formatOptions.useInt64Timestamp": true,
      ...(pageToken === undefined ? {} : { pageToken }),
    },
  } as const;
  try {
    return await calls.callOnce(request, sql);
  } catch (error) {
    // The answer of a failed job looks like a failed request: only the job tells them apart.
    await throwIfFailed(calls, jobId, sql);
    return await withRetries(calls.retries, ["unavailable", "rate-limited"], (tries) => {
      if (tries === 1) throw error;
      return calls.callOnce<ResultPageProto>(request, sql);
    });
  }
}

async function throwIfFailed(calls: RestCalls, jobId: string, sql: string): Promise<void> {
  const { status } = await calls.job(jobId, sql);
  if (status.errorResult !== undefined) throw errorOf(status.errorResult, sql);
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof WarehouseError && error.reason === "conflict";
}

/** Our own random id exists: an earlier try of this request arrived. */
function acceptDuplicate(error: unknown): void {
  if (!isDuplicate(error)) throw error;
}
