/**
 * Why work failed, in the ledger's words. The kind decides who acts and when it is tried again:
 * `auth` a credential or right is missing; `quota` a daily limit; `transient` try again; `data` the rows are wrong;
 * `settings` settings, flags or the user's own SQL are wrong; `bug` ours.
 */
export type ErrorKind = "auth" | "quota" | "transient" | "data" | "settings" | "bug";

export interface AppErrorDetails {
  readonly kind: ErrorKind;
  /** File, line, key, row or resource the message is about. */
  readonly where?: string;
  /** What a person does about it. */
  readonly fix?: string;
  readonly cause?: unknown;
}

/** An error a person can act on: the message says expected and got; `where` and `fix` say the rest. */
export class AppError extends Error {
  readonly kind: ErrorKind;
  readonly where: string | undefined;
  readonly fix: string | undefined;

  constructor(message: string, details: AppErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "AppError";
    this.kind = details.kind;
    this.where = details.where;
    this.fix = details.fix;
  }
}

/** The kind of any thrown value: an AppError's own, else `bug`. */
export function errorKind(error: unknown): ErrorKind {
  return error instanceof AppError ? error.kind : "bug";
}

/** The message of any thrown value. */
export function errorMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
