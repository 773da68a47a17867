import { AppError } from "../../lib/errors.ts";
import { instantText, textOrNull } from "../crm/values.ts";
import type { RawRow, SourcePorts } from "../source.ts";
import type { SalesforceApi } from "./api.ts";
import { queryPages } from "./query-pages.ts";
import { textOf } from "./record-row.ts";
import type { SalesforceRecord } from "./schema.ts";

/** Keeps a query's address short. */
const IDS_PER_QUERY = 200;

/** A record whose history is asked for, as it is now. */
export interface Tracked {
  readonly id: string;
  readonly createdAt: string | null;
  readonly stage: string | null;
}

/** Rows of `raw.salesforce_stage_history` for records. */
export type StageHistory = (records: readonly Tracked[], signal: AbortSignal) => Promise<readonly RawRow[]>;

/**
 * Stages of opportunities. Salesforce adds a row whenever stage, amount, probability or closing day changes; rows that leave the stage as
 * it was are dropped. An opportunity without any row has kept the stage it was created with.
 */
export function opportunityHistory(api: SalesforceApi, accountId: string): StageHistory {
  return async (records, signal) => {
    const fields = "Id, OpportunityId, StageName, CreatedDate";
    const changes = await changesOf(
      api,
      { object: "OpportunityHistory", parent: "OpportunityId", fields },
      records,
      signal,
    );
    return records.flatMap((record) => {
      const row = rowMaker(accountId, "opportunity", "StageName", record.id);
      const own = changes.get(record.id) ?? [];
      if (own.length === 0) return row(`${record.id}:created`, record.createdAt, record.stage, null);
      return own.flatMap((change, i) => {
        const [stage, before] = [stageOf(change, "StageName"), i === 0 ? null : stageOf(own[i - 1], "StageName")];
        return i > 0 && stage === before ? [] : row(idOf(change), createdAtOf(change), stage, before);
      });
    });
  };
}

/**
 * Statuses of leads, from the history of the field. The status a lead was created with is what its first change replaced, or its present one;
 * it is known only for leads created since the organisation began to track the field.
 */
export async function leadHistory(
  api: SalesforceApi,
  accountId: string,
  ports: SourcePorts,
  signal: AbortSignal,
): Promise<StageHistory> {
  const trackedSince = await leadsTrackedSince(api, signal);
  if (trackedSince === null) {
    ports.finding({
      checkName: "stage_history_missing",
      severity: "warning",
      detail:
        "the history of lead statuses is empty: switch it on in Setup → Object Manager → Lead → Fields → Set History Tracking, and let the integration user see it",
    });
    return () => Promise.resolve([]);
  }
  return async (records, pageSignal) => {
    const fields = "Id, LeadId, OldValue, NewValue, CreatedDate";
    const where = " AND Field = 'Status'";
    const changes = await changesOf(
      api,
      { object: "LeadHistory", parent: "LeadId", fields, where },
      records,
      pageSignal,
    );
    return records.flatMap((record) => {
      const row = rowMaker(accountId, "lead", "Status", record.id);
      const own = changes.get(record.id) ?? [];
      const isTracked = record.createdAt !== null && Date.parse(record.createdAt) >= Date.parse(trackedSince);
      const first = own.length === 0 ? record.stage : stageOf(own[0], "OldValue");
      return [
        ...(isTracked && first !== null ? row(`${record.id}:created`, record.createdAt, first, null) : []),
        ...own.flatMap((change) =>
          row(idOf(change), createdAtOf(change), stageOf(change, "NewValue"), stageOf(change, "OldValue")),
        ),
      ];
    });
  };
}

/** When the first change of a status, or the first creation under tracking, was kept; null where no change of a status was. */
async function leadsTrackedSince(api: SalesforceApi, signal: AbortSignal): Promise<string | null> {
  if ((await api.describe("LeadHistory", signal)) === null) return null;
  const firstOf = async (where: string): Promise<string | null> => {
    const soql = `SELECT CreatedDate FROM LeadHistory WHERE ${where} ORDER BY CreatedDate LIMIT 1`;
    for await (const [first] of queryPages(api, "queryAll", soql, signal)) return first ? createdAtOf(first) : null;
    return null;
  };
  if ((await firstOf("Field = 'Status'")) === null) return null;
  return firstOf("Field IN ('created', 'Status')");
}

/** History rows by record, oldest first. */
async function changesOf(
  api: SalesforceApi,
  {
    object,
    parent,
    fields,
    where = "",
  }: Readonly<Record<"object" | "parent" | "fields", string>> & { readonly where?: string },
  records: readonly Tracked[],
  signal: AbortSignal,
): Promise<ReadonlyMap<string, readonly SalesforceRecord[]>> {
  const changes = new Map<string, SalesforceRecord[]>();
  for (let i = 0; i < records.length; i += IDS_PER_QUERY) {
    const ids = records.slice(i, i + IDS_PER_QUERY).map(({ id }) => `'${id}'`);
    const soql = `SELECT ${fields} FROM ${object} WHERE ${parent} IN (${ids.join(",")})${where} ORDER BY CreatedDate, Id`;
    for await (const page of queryPages(api, "queryAll", soql, signal))
      for (const change of page) {
        const id = textOf(change[parent]) ?? "";
        changes.set(id, [...(changes.get(id) ?? []), change]);
      }
  }
  return changes;
}

function rowMaker(accountId: string, objectType: string, property: string, recordId: string) {
  return (id: string, changedAt: string | null, stage: string | null, previous: string | null): readonly RawRow[] => [
    {
      account_id: accountId,
      id,
      object_type: objectType,
      record_id: recordId,
      property_name: property,
      changed_at: changedAt,
      stage,
      previous_stage: previous,
    },
  ];
}

function stageOf(change: SalesforceRecord | undefined, field: string): string | null {
  return textOrNull(textOf(change?.[field]));
}

function idOf(change: SalesforceRecord): string {
  const id = textOf(change.Id);
  if (id === null) throw unreadable("a history row with an Id");
  return id;
}

function createdAtOf(change: SalesforceRecord): string {
  const at = instantText(textOf(change.CreatedDate) ?? "");
  if (at === undefined) throw unreadable("a history row with CreatedDate");
  return at;
}

function unreadable(expected: string): AppError {
  return new AppError(`expected ${expected}, got one without`, { kind: "data", where: "Salesforce history" });
}
