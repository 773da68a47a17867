/**
 * What goes wrong on the wire, the same for every vendor: 502 with HTML, 503 without a body, no answer at all, a connection that breaks before the
 * answer, and in the middle of it: closed, broken, or silent from there on.
 */
export const WIRE_FAULTS = [
  "server_error_html",
  "server_error_empty",
  "hang",
  "reset",
  "cut",
  "reset_body",
  "stall",
] as const;

export type WireFault = (typeof WIRE_FAULTS)[number];

/** What can go wrong with one request. Apart from those of the wire each vendor words them its own way. */
export type Fault =
  | WireFault
  | "server_error_json"
  | "server_busy_delay"
  | "deadline_exceeded"
  | "throttle"
  | "throttle_delay"
  | "day_quota"
  | "expired_token"
  | "revoked_token"
  | "forbidden_account"
  | "service_disabled"
  | "project_not_approved"
  | "embedded_error"
  | "missing_bracket"
  | "duplicate_page"
  | "job_failed"
  | "not_visible"
  | "too_big";

export interface FaultContext {
  readonly vendor: string;
  /** `searchStream`, `insights`, `search`, `query`, `token` … as the server names it. */
  readonly operation: string;
  readonly accountId: string | null;
  /** Requests answered before by this server, faulty ones included. */
  readonly requestNumber: number;
  readonly url: string;
  readonly body: string;
}

/**
 * Decides per request; null: answer as usual. A fault the vendor does not know for the operation is an error of the test: the request is answered 500
 * and `close()` of the server throws, so that nobody believes it happened.
 */
export type FaultPlan = (context: FaultContext) => Fault | null;
