import type { Finding, Severity } from "./contract.ts";

/** A finding about a file's rows or one of its columns, without money. */
export function finding(
  checkName: string,
  severity: Severity,
  detail: string,
  more: { readonly rowCount?: number; readonly columnName?: string; readonly example?: string } = {},
): Finding {
  return {
    checkName,
    severity,
    columnName: more.columnName ?? null,
    rowCount: more.rowCount ?? 0,
    amount: null,
    currencyCode: null,
    example: more.example ?? null,
    detail,
  };
}
