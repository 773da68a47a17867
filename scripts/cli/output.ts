import { AppError, errorKind, errorMessage } from "../../functions/lib/errors.ts";

/** Data goes to stdout, everything else to stderr, in every mode. */
export function printData(text: string): void {
  process.stdout.write(text.endsWith("\n") ? text : `${text}\n`);
}

export function printMessage(text: string): void {
  process.stderr.write(text.endsWith("\n") ? text : `${text}\n`);
}

/** Exactly one JSON document on stdout; integers beyond 2^53, NaN and infinities as text. */
export function printJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, jsonValue, 2)}\n`);
}

function jsonValue(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return value;
}

/** The one JSON document of a command that failed. */
export function printFailure(error: unknown): void {
  const { where = null, fix = null } = error instanceof AppError ? error : {};
  printJson({ status: "failed", error: { kind: errorKind(error), message: errorMessage(error), where, fix } });
}

/** An error for a person: what happened, where, what to do; the stack only for a bug or with --verbose. */
export function printError(error: unknown, options: { readonly json: boolean; readonly verbose: boolean }): void {
  const where = error instanceof AppError ? error.where : undefined;
  const fix = error instanceof AppError ? error.fix : undefined;
  const message = errorMessage(error);
  if (options.json) printFailure(error);
  const lines = [`error: ${message}`, where && `  where: ${where}`, fix && `  fix:   ${fix}`].filter(Boolean);
  printMessage(lines.join("\n"));
  const isOurs = !(error instanceof AppError) || errorKind(error) === "bug";
  if (error instanceof Error && (isOurs || options.verbose)) printMessage(error.stack ?? "");
}
