import type { ErrorKind } from "../lib/errors.ts";
import type { StepReply } from "../nightly/answer-step.ts";

/** The status by which a runner knows what to do with a reply: go on, wait, ask again, or leave it. */
export function httpStatus(reply: StepReply): number {
  switch (reply.status) {
    case "done":
    case "skipped":
    case "partial":
    case "refused":
    case "continue":
      return 200;
    case "busy":
      return 409;
    case "blocked":
      return 422;
    case "failed":
      return failureStatus(reply.error_kind ?? "bug");
    default:
      return reply satisfies never;
  }
}

/** 503 for what passes with time, 500 for a fault of ours, 422 for what a person has to change. */
export function failureStatus(kind: ErrorKind): number {
  switch (kind) {
    case "transient":
      return 503;
    case "bug":
      return 500;
    case "auth":
    case "quota":
    case "data":
    case "settings":
      return 422;
    default:
      return kind satisfies never;
  }
}
