import type { Value } from "../../functions/warehouse/warehouse.ts";
import { ApiError, errorProto } from "./api-error.ts";
import type { StoredColumn } from "./catalog.ts";

/** What a job gave. */
export interface JobResult {
  readonly statistics: Readonly<Record<string, unknown>>;
  readonly columns: readonly StoredColumn[];
  readonly rows: readonly (readonly Value[])[];
  readonly affectedRows: number | null;
}

export interface Job {
  readonly id: string;
  readonly configuration: unknown;
  state: "RUNNING" | "DONE";
  error: ApiError | null;
  result: JobResult | null;
  /** Settles when the job has ended, well or not. */
  ended: Promise<void>;
}

/** Jobs by id. An id is taken for good, by a job that failed as well. */
export interface Jobs {
  /** Takes the id and starts the work. @throws ApiError `duplicate` */
  start(id: string, configuration: unknown, work: () => Promise<JobResult>): Job;
  get(id: string): Job;
  readonly all: ReadonlyMap<string, Job>;
}

export function createJobs(project: string, location: string): Jobs {
  const jobs = new Map<string, Job>();
  return {
    all: jobs,
    start: (id, configuration, work) => {
      if (jobs.has(id)) throw new ApiError("duplicate", `Already Exists: Job ${project}:${location}.${id}`);
      const job: Job = { id, configuration, state: "RUNNING", error: null, result: null, ended: Promise.resolve() };
      jobs.set(id, job);
      job.ended = work().then(
        (result) => end(job, null, result),
        (error: unknown) =>
          end(job, error instanceof ApiError ? error : new ApiError("internalError", String(error)), null),
      );
      return job;
    },
    get: (id) => {
      const job = jobs.get(id);
      if (job === undefined) throw new ApiError("notFound", `Not found: Job ${project}:${location}.${id}`);
      return job;
    },
  };
}

function end(job: Job, error: ApiError | null, result: JobResult | null): void {
  job.error = error;
  job.result = result;
  job.state = "DONE";
}

export function jobProto(job: Job, project: string, location: string): unknown {
  return {
    kind: "bigquery#job",
    id: `${project}:${location}.${job.id}`,
    jobReference: { projectId: project, jobId: job.id, location },
    configuration: job.configuration,
    status: {
      state: job.state,
      ...(job.error === null ? {} : { errorResult: errorProto(job.error), errors: [errorProto(job.error)] }),
    },
    statistics: job.result?.statistics ?? {},
  };
}
