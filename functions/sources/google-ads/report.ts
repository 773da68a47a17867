import type { RawRow, RowProblem, SourceAccount, SourceBatch, SourcePorts } from "../source.ts";
import type { GoogleAdsApi } from "./api.ts";
import type { Condition } from "./gaql.ts";
import type { GaqlReport } from "./reports/define.ts";
import { createRowReader } from "./row-reader.ts";

/** What is read, of whom, and where to tell about it. */
export interface ReportCall {
  readonly api: GoogleAdsApi;
  readonly report: Pick<GaqlReport, "table" | "from" | "columns">;
  readonly account: SourceAccount;
  readonly signal: AbortSignal;
  readonly ports: SourcePorts;
}

/** Rows of a batch: few enough to be forgotten young, enough to be worth a step. */
const BATCH_ROWS = 500;

/** Rows of one query as they come, each checked and converted; those that fail are rejected one by one. */
export async function* readQuery(call: ReportCall, where: readonly Condition[]): AsyncGenerator<SourceBatch> {
  const { api, report, account, signal, ports } = call;
  const read = createRowReader(report.table, report.columns);
  const days = where.find((condition) => "from" in condition) ?? null;
  const select = report.columns.map(({ field }) => field);
  const query = { select, from: report.from, where };
  let fieldMask: string | null = null;
  let open: unknown[] = [];
  let rows: RawRow[] = [];
  const take = (row: unknown, mask: string | null): void => {
    const outcome = read(row, mask);
    if (outcome.kind === "open") {
      open.push(row);
      return;
    }
    const problem = outcome.kind === "problem" ? outcome.problem : misplaced(outcome.row, call, days);
    if (problem !== null) ports.reject(problem);
    else if (outcome.kind === "row") rows.push(outcome.row);
  };
  const request = { customerId: account.accountId, loginCustomerId: account.via, query, signal };
  for await (const part of api.search(request)) {
    for (const row of part.rows) take(row, fieldMask);
    if (part.fieldMask !== null) {
      fieldMask = part.fieldMask;
      for (const row of open) take(row, fieldMask);
      open = [];
    }
    if (rows.length >= BATCH_ROWS) {
      yield { table: report.table, rows };
      rows = [];
      await ports.checkpoint("page");
    }
  }
  for (const row of open) take(row, "");
  if (rows.length > 0) yield { table: report.table, rows };
  await ports.checkpoint("page");
}

/** A row of another account or of days that were not asked for would replace what it does not belong to. */
function misplaced(
  row: RawRow,
  call: ReportCall,
  days: { readonly from: string; readonly to: string } | null,
): RowProblem | null {
  const { date_day: day, customer_id: customerId } = row;
  const isOtherAccount = typeof customerId === "string" && customerId !== call.account.accountId;
  const isOtherDay = typeof day === "string" && days !== null && (day < days.from || day > days.to);
  if (!isOtherAccount && !isOtherDay) return null;
  return {
    table: call.report.table,
    column: isOtherAccount ? "customer_id" : "date_day",
    expected: isOtherAccount ? `account ${call.account.accountId}` : `a day from ${days?.from} to ${days?.to}`,
    got: String(isOtherAccount ? customerId : day),
    isKey: true,
    payloadRedacted: JSON.stringify({ customer_id: customerId, date_day: day }),
  };
}
