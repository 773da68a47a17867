import { AppError, errorMessage } from "../../lib/errors.ts";
import { WarehouseError, type WarehouseErrorKind } from "../warehouse-error.ts";
import type { ErrorProto } from "./rest.ts";

/** BigQuery's reasons that say the kind by themselves; `invalidQuery` and `invalid` do not. */
const BY_REASON: Readonly<Record<string, WarehouseErrorKind>> = {
  notFound: "not-found",
  duplicate: "conflict",
  accessDenied: "denied",
  authError: "denied",
  required: "denied",
  insufficientPermissions: "denied",
  billingNotEnabled: "denied",
  accessNotConfigured: "denied",
  bytesBilledLimitExceeded: "too-expensive",
  rateLimitExceeded: "rate-limited",
  userRateLimitExceeded: "rate-limited",
  jobRateLimitExceeded: "rate-limited",
  quotaExceeded: "quota-exceeded",
  backendError: "unavailable",
  internalError: "unavailable",
  jobBackendError: "unavailable",
  jobInternalError: "unavailable",
  tableUnavailable: "unavailable",
  timeout: "unavailable",
  stopped: "unavailable",
  resourcesExceeded: "bad-sql",
};

/** Messages that say more than the reason they come with. */
const TELLING: readonly (readonly [RegExp, WarehouseErrorKind])[] = [
  [/\bmw_fenced\b/, "fenced"],
  [/\bmw_outside\b/, "bad-rows"],
  [/\bmw_published\b|transaction .*abort|could not serialize access|concurrent update/i, "conflict"],
];

/** A statement that is wrong whatever the rows are says where; one that met a bad value says which value. */
const BY_MESSAGE: readonly (readonly [RegExp, WarehouseErrorKind])[] = [
  [/^(Query error: )?Not found:/, "not-found"],
  [/duplicate column name/i, "bad-sql"],
  [/\bat \[\d+:\d+\]/, "bad-sql"],
];

const BY_STATUS: Readonly<Record<number, WarehouseErrorKind>> = {
  401: "denied",
  403: "denied",
  404: "not-found",
  408: "unavailable",
  409: "conflict",
  429: "rate-limited",
};

const FIXES: Partial<Readonly<Record<WarehouseErrorKind, string>>> = {
  denied: "grant the account the roles that the README lists, and enable the BigQuery API of the project",
  "quota-exceeded": "wait until the quota renews, or have it raised in the Cloud console",
  "too-expensive": "raise warehouse.maximum_bytes_billed, or ask for less",
};

/** An answer of BigQuery, or of the way there, as the port's error; our own errors pass. */
export function toWarehouseError(error: unknown, sql: string): AppError {
  if (error instanceof AppError) return error;
  const { code, errors } = error as { readonly code?: unknown; readonly errors?: readonly ErrorProto[] };
  const [first] = errors ?? [];
  if (first !== undefined) return errorOf(first, sql, error);
  const kind =
    typeof code === "number" ? (BY_STATUS[code] ?? (code >= 500 ? "unavailable" : "bad-sql")) : kindOfFailure(error);
  return warehouseError(kind, errorMessage(error), firstWords(sql), error);
}

/** An error that a job ended with. */
export function errorOf({ reason, message = "" }: ErrorProto, sql: string, cause?: unknown): WarehouseError {
  const kind =
    TELLING.find(([pattern]) => pattern.test(message))?.[1] ??
    BY_REASON[reason ?? ""] ??
    BY_MESSAGE.find(([pattern]) => pattern.test(message))?.[1] ??
    "bad-rows";
  const position = /\bat \[(\d+:\d+)\]/.exec(message)?.[1];
  return warehouseError(kind, message, position ?? firstWords(sql), cause);
}

/** Without an HTTP answer: the network, or credentials that could not be had. */
function kindOfFailure(error: unknown): WarehouseErrorKind {
  return /default credentials|invalid_grant|unauthenticated|refresh access token/i.test(errorMessage(error))
    ? "denied"
    : "unavailable";
}

function warehouseError(kind: WarehouseErrorKind, message: string, where: string, cause: unknown): WarehouseError {
  const fix = FIXES[kind];
  const text = message.split("\n").find((line) => line.trim() !== "") ?? "BigQuery gave no message";
  return new WarehouseError(kind, text.trim(), {
    where,
    ...(cause === undefined ? {} : { cause }),
    ...(fix === undefined ? {} : { fix }),
  });
}

/** The statement's first words, to find it again. */
function firstWords(sql: string): string {
  return sql
    .replace(/(--[^\n]*\n|\s)+/g, " ")
    .trim()
    .slice(0, 80);
}
