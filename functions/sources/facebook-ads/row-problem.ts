import type { z } from "zod";
import { canonicalJson } from "../../lib/canonical-json.ts";
import { redact, redactText } from "../../lib/http/redact.ts";
import type { RawTable, RowProblem } from "../source.ts";

const MAX_SHOWN = 200;

/** What is wrong with an object that does not fit its schema: the first thing, named by Graph's field. */
export function rowProblem(
  table: RawTable,
  object: Readonly<Record<string, unknown>>,
  error: z.ZodError,
  keyFields: readonly string[],
): RowProblem {
  const issue = error.issues.find(({ path }) => keyFields.includes(String(path[0]))) ?? error.issues[0];
  const field = issue?.path[0] === undefined ? null : String(issue.path[0]);
  return {
    table,
    column: field,
    expected:
      issue?.code === "invalid_type" ? `${issue.expected} in ${issue.path.join(".")}` : (issue?.message ?? "a row"),
    got: shown(field === null ? object : object[field]),
    isKey: field !== null && keyFields.includes(field),
    payloadRedacted: canonicalJson(redact(object)),
  };
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  return redactText(canonicalJson(redact(value))).slice(0, MAX_SHOWN);
}
