import type { Fault } from "../faults.ts";
import { GraphError, type GraphErrorParts, unknownObject } from "./graph/graph-error.ts";
import { type UsageKind, usageHeaders } from "./graph/usage.ts";
import type { JobEnd } from "./insights/report-runs.ts";

/** The wordings of a fault; a server goes through them in turn, so that all come up. */
const WORDINGS: Readonly<Partial<Record<Fault, readonly GraphErrorParts[]>>> = {
  server_error_json: [
    { message: "An unknown error occurred", code: 1, status: 500 },
    { message: "Service temporarily unavailable", code: 2, isTransient: true, status: 503 },
    { message: "(#2) Service temporarily unavailable", code: 2, subcode: 1504043, isTransient: true, status: 500 },
    { message: "(#2) Service temporarily unavailable", code: 2, subcode: 1504044, isTransient: true, status: 500 },
    { message: "(#-2) The report failed. Please try again later", code: -2, subcode: 2490547, isTransient: true },
    { message: "An unexpected error has occurred. Please retry your request later.", code: 2, isTransient: true },
  ],
  throttle: [
    { message: "(#17) User request limit reached", code: 17, subcode: 2446079, isTransient: true },
    { message: "(#4) Application request limit reached", code: 4, subcode: 1504022, isTransient: true },
    { message: "(#613) Calls to this api have exceeded the rate limit.", code: 613, subcode: 1487742 },
    { message: tooManyCalls(80004), code: 80004, subcode: 2446079 },
    { message: "(#4) Application request limit reached", code: 4, subcode: 1504039, isTransient: true },
    { message: tooManyCalls(80000), code: 80000, subcode: 2446079 },
  ],
  expired_token: [{ message: "Error validating access token: Session has expired.", code: 190, subcode: 463 }],
  revoked_token: [
    {
      message:
        "Error validating access token: The session has been invalidated because the user changed their password.",
      code: 190,
      subcode: 460,
    },
  ],
  forbidden_account: [
    {
      message: "(#200) Ad account owner has NOT grant ads_management or ads_read permission",
      code: 200,
      status: 403,
    },
    { message: "(#10) Application does not have permission for this action", code: 10, status: 403 },
  ],
  too_big: [
    {
      message: "Please reduce the amount of data you're asking for, then retry your request",
      code: 1,
      subcode: 99,
      status: 500,
    },
    { message: "(#100) The request timed out. Please ask for less data", code: 100, subcode: 1504018 },
    { message: "(#2) The request timed out", code: 2, subcode: 1504038, status: 500 },
    {
      message: "(#100) Please reduce the amount of data you're asking for, then retry your request",
      code: 100,
      subcode: 1487534,
    },
    {
      message: "(#-3) Please reduce the amount of data you're asking for, then retry your request",
      code: -3,
      subcode: 1504045,
      status: 500,
    },
  ],
};

/** How failing jobs end: with a reason, without one as before v25.0, asking for less, skipped. */
export const JOB_FAILURES: readonly JobEnd[] = [
  {
    code: -2,
    subcode: 2490547,
    message: "The report failed. Please try again later",
    userTitle: "Report failed",
    userMessage: "Your report could not be generated. Please try again later.",
  },
  null,
  {
    code: 100,
    subcode: 1487534,
    message: "Please reduce the amount of data you're asking for, then retry your request",
    userTitle: "Too much data",
    userMessage: "The report asks for too much data. Choose a shorter time range or fewer fields.",
  },
  "skipped",
];

/** Minutes that a throttled account has to wait when Meta says how long. */
const WAIT_MINUTES = 5;

/** A request that a fault hits. */
export interface FaultedRequest {
  readonly accountId: string | null;
  readonly usage: UsageKind;
  readonly node: string;
  readonly method: string;
}

/** Words faults as Meta does: the wordings of each fault in turn. Null for what is no error of this request (`duplicate_page`, `job_failed`). */
export function createGraphFaults(): (fault: Fault, request: FaultedRequest) => GraphError | null {
  const counts = new Map<Fault, number>();
  const worded = (fault: Fault): GraphErrorParts => {
    const wordings = WORDINGS[fault] ?? [];
    const count = counts.get(fault) ?? 0;
    counts.set(fault, count + 1);
    const parts = wordings[count % wordings.length];
    if (!parts) throw new Error(`expected a fault that Meta words as an error, got ${fault}`);
    return parts;
  };
  return (fault, { accountId, usage, node, method }) => {
    switch (fault) {
      case "duplicate_page":
      case "job_failed":
        return null;
      case "not_visible":
        return unknownObject(node, method);
      case "embedded_error":
        return new GraphError({ message: "An unknown error occurred", code: 2, isTransient: true, status: 200 });
      case "throttle":
        return new GraphError({ ...worded("throttle"), headers: usageHeaders(accountId, usage, 100, 0) });
      case "throttle_delay":
        return new GraphError({ ...worded("throttle"), headers: usageHeaders(accountId, usage, 100, WAIT_MINUTES) });
      default:
        return new GraphError(worded(fault));
    }
  };
}

/** The account's calls of the hour are used up. */
export function accountThrottled(headers: Readonly<Record<string, string>>): GraphError {
  return new GraphError({ message: tooManyCalls(80004), code: 80004, subcode: 2446079, headers });
}

function tooManyCalls(code: number): string {
  return (
    `(#${code}) There have been too many calls to this ad-account. Wait a bit and try again. For more info, please refer to ` +
    "https://developers.facebook.com/docs/graph-api/overview/rate-limiting#ads-management."
  );
}
