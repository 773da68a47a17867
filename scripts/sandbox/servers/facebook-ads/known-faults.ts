import type { Fault } from "../faults.ts";

/** What a request does, for fault plans. `job` looks at a report run, `job_insights` reads its rows. */
export type GraphOperation =
  | "accounts"
  | "account"
  | "objects"
  | "object"
  | "insights"
  | "insights_job"
  | "job"
  | "job_insights";

const EVERYWHERE: readonly Fault[] = [
  "server_error_json",
  "throttle",
  "throttle_delay",
  "expired_token",
  "revoked_token",
  "embedded_error",
];
const OF_ACCOUNT: readonly Fault[] = [...EVERYWHERE, "forbidden_account"];

/** The faults that Meta words its own way, by operation; those of the wire happen to any. */
export const FACEBOOK_ADS_FAULTS: Readonly<Record<GraphOperation, readonly Fault[]>> = {
  accounts: [...EVERYWHERE, "duplicate_page"],
  account: OF_ACCOUNT,
  objects: [...OF_ACCOUNT, "duplicate_page", "too_big"],
  object: OF_ACCOUNT,
  insights: [...OF_ACCOUNT, "duplicate_page", "too_big"],
  insights_job: [...OF_ACCOUNT, "job_failed", "too_big"],
  job: [...OF_ACCOUNT, "job_failed", "not_visible"],
  job_insights: [...OF_ACCOUNT, "duplicate_page", "too_big", "not_visible"],
};
