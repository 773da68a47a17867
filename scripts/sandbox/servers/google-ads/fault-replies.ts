import type { Fault } from "../faults.ts";
import type { SandboxReply } from "../serve.ts";
import { permissionDenied } from "./accounts.ts";
import { failureReply, type GoogleAdsError, Refusal } from "./failure.ts";

const RETRY_SECONDS = 2;
const DAY_QUOTA_SECONDS = 5 * 3600;

/** The reply that Google gives in a fault, for the faults that are a whole reply. */
export function faultReply(fault: Fault, requestId: string, isStream: boolean): SandboxReply | null {
  const reply = (refusal: Refusal, headers: Readonly<Record<string, string>> = {}): SandboxReply =>
    failureReply(refusal, requestId, isStream, headers);
  switch (fault) {
    case "server_error_json":
      return reply(internal(500, "INTERNAL_ERROR", "An internal error has occurred."));
    case "server_busy_delay":
      return reply(internal(503, "TRANSIENT_ERROR", "Internal error. Please try again."), {
        "retry-after": String(RETRY_SECONDS),
      });
    case "deadline_exceeded":
      return reply(internal(503, "DEADLINE_EXCEEDED", "Deadline exceeded."));
    case "throttle":
      return reply(
        quota("RESOURCE_TEMPORARILY_EXHAUSTED", "Too many requests. Retry later.", "Requests per service per method"),
      );
    case "throttle_delay":
      return reply(
        quota(
          "RESOURCE_TEMPORARILY_EXHAUSTED",
          `Too many requests. Retry in ${RETRY_SECONDS} seconds.`,
          "Requests per service per method",
          RETRY_SECONDS,
        ),
      );
    case "day_quota":
      return reply(dayQuota(DAY_QUOTA_SECONDS));
    case "too_big":
      return reply(
        quota(
          "EXCESSIVE_SHORT_TERM_QUERY_RESOURCE_CONSUMPTION",
          "Excessive resource usage by this query.",
          "Query cost",
        ),
      );
    case "expired_token":
      return reply(unauthenticated("OAUTH_TOKEN_EXPIRED", "OAuth token with the header is expired."));
    case "forbidden_account":
      return reply(permissionDenied());
    case "project_not_approved":
      return reply(
        new Refusal(403, {
          errorCode: { authorizationError: "CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION" },
          message: "The Google Cloud project is not approved for access to production accounts.",
        }),
      );
    case "service_disabled":
      return serviceDisabled(requestId, isStream);
    default:
      return null;
  }
}

/** The rolling day's operations of a Cloud project are spent. */
export function dayQuota(retrySeconds: number): Refusal {
  return quota(
    "RESOURCE_EXHAUSTED",
    `Too many requests. Retry in ${retrySeconds} seconds.`,
    "Number of operations for basic access",
    retrySeconds,
  );
}

export function unauthenticated(code: string, message: string): Refusal {
  return new Refusal(401, { errorCode: { authenticationError: code }, message });
}

function internal(status: 500 | 503, code: string, message: string): Refusal {
  return new Refusal(status, { errorCode: { internalError: code }, message });
}

function quota(code: string, message: string, rateName: string, retrySeconds?: number): Refusal {
  const quotaErrorDetails: NonNullable<GoogleAdsError["details"]>["quotaErrorDetails"] = {
    rateScope: "DEVELOPER",
    rateName,
    ...(retrySeconds === undefined ? {} : { retryDelay: `${retrySeconds}s` }),
  };
  return new Refusal(429, { errorCode: { quotaError: code }, message, details: { quotaErrorDetails } });
}

const PROJECT = "projects/123456789012";

/** Comes from the front of Google's services, not from Google Ads: another kind of detail. */
function serviceDisabled(requestId: string, isStream: boolean): SandboxReply {
  const body = {
    error: {
      code: 403,
      message: `Google Ads API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/googleads.googleapis.com/overview?project=123456789012 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
      status: "PERMISSION_DENIED",
      details: [
        {
          "@type": "type.googleapis.com/google.rpc.ErrorInfo",
          reason: "SERVICE_DISABLED",
          domain: "googleapis.com",
          metadata: { consumer: PROJECT, service: "googleads.googleapis.com" },
        },
      ],
    },
  };
  return {
    status: 403,
    headers: { "request-id": requestId },
    body: JSON.stringify(isStream ? [body] : body),
  };
}
