import type { HttpFunction, Request, Response } from "@google-cloud/functions-framework";
import { AppError, errorKind, errorMessage } from "../lib/errors.ts";
import { createLog, withFields } from "../lib/log.ts";
import { readTrace, traceFields } from "../lib/trace.ts";
import { nightlyGraph, type Step } from "../nightly/graph.ts";
import { failureStatus, httpStatus } from "./http-status.ts";
import type { FunctionProcess, OpenProcess } from "./process.ts";
import { requestSignal } from "./request-signal.ts";
import { readStepBody } from "./step-body.ts";

/**
 * The cloud function of a group of steps: `POST {run_id, logical_date, step, execution_id}` works on that step once and
 * answers how it ended, `continue` or `busy`. A request that is no request is 400, by another method 405.
 */
export function stepFunction(group: Step["group"], open: OpenProcess): HttpFunction {
  return async (request, response) => {
    if (request.method !== "POST") {
      response.status(405).set("Allow", "POST").json({ status: "failed", reason: "method", detail: "expected POST" });
      return;
    }
    const asked = readRequest(group, request);
    if (asked instanceof AppError) {
      response.status(400).json({ status: "failed", reason: "bad_request", detail: asked.message });
      return;
    }
    const signal = requestSignal(request, response);
    try {
      await answer(await open(), asked, signal, request, response);
    } catch (error) {
      refuse(error, asked.body.step, response);
    }
  };
}

interface Asked {
  readonly step: Step;
  readonly body: ReturnType<typeof readStepBody>;
}

function readRequest(group: Step["group"], request: Request): Asked | AppError {
  try {
    const body = readStepBody(request.body);
    const steps = nightlyGraph.filter((step) => step.group === group);
    const step = steps.find(({ id }) => id === body.step);
    if (step !== undefined) return { step, body };
    const known = steps.map(({ id }) => id).join(", ");
    return new AppError(`step: expected one of ${known}, got "${body.step}"`, { kind: "settings" });
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
}

async function answer(
  opened: FunctionProcess,
  { step, body }: Asked,
  signal: AbortSignal,
  request: Request,
  response: Response,
): Promise<void> {
  const { answerStep } = await import("../nightly/answer-step.ts");
  const trace = readTrace((name) => request.get(name));
  const { projectId } = opened;
  const context =
    trace === null || projectId === null
      ? opened.context
      : { ...opened.context, log: withFields(opened.context.log, traceFields(trace, projectId)) };
  const serving = { ...opened, context, signal, ...(trace === null ? {} : { traceId: trace.traceId }) };
  const reply = await answerStep(serving, step, body);
  if (reply.status === "busy") response.set("Retry-After", String(reply.retry_after_s));
  response.status(httpStatus(reply)).json(reply);
}

/** What went wrong outside the step's own work. The text of a fault of ours stays in the log. */
function refuse(error: unknown, step: string, response: Response): void {
  const kind = errorKind(error);
  const stack = error instanceof Error ? error.stack : String(error);
  createLog().error("request.failed", { step, error_kind: kind, error: errorMessage(error), stack_trace: stack });
  const detail = kind === "bug" ? null : errorMessage(error);
  response.status(failureStatus(kind)).json({ status: "failed", reason: "error", detail, error_kind: kind });
}
