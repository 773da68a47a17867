import { AppError } from "../../lib/errors.ts";
import type { HubspotApi } from "./api.ts";
import { recordPage } from "./schema.ts";

/** HubSpot's most per page. */
const PAGE_ROWS = 200;

export interface SearchedObject {
  readonly object: "contacts" | "deals";
  /** Property that says when a record changed last. */
  readonly changedProperty: "lastmodifieddate" | "hs_lastmodifieddate";
}

/** Which record changed, and when. */
export interface ChangedRecord {
  readonly id: string;
  readonly changedMs: number;
}

/**
 * Ids of all records changed at or after an instant (null: of all), oldest change first, page by page. A record may come twice.
 *
 * A page is never asked for by its number: while we read, a record that changes leaves its place for the end, all behind it move up by
 * one, and the next numbered page would skip one. So each query begins at the last millisecond seen, which also keeps far from
 * HubSpot's limit of 10,000 results a query. A millisecond that fills a whole page (an import) is read by itself, by ascending id.
 */
export async function* changedRecords(
  api: HubspotApi,
  { object, changedProperty }: SearchedObject,
  sinceMs: number | null,
  signal: AbortSignal,
): AsyncGenerator<readonly ChangedRecord[]> {
  const search = async (filters: readonly Filter[], sort: string): Promise<Page> => {
    const body = {
      filterGroups: filters.length === 0 ? [] : [{ filters }],
      sorts: [sort],
      properties: [changedProperty],
      limit: PAGE_ROWS,
    };
    const page = await api.post(`/crm/v3/objects/${object}/search`, body, recordPage, signal);
    return { records: page.results.map((record) => found(record, changedProperty)), isLast: !page.paging?.next };
  };
  let fromMs = sinceMs;
  for (;;) {
    const filters = fromMs === null ? [] : [filter(changedProperty, "GTE", fromMs)];
    const { records, isLast } = await search(filters, changedProperty);
    checkOrder(records, fromMs, `${object} search`);
    if (records.length > 0) yield records;
    const lastMs = records.at(-1)?.changedMs;
    if (isLast || lastMs === undefined) return;
    if (lastMs === records[0]?.changedMs) {
      yield* sameMillisecond(search, changedProperty, lastMs);
      fromMs = lastMs + 1;
    } else fromMs = lastMs;
  }
}

async function* sameMillisecond(
  search: (filters: readonly Filter[], sort: string) => Promise<Page>,
  changedProperty: string,
  atMs: number,
): AsyncGenerator<readonly ChangedRecord[]> {
  const at = filter(changedProperty, "EQ", atMs);
  for (let afterId = "0"; ; ) {
    const { records, isLast } = await search([at, filter("hs_object_id", "GT", afterId)], "hs_object_id");
    if (records.length > 0) yield records;
    const lastId = records.at(-1)?.id;
    if (isLast || lastId === undefined) return;
    if (BigInt(lastId) <= BigInt(afterId))
      throw new AppError(`expected ids above ${afterId}, got ${lastId}`, { kind: "transient", where: "search by id" });
    afterId = lastId;
  }
}

/** Paging goes by the order: a page out of it, or of another query, would let records be passed over. */
function checkOrder(records: readonly ChangedRecord[], fromMs: number | null, where: string): void {
  let beforeMs = fromMs ?? Number.NEGATIVE_INFINITY;
  for (const { changedMs } of records) {
    if (changedMs < beforeMs)
      throw new AppError("expected records by ascending time of change, got an older one", {
        kind: "transient",
        where,
      });
    beforeMs = changedMs;
  }
}

interface Filter {
  readonly propertyName: string;
  readonly operator: "GTE" | "GT" | "EQ";
  readonly value: string;
}

interface Page {
  readonly records: readonly ChangedRecord[];
  readonly isLast: boolean;
}

function filter(propertyName: string, operator: Filter["operator"], value: number | string): Filter {
  return { propertyName, operator, value: String(value) };
}

/** A record without id or time of change would break paging: the whole read is refused. */
function found(record: unknown, changedProperty: string): ChangedRecord {
  const { id, properties } = (record ?? {}) as { readonly id?: unknown; readonly properties?: Record<string, unknown> };
  const changed = properties?.[changedProperty];
  const changedMs = typeof changed === "string" ? Date.parse(changed) : Number.NaN;
  if (typeof id !== "string" || !/^\d+$/.test(id) || Number.isNaN(changedMs))
    throw new AppError(`expected a record with an id and ${changedProperty}, got one without`, {
      kind: "data",
      where: typeof id === "string" ? `record ${id.slice(0, 20)}` : "search",
      fix: "the API changed: this version of the source cannot read it",
    });
  return { id, changedMs };
}
