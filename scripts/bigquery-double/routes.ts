import type { IncomingHttpHeaders } from "node:http";
import { ApiError } from "./api-error.ts";
import { createDataset } from "./datasets.ts";
import { type Fault, faultError, type Operation } from "./faults.ts";
import { type Job, type Jobs, jobProto } from "./jobs.ts";
import { runLoadJob } from "./load-job.ts";
import { multipart } from "./multipart.ts";
import { dryRunJob, newJobId, runQueryJob } from "./query-job.ts";
import type { Quota } from "./quota.ts";
import { datasetBody, loadJobBody, parsed, queryJobBody, requireKnown, tablePatchBody } from "./requests.ts";
import { resultPage } from "./result-page.ts";
import type { Engine } from "./run-statement.ts";
import { datasetProto, patchTable, tableList, tableProto } from "./tables.ts";

export interface Parts {
  readonly engine: Engine;
  readonly jobs: Jobs;
  readonly quota: Quota;
  readonly pageRows: number;
  /** One job at a time: DuckDB has one connection here. */
  readonly inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  readonly fault: (operation: Operation) => Fault | null;
}

export interface Call {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

const PATH = /^\/(?:(upload)\/)?bigquery\/v2\/projects\/([^/]+)\/(.+)$/;

/** Answers one request; what the double does not have is refused, never guessed. */
export async function answer(parts: Parts, call: Call): Promise<unknown> {
  const { method, url } = call;
  const [, upload, project, path = ""] = PATH.exec(url.pathname) ?? [];
  if (project !== parts.engine.project)
    throw new ApiError(
      "accessDenied",
      `Access Denied: Project ${project ?? ""}: it does not exist or you lack permission`,
    );
  if (upload !== undefined && method === "POST" && path === "jobs") return uploaded(parts, call);
  const [collection, first, ...rest] = path.split("/");
  if (collection === "jobs" && first === undefined && method === "POST") return insertJob(parts, call);
  if (collection === "jobs" && first !== undefined && rest.length === 0 && method === "GET") {
    requireKnown(url, "job");
    return withFault(parts, "job", async () => jobProto(jobIn(parts, url, first), project, parts.engine.location));
  }
  if (collection === "queries" && first !== undefined && method === "GET") {
    requireKnown(url, "results");
    return withFault(parts, "results", () => resultPage(jobIn(parts, url, first), url, parts));
  }
  if (collection === "datasets") return withFault(parts, "tables", () => datasetCall(parts, call, first, rest));
  throw new ApiError("notFound", `The double has no ${method} ${path}`);
}

/** Jobs of a location are found with that location only. */
function jobIn({ jobs, engine }: Parts, url: URL, id: string): Job {
  requireLocation(engine, url.searchParams.get("location") ?? undefined, `Job ${engine.project}:${id}`);
  return jobs.get(decodeURIComponent(id));
}

function requireLocation({ location }: Engine, given: string | undefined, subject: string): void {
  if (given !== location)
    throw new ApiError("notFound", `Not found: ${subject} was not found in location ${given ?? "US"}`);
}

async function insertJob(parts: Parts, { url, body }: Call): Promise<unknown> {
  requireKnown(url, "none");
  const { engine, jobs, quota, inTurn } = parts;
  const { jobReference, configuration } = parsed(queryJobBody, JSON.parse(body.toString()));
  const { query, dryRun = false } = configuration;
  requireLocation(engine, jobReference.location, `Dataset ${engine.project}:${datasetIn(engine, query.query)}`);
  if (dryRun) {
    if (jobReference.jobId !== undefined) throw new ApiError("invalid", "A dry run takes no job id");
    const result = await inTurn(() => dryRunJob(engine, query));
    return { ...dryRunReply(engine), configuration, statistics: result.statistics };
  }
  return withFault(parts, "insert", async () => {
    const job = jobs.start(jobReference.jobId ?? newJobId(), configuration, () =>
      inTurn(() => withFault(parts, "run", () => runQueryJob(engine, quota, query))),
    );
    return jobProto(job, engine.project, engine.location);
  });
}

/** A dataset that the statement names: in another place than the job it is not found. */
function datasetIn({ catalog }: Engine, sql: string): string {
  return [...catalog.datasets.keys()].find((name) => new RegExp(`\\b${name}\\b`).test(sql)) ?? "";
}

function dryRunReply({ project, location }: Engine): object {
  return { kind: "bigquery#job", jobReference: { projectId: project, location }, status: { state: "DONE" } };
}

async function uploaded(parts: Parts, { url, headers, body }: Call): Promise<unknown> {
  requireKnown(url, "upload");
  const { engine, jobs, quota, inTurn } = parts;
  const { metadata, file } = multipart(headers["content-type"] ?? "", body);
  const { jobReference, configuration } = parsed(loadJobBody, metadata);
  requireLocation(engine, jobReference.location, `Dataset of project ${engine.project}`);
  return withFault(parts, "upload", async () => {
    const job = jobs.start(jobReference.jobId ?? newJobId(), configuration, () =>
      inTurn(() => withFault(parts, "run", () => runLoadJob(engine, quota, configuration, file))),
    );
    return jobProto(job, engine.project, engine.location);
  });
}

async function datasetCall(
  parts: Parts,
  { method, url, body }: Call,
  dataset: string | undefined,
  rest: readonly string[],
): Promise<unknown> {
  const { engine, inTurn } = parts;
  const [kind, table] = rest;
  if (dataset === undefined && method === "POST") {
    requireKnown(url, "none");
    const wanted = parsed(datasetBody, JSON.parse(body.toString()));
    requireLocation(engine, wanted.location, "Location");
    const { datasetId } = wanted.datasetReference;
    const expiration = wanted.defaultTableExpirationMs;
    await inTurn(() => createDataset(engine, datasetId, expiration === undefined ? null : Number(expiration)));
    return datasetProto(engine, datasetId);
  }
  if (dataset !== undefined && kind === undefined && method === "GET") return datasetProto(engine, dataset);
  if (dataset !== undefined && kind === "tables" && table === undefined && method === "GET") {
    requireKnown(url, "tables");
    return tableList(engine, dataset, url);
  }
  if (dataset !== undefined && kind === "tables" && table !== undefined && rest.length === 2) {
    requireKnown(url, "none");
    if (method === "GET") return tableProto(engine, `${dataset}.${table}`);
    if (method === "PATCH")
      return patchTable(engine, `${dataset}.${table}`, parsed(tablePatchBody, JSON.parse(body.toString())));
  }
  throw new ApiError("notFound", `The double has no ${method} ${url.pathname}`);
}

async function withFault<T>({ fault }: Parts, operation: Operation, work: () => Promise<T>): Promise<T> {
  const planned = fault(operation);
  if (planned !== null && planned.isAnswerLost !== true) throw faultError(planned);
  const result = await work();
  if (planned !== null) throw faultError(planned);
  return result;
}
