import { AppError, type ErrorKind } from "../../functions/lib/errors.ts";

/** What scripts and schedulers hold on to: 0 ok, 1 bug, 2 settings or usage, 3 auth, 4 quota, 5 transient, 6 data, 7 refused, 8 partial. */
const BY_KIND: Readonly<Record<ErrorKind, number>> = { bug: 1, settings: 2, auth: 3, quota: 4, transient: 5, data: 6 };

export const EXIT = { ok: 0, bug: 1, usage: 2, data: 6, refused: 7, partial: 8, interrupted: 130 } as const;

/** The exit code of a failure of this kind. */
export function exitCodeOf(kind: ErrorKind): number {
  return BY_KIND[kind];
}

/** The exit code of a thrown value; what is no AppError is a bug. */
export function exitCodeOfError(error: unknown): number {
  if (error instanceof RefusedError) return EXIT.refused;
  return error instanceof AppError ? exitCodeOf(error.kind) : EXIT.bug;
}

const PATH_ERRORS: ReadonlySet<string> = new Set(["ENOENT", "EEXIST", "EACCES", "ENOTDIR", "EISDIR", "EROFS"]);

/** A path that a person named and the system refused, as the settings error it is; other errors pass. */
export function asPathError(error: unknown): unknown {
  const { code, path } = error as NodeJS.ErrnoException;
  if (!(error instanceof Error) || error instanceof AppError || code === undefined || !PATH_ERRORS.has(code))
    return error;
  return new AppError(`expected a usable path, got ${code}`, {
    kind: "settings",
    where: path ?? "command line",
    fix: "check that the file or folder exists, is of the right kind and may be used",
    cause: error,
  });
}

/** The command is understood and refused on purpose: a demo folder asked to hold real data. */
export class RefusedError extends AppError {}
