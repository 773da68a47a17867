import type { HttpAnswer } from "../../../lib/http/http.ts";
import type { HttpError } from "../../../lib/http/http-error.ts";
import { classOf, errorText, GraphError, type GraphErrorBody, graphErrorBody } from "../errors.ts";
import { readUsage } from "./usage.ts";

export type GraphAnswer = Readonly<Record<string, unknown>>;

/** The JSON object of a good answer. Throws GraphError for an error inside a 200, and for anything that is no JSON object. */
export function readAnswer({ text, headers, status }: HttpAnswer, where: string): GraphAnswer {
  const body = parsed(text);
  if (body === null)
    throw new GraphError(`expected a JSON object, got ${text.length} bytes of something else with status ${status}`, {
      graphClass: "passing",
      where,
    });
  const error = errorIn(body);
  if (error !== null) throw graphError(error, status, headers, undefined, where);
  return body;
}

/** What a bad status or a broken connection means. Errors of our own rules (egress) stay what they are. */
export function readFailure(error: HttpError): GraphError | HttpError {
  if (error.failure === "egress" || error.failure === "redirect") return error;
  const { status = null, headers, where = "" } = error;
  const body = errorIn(parsed(error.bodyText ?? ""));
  if (body !== null) return graphError(body, status, headers, error.retryAfterMs, where);
  const graphClass =
    status === null || status >= 500 || status === 408 ? "passing" : status === 429 ? "throttled" : "request";
  return new GraphError(
    status === null ? `no complete answer: ${error.message}` : `Facebook answered ${status} without saying why`,
    { graphClass, where, ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: error.retryAfterMs }) },
  );
}

/** An error that Graph words itself. A throttled one carries the wait that the usage headers or Retry-After name. */
function graphError(
  body: GraphErrorBody,
  status: number | null,
  headers: Readonly<Record<string, string>>,
  retryAfterMs: number | undefined,
  where: string,
): GraphError {
  const graphClass = classOf(body, status);
  const waitMs = graphClass === "throttled" ? Math.max(readUsage(headers, null).waitMs, retryAfterMs ?? 0) : 0;
  return new GraphError(errorText(body), { graphClass, where, ...(waitMs > 0 ? { retryAfterMs: waitMs } : {}) });
}

function errorIn(body: GraphAnswer | null): GraphErrorBody | null {
  return body === null || body.error === undefined ? null : (graphErrorBody.safeParse(body.error).data ?? UNREADABLE);
}

/** An `error` without a code: passing, since nothing says that asking differently would help. */
const UNREADABLE: GraphErrorBody = { code: 1, message: "an error that says nothing" };

function parsed(text: string): GraphAnswer | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as GraphAnswer) : null;
  } catch {
    return null;
  }
}
