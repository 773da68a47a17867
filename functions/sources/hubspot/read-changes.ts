import { cursorAfter, fieldsKey, startOf } from "../crm/cursor.ts";
import type { SourceAccount, SourceBatch, SourceDependencies, SourcePorts } from "../source.ts";
import type { HubspotApi } from "./api.ts";
import { changedRecords } from "./changed-records.ts";
import { listed } from "./listed.ts";
import { type ReadRecord, readRecords } from "./read-records.ts";
import { type Reading, readingOf } from "./reading.ts";
import type { HubspotReport } from "./report.ts";
import type { HubspotSettings } from "./settings.ts";

export interface ChangesRequest {
  readonly api: HubspotApi;
  readonly settings: HubspotSettings;
  readonly dependencies: SourceDependencies;
  readonly report: HubspotReport;
  readonly account: SourceAccount;
  readonly since: string | null;
  readonly signal: AbortSignal;
}

/**
 * Records that were archived and records that changed. The archived ones come first, since the search does not show them, and no cursor
 * passes the start of the read: what is archived later is found by the next one.
 */
export async function* readChanges(request: ChangesRequest, ports: SourcePorts): AsyncGenerator<SourceBatch> {
  const { api, settings, dependencies, report, account, since, signal } = request;
  const startedMs = dependencies.clock.now().getTime();
  const reading = await readingOf(api, settings, dependencies.pepperHex, report, account, signal);
  const key = fieldsKey([...reading.properties, ...reading.withHistory.map((name) => `${name} over time`)]);
  const sinceMs = startOf(since, key);
  const wanted = { object: reading.object, properties: reading.properties, withHistory: reading.withHistory };
  for await (const page of listed(api, reading.object, true, signal)) {
    const ids = page
      .filter(({ archivedMs }) => sinceMs === null || archivedMs === null || archivedMs >= sinceMs)
      .map(({ id }) => id);
    if (ids.length === 0) continue;
    const records = await readRecords(api, { ...wanted, isArchived: true }, ids, signal);
    yield* batchesOf(reading, records, ports);
  }
  for await (const page of changedRecords(api, reading, sinceMs, signal)) {
    const ids = page.map(({ id }) => id);
    const records = await readRecords(api, { ...wanted, isArchived: false }, ids, signal);
    const links = await reading.links(records.map(({ id }) => id));
    if (links.length > 0) yield { table: "raw.hubspot_associations", rows: links };
    const changedMs = Math.max(...page.map((record) => record.changedMs));
    yield* batchesOf(reading, records, ports, cursorAfter(changedMs, startedMs, key));
    await ports.checkpoint("page");
  }
}

/** History before the records, whose batch says with its cursor that all of it was given. */
function* batchesOf(
  reading: Reading,
  records: readonly ReadRecord[],
  ports: SourcePorts,
  cursor?: string,
): Generator<SourceBatch> {
  const history = records.flatMap(reading.historyRows);
  if (history.length > 0) yield { table: "raw.hubspot_stage_history", rows: history };
  const properties = records.flatMap(reading.propertyRows);
  if (properties.length > 0) yield { table: "raw.hubspot_property_history", rows: properties };
  const rows = records.flatMap((record) => {
    const result = reading.rowOf(record.id, record.record);
    if (result.kind === "row") return [result.row];
    ports.reject(result.problem);
    return [];
  });
  if (rows.length > 0 || cursor !== undefined)
    yield { table: reading.table, rows, ...(cursor === undefined ? {} : { cursor }) };
}
