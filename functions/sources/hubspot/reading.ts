import type { RowResult } from "../crm/row.ts";
import type { RawRow, RawTable, SourceAccount } from "../source.ts";
import type { HubspotApi } from "./api.ts";
import { dealContacts } from "./associations.ts";
import type { SearchedObject } from "./changed-records.ts";
import { type HistoryOf, historyRows } from "./history-rows.ts";
import { dealPipelines } from "./pipelines.ts";
import { askedProperties } from "./properties.ts";
import type { ReadRecord } from "./read-records.ts";
import { CONTACT_PROPERTIES, contactRow, DEAL_PROPERTIES, dealRow } from "./record-row.ts";
import type { HubspotReport } from "./report.ts";
import type { HubspotSettings } from "./settings.ts";

/** One report, ready to be read: what is asked, how a record becomes rows, and what else belongs to it. */
export interface Reading extends SearchedObject {
  readonly table: RawTable;
  readonly properties: readonly string[];
  readonly historyOf: HistoryOf;
  rowOf(id: string, record: unknown): RowResult;
  historyRows(record: ReadRecord): readonly RawRow[];
  /** Rows of `raw.hubspot_associations` of the records. */
  links(ids: readonly string[]): Promise<readonly RawRow[]>;
}

export async function readingOf(
  api: HubspotApi,
  settings: HubspotSettings,
  pepperHex: string,
  report: HubspotReport,
  account: SourceAccount,
  signal: AbortSignal,
): Promise<Reading> {
  const { accountId } = account;
  if (report === "contacts") {
    const asked = await askedProperties(api, settings, report, CONTACT_PROPERTIES, signal);
    const tracked = ["lifecyclestage", "hs_lead_status"].filter((name) => asked.names.includes(name));
    const historyOf: HistoryOf = { accountId, objectType: "contact", properties: tracked, labelOf: () => null };
    return {
      object: report,
      changedProperty: "lastmodifieddate",
      table: "raw.hubspot_contacts",
      properties: asked.names,
      historyOf,
      rowOf: (id, record) => contactRow({ account, asked }, pepperHex, id, record),
      historyRows: (record) => historyRows(historyOf, record),
      links: () => Promise.resolve([]),
    };
  }
  const asked = await askedProperties(api, settings, report, DEAL_PROPERTIES, signal);
  const pipelines = await dealPipelines(api, signal);
  const labelOf = (stage: string): string | null => pipelines.stages.get(stage)?.label ?? null;
  const historyOf: HistoryOf = { accountId, objectType: "deal", properties: ["dealstage"], labelOf };
  return {
    object: report,
    changedProperty: "hs_lastmodifieddate",
    table: "raw.hubspot_deals",
    properties: asked.names,
    historyOf,
    rowOf: (id, record) => dealRow({ account, asked }, pipelines, id, record),
    historyRows: (record) => historyRows(historyOf, record),
    links: (ids) => dealContacts(api, accountId, ids, signal),
  };
}
