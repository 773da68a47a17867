import type { Clock } from "../clock.ts";
import type { ErrorKind } from "../errors.ts";
import { checkUrl, type EgressRules } from "./egress.ts";
import { HttpError } from "./http-error.ts";
import type { Limiter, Sleep } from "./limiter.ts";
import { safeUrl } from "./redact.ts";
import { DEFAULT_RETRY, nextDelayMs, type RetryPolicy, retryAfterMs } from "./retry.ts";
import type { TokenSource } from "./token-source.ts";
import { failure, send, type WireResponse } from "./transport.ts";

export interface HttpRequest {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal?: AbortSignal;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** What a source knows about a bad answer: its kind, and when to come back. Undefined leaves it to the status. */
export type Classify = (error: HttpError) => { readonly kind: ErrorKind; readonly retryAfterMs?: number } | undefined;

export interface HttpOptions {
  readonly rules: EgressRules;
  readonly clock: Clock;
  readonly sleep: Sleep;
  /** In [0, 1), for the jitter. */
  readonly random: () => number;
  readonly limiter?: Limiter;
  readonly auth?: TokenSource;
  readonly classify?: Classify;
  readonly retry?: RetryPolicy;
  /** Whole request, body included, per try; of a stream its head, then its body with the reader's work on it. */
  readonly totalTimeoutMs?: number;
  readonly idleTimeoutMs?: number;
}

export interface Http {
  /** The whole answer as text; tries again also when the body is cut. Throws HttpError. */
  text(request: HttpRequest): Promise<HttpAnswer>;
  /** A body read piece by piece. Tries again until the head is there; a later cut is thrown to the reader. */
  stream(request: HttpRequest): Promise<Omit<WireResponse, "status">>;
}

const TOTAL_TIMEOUT_MS = 300_000;
const IDLE_TIMEOUT_MS = 60_000;
const MAX_REDIRECTS = 3;
const ERROR_BODY_BYTES = 4096;

/** The one HTTP client: egress rules, limiter, token refresh once on 401, time-outs, retry by class with jitter. */
export function createHttp(options: HttpOptions): Http {
  const retry = options.retry ?? DEFAULT_RETRY;
  const again = async <T>(request: HttpRequest, work: (once: AbortSignal) => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await withTimeout(request, options, work);
      } catch (error) {
        if (!(error instanceof HttpError)) throw error;
        const delayMs = nextDelayMs(error, attempt, retry, options.random);
        if (delayMs === null) throw error;
        await options.sleep(delayMs, request.signal);
      }
    }
  };
  return {
    text: (request) =>
      again(request, async (signal) => {
        const { status, headers, body } = await authorised(request, options, signal);
        return { status, headers, text: await readText(body) };
      }),
    stream: (request) =>
      again(request, async (signal) =>
        timed(await authorised(request, options, signal), new URL(request.url), options),
      ),
  };
}

async function withTimeout<T>(
  request: HttpRequest,
  options: HttpOptions,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const limitMs = options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS;
  const controller = new AbortController();
  const url = new URL(request.url);
  const timer = setTimeout(
    () => controller.abort(failure("timeout", url, `no complete answer within ${limitMs} ms`)),
    limitMs,
  );
  const signal =
    request.signal === undefined ? controller.signal : AbortSignal.any([controller.signal, request.signal]);
  try {
    return await work(signal);
  } finally {
    clearTimeout(timer);
  }
}

/** A body that ends in time, or throws: a server that sends a byte now and then would keep its reader for ever. */
function timed(response: WireResponse, url: URL, options: HttpOptions): WireResponse {
  const limitMs = options.totalTimeoutMs ?? TOTAL_TIMEOUT_MS;
  async function* body(): AsyncGenerator<Uint8Array> {
    const late = failure("timeout", url, `no complete answer within ${limitMs} ms`);
    const timer = setTimeout(() => response.discard(late), limitMs);
    try {
      yield* response.body;
    } finally {
      clearTimeout(timer);
    }
  }
  return { ...response, body: body() };
}

/** Sends with the token; a 401 refreshes it once and sends again. */
async function authorised(request: HttpRequest, options: HttpOptions, signal: AbortSignal): Promise<WireResponse> {
  const token = await options.auth?.token(signal);
  try {
    return await followed(request, options, signal, token);
  } catch (error) {
    if (!(error instanceof HttpError) || error.status !== 401 || options.auth === undefined || token === undefined)
      throw error;
    const fresh = await options.auth.refresh(token, signal);
    return followed(request, options, signal, fresh);
  }
}

async function followed(
  request: HttpRequest,
  options: HttpOptions,
  signal: AbortSignal,
  token: string | undefined,
): Promise<WireResponse> {
  let url = new URL(request.url);
  const origin = url.origin;
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    checkUrl(url, options.rules);
    await options.limiter?.turn(signal);
    const response = await send({
      method: request.method ?? "GET",
      url,
      headers: {
        ...request.headers,
        ...(token === undefined || url.origin !== origin ? {} : { authorization: `Bearer ${token}` }),
      },
      body: request.body,
      idleTimeoutMs: options.idleTimeoutMs ?? IDLE_TIMEOUT_MS,
      signal,
      rules: options.rules,
    });
    const location = response.headers.location;
    if (response.status < 300) return response;
    if (response.status >= 400 || location === undefined) throw await badStatus(response, url, options);
    response.discard();
    url = new URL(location, url);
  }
  throw new HttpError(`more than ${MAX_REDIRECTS} redirects`, {
    failure: "redirect",
    kind: "settings",
    where: safeUrl(url),
  });
}

async function badStatus(response: WireResponse, url: URL, options: HttpOptions): Promise<HttpError> {
  const { status, headers } = response;
  const bodyText = await readText(response.body, ERROR_BODY_BYTES).catch(() => "");
  response.discard();
  const details = {
    failure: "status" as const,
    kind: kindOfStatus(status),
    where: safeUrl(url),
    status,
    headers,
    bodyText,
    requestId: headers["request-id"] ?? headers["x-fb-trace-id"] ?? headers["x-request-id"],
    retryAfterMs: retryAfterMs(headers["retry-after"], options.clock.now().getTime()),
  };
  const error = new HttpError(`the server answered ${status}`, details);
  const known = options.classify?.(error);
  const kind = known?.kind ?? details.kind;
  const waitMs = known?.retryAfterMs ?? details.retryAfterMs ?? 0;
  const { maxRetryAfterMs } = options.retry ?? DEFAULT_RETRY;
  // Told to come back much later: the ledger does, at that time, and asks for nothing until then.
  const isSpent = status === 429 && kind === "transient" && waitMs > maxRetryAfterMs;
  return new HttpError(error.message, {
    ...details,
    kind: isSpent ? "quota" : kind,
    retryAfterMs: known?.retryAfterMs ?? details.retryAfterMs,
  });
}

function kindOfStatus(status: number): ErrorKind {
  if (status === 401 || status === 403) return "auth";
  return status === 408 || status === 429 || status >= 500 ? "transient" : "settings";
}

async function readText(body: AsyncIterable<Uint8Array>, limitBytes = Number.POSITIVE_INFINITY): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    parts.push(part);
    bytes += part.length;
    if (bytes >= limitBytes) break;
  }
  return Buffer.concat(parts).subarray(0, Math.min(bytes, limitBytes)).toString("utf8");
}
