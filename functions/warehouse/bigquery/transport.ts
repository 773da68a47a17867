import { createReadStream } from "node:fs";
import type { BigQuery } from "@google-cloud/bigquery";

/** Where BigQuery is and which project pays; `endpoint` names a local server, which is asked without credentials. */
export interface BigQueryPlace {
  readonly project: string;
  readonly location: string;
  readonly endpoint?: string;
}

export interface RestRequest {
  readonly method: "GET" | "POST" | "PATCH";
  /** Below the project, for example `/jobs`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: unknown;
}

export interface Upload {
  readonly dataset: string;
  readonly table: string;
  readonly jobId: string;
  /** `configuration.load`, without the table. */
  readonly load: object;
  readonly file: string;
}

/** What the adapter needs of Google's client: signed requests, and the upload of a file as a load job. No retries. */
export interface Transport extends BigQueryPlace {
  request(request: RestRequest): Promise<unknown>;
  /** Resolves when the job has begun: the client would look for its end every 500 ms. */
  upload(upload: Upload): Promise<void>;
}

/**
 * Google's client, loaded when first wanted (180 ms). Bodies are written and answers read as REST states them: the client's own
 * conversion drops DATE parameters given as text, rounds INT64 beyond 2^53 and pads TIMESTAMP to nanoseconds.
 * Its retries are off: they judge the status alone, so they miss 403 rateLimitExceeded, and never repeat an upload.
 */
export async function openTransport(place: BigQueryPlace): Promise<Transport> {
  const { BigQuery } = await import("@google-cloud/bigquery");
  const client = new BigQuery({
    projectId: place.project,
    location: place.location,
    retryOptions: { autoRetry: false },
    ...(place.endpoint === undefined ? {} : await anonymous(place.endpoint)),
  });
  return {
    ...place,
    request: (request) => send(client, request),
    upload: (upload) => sendFile(client, place.location, upload),
  };
}

async function anonymous(endpoint: string) {
  const { PassThroughClient } = await import("google-auth-library");
  return { apiEndpoint: endpoint, authClient: new PassThroughClient() };
}

function send(client: BigQuery, { method, path, query, body }: RestRequest): Promise<unknown> {
  return new Promise((resolve, reject) => {
    client.request(
      {
        method,
        uri: path,
        ...(query === undefined ? {} : { qs: query }),
        ...(body === undefined ? {} : { json: body }),
      },
      (error, answer) => (error ? reject(error) : resolve(answer)),
    );
  });
}

function sendFile(client: BigQuery, location: string, { dataset, table, jobId, load, file }: Upload): Promise<void> {
  return new Promise((resolve, reject) => {
    const source = createReadStream(file);
    const target = client
      .dataset(dataset, { location })
      .table(table)
      .createWriteStream({ ...load, jobId });
    source.on("error", reject);
    target.on("error", reject);
    target.on("job", () => resolve());
    source.pipe(target);
  });
}
