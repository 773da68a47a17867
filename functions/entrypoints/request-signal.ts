import type { Request, Response } from "@google-cloud/functions-framework";

/**
 * Aborts when the time of the request is over, or its caller has gone. The framework tells the first only: it listens
 * for the request's end, which has come before any handler runs (5.0.5, measured), so the second is read off a reply
 * that closes unfinished.
 */
export function requestSignal(request: Request, response: Response): AbortSignal {
  const gone = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) gone.abort(new Error("the caller closed the connection"));
  });
  const timeout = request.abortController?.signal;
  return timeout === undefined ? gone.signal : AbortSignal.any([timeout, gone.signal]);
}
