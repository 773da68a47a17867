import type { SandboxReply } from "../serve.ts";

/** `{"queryError": "UNRECOGNIZED_FIELD"}`: the name of the error's enum and its constant. */
export type ErrorCode = Readonly<Record<string, string>>;

export interface GoogleAdsError {
  readonly errorCode: ErrorCode;
  readonly message: string;
  readonly details?: {
    readonly quotaErrorDetails: {
      readonly rateScope: "ACCOUNT" | "DEVELOPER";
      readonly rateName: string;
      /** Seconds, `30s`. */
      readonly retryDelay?: string;
    };
  };
}

const STATUS_OF_HTTP = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  501: "UNIMPLEMENTED",
  503: "UNAVAILABLE",
} as const;
const MESSAGE_OF_HTTP: Readonly<Record<HttpStatus, string>> = {
  400: "Request contains an invalid argument.",
  401: "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
  403: "The caller does not have permission",
  404: "Requested entity was not found.",
  429: "Resource has been exhausted (e.g. check quota).",
  500: "Internal error encountered.",
  501: "The sandbox does not hold this.",
  503: "The service is currently unavailable.",
};

export type HttpStatus = keyof typeof STATUS_OF_HTTP;

/** A request that Google would refuse, thrown where it is found out. */
export class Refusal extends Error {
  readonly status: HttpStatus;
  readonly errors: readonly GoogleAdsError[];

  constructor(status: HttpStatus, ...errors: readonly GoogleAdsError[]) {
    super(errors.map(({ message }) => message).join(" ") || MESSAGE_OF_HTTP[status]);
    this.status = status;
    this.errors = errors;
  }
}

/** A query that Google's parser or checker refuses. */
export function queryRefusal(code: string, message: string): Refusal {
  return new Refusal(400, { errorCode: { queryError: code }, message });
}

/** The `{"error": …}` object of a refusal. Without errors `details` is absent, as Google does for plain refusals of a token. */
export function failureBody({ status, errors }: Refusal, requestId: string): object {
  const failure = {
    "@type": "type.googleapis.com/google.ads.googleads.v25.errors.GoogleAdsFailure",
    errors,
    requestId,
  };
  return {
    error: {
      code: status,
      message: MESSAGE_OF_HTTP[status],
      status: STATUS_OF_HTTP[status],
      ...(errors.length > 0 ? { details: [failure] } : {}),
    },
  };
}

/** On searchStream the object stands in an array, on other methods it is bare. */
export function failureReply(
  refusal: Refusal,
  requestId: string,
  isStream: boolean,
  headers: Readonly<Record<string, string>> = {},
): SandboxReply {
  const body = failureBody(refusal, requestId);
  return {
    status: refusal.status,
    headers: { "request-id": requestId, ...headers },
    body: JSON.stringify(isStream ? [body] : body),
  };
}
