/** What can go wrong with one request. The first seven are the same for every vendor; the rest each vendor words its own way. */
export type Fault =
  | "server_error_json"
  | "server_error_html"
  | "server_error_empty"
  | "hang"
  | "reset"
  | "cut"
  | "server_busy_delay"
  | "throttle"
  | "throttle_delay"
  | "day_quota"
  | "expired_token"
  | "revoked_token"
  | "forbidden_account"
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

/** Decides per request; null: answer as usual. A fault the vendor does not know for the operation is an error of the test. */
export type FaultPlan = (context: FaultContext) => Fault | null;
