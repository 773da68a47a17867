import type { CrmField } from "../contacts/keep-field.ts";
import type { RowResult } from "../crm/row.ts";
import type { RawRow, RawTable, SourceAccount } from "../source.ts";
import type { HubspotApi } from "./api.ts";
import { dealContacts } from "./associations.ts";
import type { SearchedObject } from "./changed-records.ts";
import { type HistoryOf, historyRows } from "./history-rows.ts";
import { dealPipelines } from "./pipelines.ts";
import { type AskedProperties, askedProperties } from "./properties.ts";
import { propertyRows } from "./property-history.ts";
import type { ReadRecord } from "./read-records.ts";
import { CONTACT_PROPERTIES, contactRow, DEAL_PROPERTIES, dealRow } from "./record-row.ts";
import type { HubspotReport } from "./report.ts";
import type { HubspotSettings } from "./settings.ts";

/** One report, ready to be read: what is asked, how a record becomes rows, and what else belongs to it. */
export interface Reading extends SearchedObject {
  readonly table: RawTable;
  readonly properties: readonly string[];
  /** Properties whose earlier values are asked for too. */
  readonly withHistory: readonly string[];
  rowOf(id: string, record: unknown): RowResult;
  historyRows(record: ReadRecord): readonly RawRow[];
  /** Rows of `raw.hubspot_property_history`. */
  propertyRows(record: ReadRecord): readonly RawRow[];
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
    const properties = propertiesOf(asked);
    return {
      object: report,
      changedProperty: "lastmodifieddate",
      table: "raw.hubspot_contacts",
      properties: asked.names,
      withHistory: [...tracked, ...properties.map(({ name }) => name)],
      rowOf: (id, record) => contactRow({ account, asked }, pepperHex, id, record),
      historyRows: (record) => historyRows(historyOf, record),
      propertyRows: (record) => propertyRows(accountId, properties, record),
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
    withHistory: historyOf.properties,
    rowOf: (id, record) => dealRow({ account, asked }, pipelines, id, record),
    historyRows: (record) => historyRows(historyOf, record),
    propertyRows: () => [],
    links: (ids) => dealContacts(api, accountId, ids, signal),
  };
}

/** What is known of a contact beside contact data and stages: the kept properties, and the country. */
function propertiesOf({ names, kept }: AskedProperties): readonly CrmField[] {
  const country: CrmField = { name: "country", label: "Country", kind: "text" };
  return names.includes(country.name) && !kept.some(({ name }) => name === country.name) ? [...kept, country] : kept;
}
