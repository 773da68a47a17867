import type { Fault } from "../faults.ts";
import type { SandboxReply } from "../serve.ts";
import { correlationId, json, problem } from "./replies.ts";

/** What a request asks for, as fault plans name it. */
export type HubspotOperation =
  | "search"
  | "list"
  | "batch_read"
  | "associations"
  | "properties"
  | "pipelines"
  | "owners"
  | "account"
  | "unknown";

const EVERYWHERE = [
  "server_error_json",
  "server_busy_delay",
  "throttle",
  "throttle_delay",
  "day_quota",
  "expired_token",
  "revoked_token",
  "forbidden_account",
] as const satisfies readonly Fault[];

/** What can go wrong at HubSpot, by operation. */
export const HUBSPOT_FAULTS: Readonly<Record<HubspotOperation, readonly Fault[]>> = {
  search: [...EVERYWHERE, "duplicate_page"],
  list: [...EVERYWHERE, "duplicate_page"],
  batch_read: [...EVERYWHERE, "embedded_error"],
  associations: EVERYWHERE,
  properties: EVERYWHERE,
  pipelines: EVERYWHERE,
  owners: EVERYWHERE,
  account: EVERYWHERE,
  unknown: [],
};

/** Faults that replace the answer; those inside an answer (`embedded_error`, `duplicate_page`) return null. */
export function faultReply(fault: Fault, operation: HubspotOperation): SandboxReply | null {
  switch (fault) {
    case "server_error_json":
      return json({ status: "error", message: "internal error", correlationId: correlationId("internal error") }, 500);
    case "server_busy_delay":
      return json(
        { status: "error", message: "Service temporarily unavailable", correlationId: correlationId("unavailable") },
        503,
        { "retry-after": "3" },
      );
    case "throttle":
      return operation === "search" ? limitReply("SECONDLY") : limitReply("TEN_SECONDLY_ROLLING");
    case "throttle_delay":
      return limitReply(operation === "search" ? "SECONDLY" : "TEN_SECONDLY_ROLLING", { "retry-after": "2" });
    case "day_quota":
      return limitReply("DAILY");
    case "expired_token":
      return problem(401, "EXPIRED_AUTHENTICATION", "The OAuth token used to make this call expired 12 minute(s) ago.");
    case "revoked_token":
      return unauthenticated();
    case "forbidden_account":
      return problem(
        403,
        "MISSING_SCOPES",
        "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.",
        {
          errors: [
            {
              message: "One or more of the following scopes are required.",
              context: { requiredGranularScopes: ["crm.objects.contacts.read"] },
            },
          ],
          links: { scopes: "https://developers.hubspot.com/scopes" },
        },
      );
    default:
      return null;
  }
}

/** No token, or one that HubSpot does not know. */
export function unauthenticated(): SandboxReply {
  return problem(
    401,
    "INVALID_AUTHENTICATION",
    "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview",
  );
}

/** 429 in the words of a policy. */
export function limitReply(
  policyName: "SECONDLY" | "TEN_SECONDLY_ROLLING" | "DAILY",
  headers: Readonly<Record<string, string>> = {},
): SandboxReply {
  const message = `You have reached your ${policyName.toLowerCase()} limit.`;
  return json(
    { status: "error", message, errorType: "RATE_LIMIT", correlationId: correlationId(message), policyName },
    429,
    headers,
  );
}
