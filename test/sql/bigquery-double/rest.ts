import { startBigQueryDouble } from "../../../scripts/bigquery-double/double.ts";

type DoubleOptions = Parameters<typeof startBigQueryDouble>[0];

/** What an answer says: its status, and the reason and message of an error. */
export interface Answer {
  readonly status: number;
  readonly json: Readonly<Record<string, never>>;
  readonly reason: string | undefined;
  readonly message: string | undefined;
}

/** The double, asked over HTTP as it is: what no client of ours would send can be sent. */
export async function restOfDouble(options: DoubleOptions = {}) {
  const double = await startBigQueryDouble(options);
  const base = `${double.url}/bigquery/v2/projects/${double.project}`;
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${base}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await response.json()) as never;
    const [error] =
      (json as { error?: { errors: readonly { reason: string; message: string }[] } }).error?.errors ?? [];
    return { status: response.status, json, reason: error?.reason, message: error?.message };
  };
  let count = 0;
  /** Starts a query job; `more` goes into its configuration. */
  const insert = (query: string, jobId = `q${++count}`, more: object = {}, queryMore: object = {}) =>
    call("POST", "/jobs", {
      jobReference: { projectId: double.project, location: double.location, jobId },
      configuration: { query: { query, useLegacySql: false, ...queryMore }, ...more },
    });
  const results = (jobId: string, query = "") => call("GET", `/queries/${jobId}?location=${double.location}${query}`);
  return {
    double,
    call,
    insert,
    results,
    /** Runs statements to their end; gives the answer about their result. */
    run: async (query: string, queryMore: object = {}): Promise<Answer> => {
      const jobId = `r${++count}`;
      const started = await insert(query, jobId, {}, queryMore);
      return started.status === 200 ? results(jobId) : started;
    },
    job: async (jobId: string) =>
      (await call("GET", `/jobs/${jobId}?location=${double.location}`)).json as unknown as {
        readonly status: {
          readonly state: string;
          readonly errorResult?: { readonly reason: string; readonly message: string };
        };
        readonly statistics: { readonly query?: { readonly numDmlAffectedRows?: string } };
      },
    /** Rows as lists of texts. */
    rows: async (query: string): Promise<readonly (readonly unknown[])[]> => {
      const jobId = `s${++count}`;
      await insert(query, jobId);
      const { json } = await results(jobId);
      return ((json as { rows?: readonly { f: readonly { v: unknown }[] }[] }).rows ?? []).map(({ f }) =>
        f.map(({ v }) => v),
      );
    },
    dryRun: (query: string, queryMore: object = {}) =>
      call("POST", "/jobs", {
        jobReference: { projectId: double.project, location: double.location },
        configuration: { dryRun: true, query: { query, useLegacySql: false, ...queryMore } },
      }),
    /** Uploads lines of JSON into a table by a load job. */
    upload: async (
      table: string,
      fields: readonly object[],
      lines: readonly object[],
      jobId: string,
      load: object = {},
    ) => {
      const [datasetId, tableId] = table.split(".");
      const metadata = {
        jobReference: { projectId: double.project, location: double.location, jobId },
        configuration: {
          load: {
            destinationTable: { projectId: double.project, datasetId, tableId },
            sourceFormat: "NEWLINE_DELIMITED_JSON",
            writeDisposition: "WRITE_TRUNCATE",
            createDisposition: "CREATE_IF_NEEDED",
            schema: { fields },
            ...load,
          },
        },
      };
      const text = lines.map((line) => JSON.stringify(line)).join("\n");
      const response = await fetch(
        `${double.url}/upload/bigquery/v2/projects/${double.project}/jobs?uploadType=multipart`,
        {
          method: "POST",
          headers: { "content-type": "multipart/related; boundary=xx" },
          body: `--xx\r\ncontent-type: application/json\r\n\r\n${JSON.stringify(metadata)}\r\n--xx\r\ncontent-type: application/octet-stream\r\n\r\n${text}\r\n--xx--`,
        },
      );
      return response.status;
    },
  };
}

export type DoubleRest = Awaited<ReturnType<typeof restOfDouble>>;
