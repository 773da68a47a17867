import { AppError } from "../../lib/errors.ts";
import { cursorAfter, fieldsKey, startOf } from "../crm/cursor.ts";
import type { RawRow, SourceAccount, SourceBatch, SourceDependencies, SourcePorts } from "../source.ts";
import type { SalesforceApi } from "./api.ts";
import { askedFields } from "./asked-fields.ts";
import { propertyRows } from "./property-history.ts";
import { queryPages } from "./query-pages.ts";
import { salesforceRow, textOf } from "./record-row.ts";
import type { SalesforceReport } from "./report.ts";
import type { SalesforceRecord } from "./schema.ts";
import type { SalesforceSettings } from "./settings.ts";
import { leadHistory, opportunityHistory, type StageHistory } from "./stage-history.ts";

export interface ChangesRequest {
  readonly api: SalesforceApi;
  readonly settings: SalesforceSettings;
  readonly dependencies: SourceDependencies;
  readonly report: SalesforceReport;
  readonly account: SourceAccount;
  readonly since: string | null;
  readonly signal: AbortSignal;
}

/** Records that changed, deleted ones included while they are in the recycle bin, oldest change first; each page with its stage history. */
export async function* readChanges(request: ChangesRequest, ports: SourcePorts): AsyncGenerator<SourceBatch> {
  const { api, settings, dependencies, report, account, since, signal } = request;
  const startedMs = dependencies.clock.now().getTime();
  const asked = await askedFields(api, settings, report, ports, signal);
  if (asked === null) {
    ports.finding({
      checkName: "object_missing",
      severity: "warning",
      detail: `${report.object}: not there for the integration user; nothing is read of it`,
    });
    return;
  }
  const atCreation = report.object === "Lead" ? settings.known_at_creation : [];
  const key = fieldsKey([...asked.names, ...atCreation.map((name) => `${name} at creation`)]);
  const sinceMs = startOf(since, key);
  const history = await historyFor(request, ports);
  const context = { report, account, asked, pepperHex: dependencies.pepperHex };
  const where = sinceMs === null ? "" : ` WHERE SystemModstamp >= ${new Date(sinceMs).toISOString()}`;
  const soql = `SELECT ${asked.names.join(", ")} FROM ${report.object}${where} ORDER BY SystemModstamp, Id`;
  for await (const page of queryPages(api, "queryAll", soql, signal)) {
    const found = page.map((record) => ({ ...keysOf(record), record }));
    const read = found.flatMap(({ id, record }) => {
      const result = salesforceRow(context, id, record);
      if (result.kind === "row") return [{ row: result.row, record }];
      ports.reject(result.problem);
      return [];
    });
    const rows = read.map(({ row }) => row);
    const changes = await history(rows.map(trackedOf), signal);
    if (changes.length > 0) yield { table: "raw.salesforce_stage_history", rows: changes };
    const properties = read.flatMap(({ row, record }) =>
      propertyRows(account.accountId, asked.kept, atCreation, trackedOf(row), record),
    );
    if (properties.length > 0) yield { table: "raw.salesforce_property_history", rows: properties };
    const changedMs = Math.max(...found.map((record) => record.changedMs));
    yield { table: report.table, rows, cursor: cursorAfter(changedMs, startedMs, key) };
    await ports.checkpoint("page");
  }
}

async function historyFor({ api, report, account, signal }: ChangesRequest, ports: SourcePorts): Promise<StageHistory> {
  if (report.object === "Lead") return leadHistory(api, account.accountId, ports, signal);
  if (report.object === "Opportunity") return opportunityHistory(api, account.accountId);
  return () => Promise.resolve([]);
}

function trackedOf(row: RawRow): {
  readonly id: string;
  readonly createdAt: string | null;
  readonly stage: string | null;
} {
  const text = (column: string): string | null => (typeof row[column] === "string" ? row[column] : null);
  return { id: text("id") ?? "", createdAt: text("created_at"), stage: text("stage") };
}

/** A record without id or time of change would break the cursor: the whole read is refused. */
function keysOf(record: SalesforceRecord): { readonly id: string; readonly changedMs: number } {
  const id = textOf(record.Id) ?? "";
  const changedMs = Date.parse(textOf(record.SystemModstamp) ?? "");
  if (!/^[A-Za-z0-9]{15,18}$/.test(id) || Number.isNaN(changedMs))
    throw new AppError("expected a record with Id and SystemModstamp, got one without", {
      kind: "data",
      where: "Salesforce query",
      fix: "the API changed: this version of the source cannot read it",
    });
  return { id, changedMs };
}
