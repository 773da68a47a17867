import type { Fault } from "../faults.ts";

const FRONT = [
  "server_error_json",
  "server_busy_delay",
  "expired_token",
  "service_disabled",
  "project_not_approved",
] as const;
const QUERY = [
  ...FRONT,
  "deadline_exceeded",
  "throttle",
  "throttle_delay",
  "day_quota",
  "forbidden_account",
  "too_big",
] as const;

/** The faults that Google words its own way, by operation; those of the wire happen to any. */
export const GOOGLE_ADS_FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  token: ["server_error_json", "revoked_token"],
  listAccessibleCustomers: FRONT,
  search: QUERY,
  searchStream: [...QUERY, "embedded_error", "missing_bracket"],
};
