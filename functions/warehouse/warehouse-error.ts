import { AppError, type ErrorKind } from "../lib/errors.ts";

/** What went wrong in the warehouse; each kind has one ledger kind. */
export type WarehouseErrorKind =
  | "not-portable"
  | "bad-sql"
  | "not-found"
  | "closed"
  | "bad-rows"
  | "conflict"
  | "fenced"
  | "locked"
  | "rate-limited"
  | "unavailable"
  | "quota-exceeded"
  | "denied"
  | "too-expensive";

const LEDGER_KIND: Readonly<Record<WarehouseErrorKind, ErrorKind>> = {
  "not-portable": "bug",
  "bad-sql": "bug",
  "not-found": "bug",
  closed: "bug",
  "bad-rows": "data",
  conflict: "transient",
  fenced: "transient",
  locked: "transient",
  "rate-limited": "transient",
  unavailable: "transient",
  "quota-exceeded": "quota",
  denied: "auth",
  "too-expensive": "settings",
};

/** An engine's refusal, with the kind a caller may act on. `where` is `line:column` for SQL errors. */
export class WarehouseError extends AppError {
  readonly reason: WarehouseErrorKind;

  constructor(
    reason: WarehouseErrorKind,
    message: string,
    details: { readonly where?: string; readonly fix?: string; readonly cause?: unknown } = {},
  ) {
    super(message, { kind: LEDGER_KIND[reason], ...details });
    this.name = "WarehouseError";
    this.reason = reason;
  }
}
