/** An answer of BigQuery that is no result, with its reason and HTTP status. */
export class ApiError extends Error {
  readonly reason: string;
  readonly status: number;

  constructor(reason: string, message: string) {
    super(message);
    this.name = "ApiError";
    this.reason = reason;
    this.status = STATUS[reason] ?? 400;
  }
}

const STATUS: Readonly<Record<string, number>> = {
  notFound: 404,
  duplicate: 409,
  accessDenied: 403,
  quotaExceeded: 403,
  rateLimitExceeded: 403,
  backendError: 503,
  internalError: 500,
};

export function errorProto({ reason, message }: ApiError): { readonly reason: string; readonly message: string } {
  return { reason, message };
}

/** The body of an HTTP answer. */
export function errorBody(error: ApiError): unknown {
  return {
    error: {
      code: error.status,
      message: error.message,
      errors: [{ domain: "global", reason: error.reason, message: error.message }],
      status: STATUS_NAMES[error.status] ?? "INVALID_ARGUMENT",
    },
  };
}

const STATUS_NAMES: Readonly<Record<number, string>> = {
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  409: "ALREADY_EXISTS",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};
