import type { SandboxReply } from "../serve.ts";

const STATUS_OF_HTTP = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
  504: "DEADLINE_EXCEEDED",
} as const;

export type HttpStatus = keyof typeof STATUS_OF_HTTP;

/** An error as Google's APIs send it; thrown where a request is found to be wrong. */
export class ApiError extends Error {
  readonly status: HttpStatus;
  readonly details: readonly object[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: HttpStatus,
    message: string,
    more: { readonly details?: readonly object[]; readonly headers?: Readonly<Record<string, string>> } = {},
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.details = more.details ?? [];
    this.headers = more.headers ?? {};
  }
}

/** What the API says to a report request that it refuses. */
export function invalidArgument(message: string, details: readonly object[] = []): ApiError {
  return new ApiError(400, message, { details });
}

/** `google.rpc.ErrorInfo`: a reason for machines. */
export function errorInfo(reason: string, metadata: Readonly<Record<string, string>> = {}): object {
  return { "@type": "type.googleapis.com/google.rpc.ErrorInfo", reason, domain: "googleapis.com", metadata };
}

export function errorReply({ status, message, details, headers }: ApiError): SandboxReply {
  const error = { code: status, message, status: STATUS_OF_HTTP[status], ...(details.length > 0 ? { details } : {}) };
  return { status, headers, body: JSON.stringify({ error }) };
}
