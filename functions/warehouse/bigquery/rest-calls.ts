import { toWarehouseError } from "./errors.ts";
import type { JobProto } from "./rest.ts";
import { type RetryPolicy, withRetries } from "./retries.ts";
import type { RestRequest, Transport } from "./transport.ts";

/** Signed requests with retries; `subject` names the work in errors. */
export interface RestCalls {
  readonly transport: Transport;
  readonly retries: RetryPolicy;
  /** Repeats what the network, a busy service or a rate limit refused. */
  call<T>(request: RestRequest, subject: string): Promise<T>;
  /** One try. */
  callOnce<T>(request: RestRequest, subject: string): Promise<T>;
  job(jobId: string, subject: string): Promise<JobProto>;
}

export function restCalls(transport: Transport, retries: RetryPolicy): RestCalls {
  const callOnce = async <T>(request: RestRequest, subject: string): Promise<T> => {
    try {
      return (await transport.request(request)) as T;
    } catch (error) {
      throw toWarehouseError(error, subject);
    }
  };
  const call = <T>(request: RestRequest, subject: string): Promise<T> =>
    withRetries(retries, ["unavailable", "rate-limited"], () => callOnce<T>(request, subject));
  return {
    transport,
    retries,
    callOnce,
    call,
    job: (jobId, subject) =>
      call({ method: "GET", path: `/jobs/${jobId}`, query: { location: transport.location } }, subject),
  };
}
