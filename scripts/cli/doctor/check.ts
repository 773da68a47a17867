import type { ErrorKind } from "../../../functions/lib/errors.ts";

export interface Check {
  readonly check: string;
  readonly status: "ok" | "warn" | "fail";
  readonly detail: string;
  readonly fix: string;
  /** Kind of the failure: the exit code. */
  readonly kind?: ErrorKind;
}

export function ok(check: string, detail: string): Check {
  return { check, status: "ok", detail, fix: "" };
}

export function warn(check: string, detail: string, fix: string): Check {
  return { check, status: "warn", detail, fix };
}

export function fail(check: string, kind: ErrorKind, detail: string, fix: string): Check {
  return { check, status: "fail", kind, detail, fix };
}
