import { AppError } from "../../lib/errors.ts";

export interface SourcePosition {
  readonly line: number;
  readonly column: number;
}

/** SQL without one meaning on every engine. The message says what was found, `where` its `line:column`, `fix` the portable form. */
export class NotPortable extends AppError {
  readonly line: number;
  readonly column: number;

  constructor(message: string, at: SourcePosition, fix?: string) {
    const where = `${at.line}:${at.column}`;
    super(`${message} [at ${where}]`, { kind: "bug", where, ...(fix === undefined ? {} : { fix }) });
    this.name = "NotPortable";
    this.line = at.line;
    this.column = at.column;
  }
}

/** Refuses the statement at a token or bracket. */
export function refuse(node: { readonly at: SourcePosition }, message: string, fix?: string): never {
  throw new NotPortable(message, node.at, fix);
}
