import { AppError } from "../../../lib/errors.ts";
import type { NamedFile } from "./each-record.ts";

/** The error of a line that is no JSON object. */
export function notAnObject(file: NamedFile, lineNumber: number): AppError {
  return new AppError("expected one JSON object a line with at least one key, got something else", {
    kind: "data",
    where: `${file.name}, line ${lineNumber}`,
    fix: "write one JSON object a line (NDJSON), for example with jq -c '.[]'",
  });
}
