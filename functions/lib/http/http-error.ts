import { AppError, type ErrorKind } from "../errors.ts";

/** How a request failed: an answer with a bad status, or none, or half of one. */
export type HttpFailure = "status" | "timeout" | "idle" | "reset" | "refused" | "cut" | "egress" | "redirect";

export interface HttpErrorDetails {
  readonly failure: HttpFailure;
  readonly kind: ErrorKind;
  /** Redacted: no query string, no credentials. */
  readonly where: string;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** The server's own word on when to come back. */
  readonly retryAfterMs?: number | undefined;
  /** First 4 KB of the answer, for the source to classify; never logged. */
  readonly bodyText?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly fix?: string | undefined;
  readonly cause?: unknown;
}

/** A request that did not succeed. `status` is undefined where no answer came. */
export class HttpError extends AppError {
  readonly failure: HttpFailure;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly bodyText: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(message: string, details: HttpErrorDetails) {
    super(message, {
      kind: details.kind,
      where: details.where,
      cause: details.cause,
      ...(details.fix === undefined ? {} : { fix: details.fix }),
    });
    this.name = "HttpError";
    this.failure = details.failure;
    this.status = details.status;
    this.requestId = details.requestId;
    this.retryAfterMs = details.retryAfterMs;
    this.bodyText = details.bodyText;
    this.headers = details.headers ?? {};
  }
}
