import type { Fault } from "../faults.ts";

/** The faults that the Data API words its own way, by operation; those of the wire happen to any. */
export const GA4_FAULTS: Readonly<Record<string, readonly Fault[]>> = {
  token: ["server_error_json", "revoked_token"],
  runReport: [
    "server_error_json",
    "server_busy_delay",
    "deadline_exceeded",
    "throttle",
    "day_quota",
    "expired_token",
    "forbidden_account",
    "service_disabled",
  ],
};
