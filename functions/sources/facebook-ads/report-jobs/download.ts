import type { SourcePorts } from "../../source.ts";
import { GraphError } from "../errors.ts";
import { type GraphObject, pagesOf } from "../graph/pages.ts";
import type { Session } from "../graph/session.ts";
import type { Job } from "./job.ts";
import type { JobLog } from "./log.ts";
import { PAGE_ROWS } from "./request.ts";

/** How reading a finished report ended: with all its rows; or it must be made anew, or smaller. */
export interface Download {
  readonly kind: "downloaded" | "gone" | "too_big";
  readonly job: Job;
}

/** Hands over every object of a finished report. What was taken of one that is gone or too big is to be thrown away. */
export async function download(
  job: Job,
  take: (object: GraphObject) => void,
  { session, ports, log }: { readonly session: Session; readonly ports: SourcePorts; readonly log: JobLog },
): Promise<Download> {
  const path = `${job.reportRunId}/insights`;
  try {
    for await (const page of pagesOf((more) => session.call({ path, params: more }), path, PAGE_ROWS)) {
      for (const object of page) take(object);
      await ports.checkpoint("page");
    }
  } catch (error) {
    if (!(error instanceof GraphError)) throw error;
    if (error.graphClass !== "not_visible" && error.graphClass !== "too_big") throw error;
    const kind = error.graphClass === "too_big" ? "too_big" : "gone";
    return { kind, job: await log.record(job, { state: "failed" }, error.message) };
  }
  return { kind: "downloaded", job: await log.record(job, { state: "downloaded" }) };
}
