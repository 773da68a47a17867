import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { errorMessage } from "../errors.ts";
import { type EgressRules, guardedLookup } from "./egress.ts";
import { HttpError, type HttpFailure } from "./http-error.ts";
import { safeUrl } from "./redact.ts";

export interface WireRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array | undefined;
  /** No byte for this long: given up. */
  readonly idleTimeoutMs: number;
  readonly signal: AbortSignal;
  readonly rules: EgressRules;
}

export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. Ends only when the answer was complete; a cut or idle connection throws. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Ends the connection without reading the rest; who still reads gets the error. */
  discard(error?: HttpError): void;
}

/** One request on the wire, no retry, no redirect. Throws HttpError where no complete head came back. */
export function send(request: WireRequest): Promise<WireResponse> {
  const { url, signal } = request;
  const start = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = start(url, {
      method: request.method,
      headers: { "accept-encoding": "gzip, deflate, br", ...request.headers, ...lengthOf(request.body) },
      lookup: guardedLookup(request.rules),
      timeout: request.idleTimeoutMs,
      signal,
    });
    outgoing.on("timeout", () => outgoing.destroy(failure("idle", url, `no byte for ${request.idleTimeoutMs} ms`)));
    outgoing.on("error", (error) => reject(toHttpError(error, url, signal)));
    outgoing.on("response", (incoming) =>
      resolve({
        status: incoming.statusCode ?? 0,
        headers: plainHeaders(incoming),
        body: readBody(incoming, url, signal),
        discard: (error) => incoming.destroy(error),
      }),
    );
    outgoing.end(request.body);
  });
}

async function* readBody(incoming: IncomingMessage, url: URL, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of decompressed(incoming)) yield chunk as Uint8Array;
  } catch (error) {
    throw toHttpError(error, url, signal, "cut");
  }
  if (!incoming.complete) throw failure("cut", url, "the connection ended before the answer did");
}

function decompressed(incoming: IncomingMessage): Readable {
  const decoder = { gzip: createGunzip, deflate: createInflate, br: createBrotliDecompress }[
    incoming.headers["content-encoding"] ?? ""
  ];
  if (decoder === undefined) return incoming;
  const output = decoder();
  incoming.on("error", (error) => output.destroy(error));
  return incoming.pipe(output);
}

function plainHeaders(incoming: IncomingMessage): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(", ") : (value ?? ""),
    ]),
  );
}

function lengthOf(body: string | Uint8Array | undefined): Record<string, string> {
  return body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
}

function toHttpError(error: unknown, url: URL, signal: AbortSignal, otherwise: HttpFailure = "reset"): HttpError {
  if (error instanceof HttpError) return error;
  if (signal.aborted && signal.reason instanceof HttpError) return signal.reason;
  const code = (error as NodeJS.ErrnoException).code;
  const kind = code === "ECONNREFUSED" || code === "ENOTFOUND" || code === "EAI_AGAIN" ? "refused" : otherwise;
  return failure(kind, url, errorMessage(error), error);
}

/** Something that time may cure. */
export function failure(kind: HttpFailure, url: URL, message: string, cause?: unknown): HttpError {
  return new HttpError(message, { failure: kind, kind: "transient", where: safeUrl(url), cause });
}
