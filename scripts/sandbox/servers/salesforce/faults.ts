import type { Fault } from "../faults.ts";
import type { SandboxReply } from "../serve.ts";
import { json, problem } from "./replies.ts";

/** What a request asks for, as fault plans name it. `query_more` is a later page. */
export type SalesforceOperation = "token" | "query" | "query_all" | "query_more" | "describe" | "limits" | "unknown";

const EVERYWHERE = [
  "server_error_json",
  "server_busy_delay",
  "throttle",
  "day_quota",
  "expired_token",
  "revoked_token",
  "forbidden_account",
] as const satisfies readonly Fault[];

/** What can go wrong at Salesforce, by operation. It throttles without a word on when to come back. */
export const SALESFORCE_FAULTS: Readonly<Record<SalesforceOperation, readonly Fault[]>> = {
  token: ["server_error_json", "server_busy_delay", "throttle", "revoked_token", "forbidden_account"],
  query: [...EVERYWHERE, "too_big"],
  query_all: [...EVERYWHERE, "too_big"],
  query_more: [...EVERYWHERE, "duplicate_page"],
  describe: EVERYWHERE,
  limits: EVERYWHERE,
  unknown: [],
};

/** Faults that replace the answer; one inside an answer (`duplicate_page`) returns null. */
export function faultReply(fault: Fault, operation: SalesforceOperation): SandboxReply | null {
  if (operation === "token") return tokenFault(fault);
  switch (fault) {
    case "server_error_json":
      return problem(
        500,
        "UNKNOWN_EXCEPTION",
        "An unexpected error occurred. Please include this ErrorId if you contact support: 1234567890-12345 (-1)",
      );
    case "server_busy_delay":
      return problem(503, "SERVER_UNAVAILABLE", "We are down for maintenance. Sorry for the inconvenience.", {
        "retry-after": "3",
      });
    case "throttle":
      return problem(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded.");
    case "day_quota":
      return dayLimit();
    case "expired_token":
    case "revoked_token":
      return invalidSession();
    case "forbidden_account":
      return problem(403, "API_DISABLED_FOR_ORG", "API is not enabled for this Organization or Partner");
    case "too_big":
      return problem(400, "QUERY_TIMEOUT", "Your query request was running for too long.");
    default:
      return null;
  }
}

function tokenFault(fault: Fault): SandboxReply | null {
  switch (fault) {
    case "server_error_json":
      return json({ error: "unknown_error", error_description: "retry your request" }, 500);
    case "server_busy_delay":
      return json({ error: "server_error", error_description: "retry your request" }, 503, { "retry-after": "3" });
    case "throttle":
      return json({ error: "invalid_grant", error_description: "login rate exceeded" }, 400);
    case "revoked_token":
      return json({ error: "invalid_client", error_description: "invalid client credentials" }, 401);
    case "forbidden_account":
      return json({ error: "invalid_grant", error_description: "no client credentials user enabled" }, 400);
    default:
      return null;
  }
}

/** The session behind a token has ended, or never was. */
export function invalidSession(): SandboxReply {
  return problem(401, "INVALID_SESSION_ID", "Session expired or invalid");
}

/** The requests of 24 hours are spent. */
export function dayLimit(): SandboxReply {
  return problem(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
}
