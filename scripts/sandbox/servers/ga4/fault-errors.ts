import type { Fault } from "../faults.ts";
import { ApiError, errorInfo } from "./api-error.ts";

const RETRY_SECONDS = 2;
const PROJECT = "projects/123456789012";

/** The error that the API gives in a fault. */
export function faultError(fault: Fault): ApiError {
  switch (fault) {
    case "server_error_json":
      return new ApiError(500, "Internal error encountered.");
    case "server_busy_delay":
      return new ApiError(503, "The service is currently unavailable.", {
        headers: { "retry-after": String(RETRY_SECONDS) },
      });
    case "deadline_exceeded":
      return new ApiError(504, "Deadline expired before operation could complete.");
    case "throttle":
      return new ApiError(
        429,
        "Exhausted concurrent requests quota. Please send fewer requests concurrently. To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas",
      );
    case "day_quota":
      return tokensExhausted("day");
    case "expired_token":
      return unauthenticated("ACCESS_TOKEN_EXPIRED");
    case "forbidden_account":
      return forbiddenProperty();
    case "service_disabled":
      return new ApiError(
        403,
        `Google Analytics Data API has not been used in project 123456789012 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/analyticsdata.googleapis.com/overview?project=123456789012 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.`,
        { details: [errorInfo("SERVICE_DISABLED", { consumer: PROJECT, service: "analyticsdata.googleapis.com" })] },
      );
    default:
      throw new RangeError(`expected a fault of the Data API, got ${fault}`);
  }
}

/** The property's tokens are spent: those of an hour come back within it, those of a day at midnight Pacific. */
export function tokensExhausted(window: "hour" | "day"): ApiError {
  const back = window === "hour" ? "will return in under an hour" : "will return at midnight Pacific Time";
  return new ApiError(
    429,
    `Exhausted property tokens per ${window}. These quota tokens ${back}. To learn more, see https://developers.google.com/analytics/devguides/reporting/data/v1/quotas`,
  );
}

/** No such property, or none that the credential may read: the API does not tell which. */
export function forbiddenProperty(): ApiError {
  return new ApiError(
    403,
    "User does not have sufficient permissions for this property. To learn more about Property ID, see https://developers.google.com/analytics/devguides/reporting/data/v1/property-id.",
  );
}

export function unauthenticated(
  reason: "ACCESS_TOKEN_EXPIRED" | "CREDENTIALS_MISSING" | "ACCESS_TOKEN_INVALID",
): ApiError {
  const message =
    reason === "CREDENTIALS_MISSING"
      ? "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project."
      : "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.";
  const metadata = { service: "analyticsdata.googleapis.com" };
  return new ApiError(401, message, {
    details: reason === "ACCESS_TOKEN_INVALID" ? [] : [errorInfo(reason, metadata)],
  });
}
