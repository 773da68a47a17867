import { redactText } from "../../lib/http/redact.ts";
import { withoutContacts } from "../contacts/without-contacts.ts";
import type { RawTable, RowProblem } from "../source.ts";

/** A value that its column cannot hold: the record is held back, what was stored of it stays. Never for a column with contacts. */
export function rowProblem(
  table: RawTable,
  recordId: string,
  column: string,
  expected: string,
  got: string,
): RowProblem {
  const clean = withoutContacts(redactText(got)).slice(0, 80);
  return {
    table,
    column,
    expected,
    got: clean,
    isKey: false,
    payloadRedacted: JSON.stringify({ id: recordId, [column]: clean }),
  };
}
