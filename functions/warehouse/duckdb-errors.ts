import { AppError, errorMessage } from "../lib/errors.ts";
import { WarehouseError, type WarehouseErrorKind } from "./warehouse-error.ts";

/** DuckDB says the class of an error in its text only; first match wins. */
const PATTERNS: readonly (readonly [RegExp, WarehouseErrorKind])[] = [
  [/could not set lock on file|conflicting lock|file is already open/i, "locked"],
  [/duplicate key|violates (primary key|unique) constraint/i, "conflict"],
  [/transaction.*conflict|conflict on (tuple|update|delete)|write-write conflict/i, "conflict"],
  [/(table|view|schema) with name .* does not exist|does not exist!/i, "not-found"],
  [/connection (was )?closed|connection disconnected/i, "closed"],
  [/out of memory|no space left/i, "unavailable"],
  [/^(Parser|Binder|Catalog|Syntax|Not implemented) Error/i, "bad-sql"],
  [
    /^(Conversion|Invalid Input|Out of Range|Constraint|Mismatch Type) Error|integer overflow|expected .* got/i,
    "bad-rows",
  ],
];

/** DuckDB's error as the port's; our own errors pass. `where` is the statement's first words, to find it again. */
export function toWarehouseError(error: unknown, sql: string): AppError {
  if (error instanceof AppError) return error;
  const message = errorMessage(error);
  const reason = PATTERNS.find(([pattern]) => pattern.test(message))?.[1] ?? "bad-sql";
  const where = sql
    .replace(/(--[^\n]*\n|\s)+/g, " ")
    .trim()
    .slice(0, 80);
  return new WarehouseError(reason, message.split("\n")[0] ?? message, {
    where,
    cause: error,
    ...(reason === "locked" ? { fix: "wait for the other process that has the warehouse open, or stop it" } : {}),
  });
}
