import { ApiError } from "./api-error.ts";

/** `insert`: a job is sent; `run`: it runs; `results`, `job`: it is asked for; `tables`: metadata. */
export type Operation = "insert" | "upload" | "run" | "results" | "job" | "tables";

export interface Fault {
  readonly reason: "backendError" | "rateLimitExceeded" | "quotaExceeded" | "duplicate" | "accessDenied" | "aborted";
  /** The work is done and only its answer is lost; else nothing happens. */
  readonly isAnswerLost?: boolean;
}

/** Asked once for each operation; null lets it pass. */
export type FaultSource = (operation: Operation) => Fault | null;

const MESSAGES: Readonly<Record<Fault["reason"], string>> = {
  backendError: "Error encountered during execution. Retrying may solve the problem.",
  rateLimitExceeded: "Exceeded rate limits: too many api requests per user per method for this user_method",
  quotaExceeded: "Quota exceeded: Your project exceeded quota for free query bytes scanned.",
  duplicate: "Already Exists: Job",
  accessDenied: "Access Denied: User does not have permission to perform this operation",
  aborted: "Transaction is aborted due to concurrent update against the table.",
};

export function faultError({ reason }: Fault): ApiError {
  return new ApiError(reason === "aborted" ? "invalidQuery" : reason, MESSAGES[reason]);
}
