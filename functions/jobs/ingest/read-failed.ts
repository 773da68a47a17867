import { AppError, errorKind, errorMessage } from "../../lib/errors.ts";

/** A source could not be read to the end: not an error of the warehouse, whose kinds mean something else. */
export class ReadFailed extends AppError {
  /** What the platform says on when to come back; null unknown. */
  readonly retryAfterMs: number | null;

  constructor(cause: unknown) {
    const { where, fix } = cause instanceof AppError ? cause : {};
    super(errorMessage(cause), {
      kind: errorKind(cause),
      cause,
      ...(where === undefined ? {} : { where }),
      ...(fix === undefined ? {} : { fix }),
    });
    this.name = "ReadFailed";
    this.retryAfterMs = retryAfterOf(cause);
  }
}

/** Everything that the source gives; its own errors are ReadFailed, the consumer's stay what they are. */
export async function* fromSource<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* items;
  } catch (error) {
    throw new ReadFailed(error);
  }
}

function retryAfterOf(error: unknown): number | null {
  for (let part = error; part instanceof Error; part = part.cause) {
    const { retryAfterMs } = part as { readonly retryAfterMs?: unknown };
    if (typeof retryAfterMs === "number") return retryAfterMs;
  }
  return null;
}

/** Message, place and fix in one line, for the ledger and for people. */
export function fullMessage(error: unknown): string {
  const { where, fix } = error instanceof AppError ? error : {};
  return [errorMessage(error), where && `at ${where}`, fix && `fix: ${fix}`].filter(Boolean).join("; ");
}
