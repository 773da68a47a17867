import { type CrmObject, type CrmRecord, type CrmSnapshot, snapshotAt } from "../../market/crm.ts";
import type { Market } from "../../market/market.ts";
import { rememberRecords } from "../crm-memory.ts";
import { type HubspotObject, LAST_MODIFIED, PROPERTIES, type Property } from "./properties.ts";
import { instant } from "./replies.ts";

/** A record as HubSpot shows it at an instant. */
export interface HubspotRecord {
  readonly id: string;
  readonly source: CrmRecord;
  readonly snapshot: CrmSnapshot;
  /** Archived and still restorable; a record that was merged away is neither live nor archived. */
  readonly isArchived: boolean;
  readonly isMergedAway: boolean;
  /** Every property that has a value. */
  readonly values: Readonly<Record<string, string>>;
}

/** HubSpot's side of the market. */
export interface HubspotBook {
  /** All records, ascending by creation; each as it was up to `lagMs` before the instant, by a part of it that is the record's own. */
  records(object: HubspotObject, observedMs: number, lagMs?: number): readonly HubspotRecord[];
  /** One record by its id; the id of a merged one leads to the record it went into. */
  record(object: HubspotObject, id: string, observedMs: number): HubspotRecord | undefined;
  /** Ids of live records of the other object that a record is associated with, either way round. */
  associated(from: HubspotObject, id: string, to: HubspotObject, observedMs: number): readonly string[];
}

const CRM_OBJECTS: Readonly<Record<HubspotObject, CrmObject>> = {
  contacts: "contact",
  companies: "company",
  deals: "deal",
};

export function createBook(market: Market): HubspotBook {
  const sources = (object: HubspotObject): readonly CrmRecord[] => market.hubspot.records(CRM_OBJECTS[object]);
  const all = (Object.keys(CRM_OBJECTS) as HubspotObject[]).flatMap((object) =>
    sources(object).map((source) => ({ object, source })),
  );
  const byId = new Map(all.map(({ object, source }) => [`${object} ${source.id}`, source]));
  const objects = new Map(all.map(({ object, source }) => [source, object]));
  const mergedInto = Map.groupBy(
    all.flatMap(({ source }) => (source.merged ? [{ id: source.id, ...source.merged }] : [])),
    ({ intoId }) => intoId,
  );
  const show = rememberRecords(
    (source, observedMs): HubspotRecord | undefined => {
      const snapshot = snapshotAt(source, observedMs);
      if (!snapshot) return undefined;
      const merged = (mergedInto.get(source.id) ?? []).filter(({ atMs }) => atMs <= observedMs);
      const isMergedAway = snapshot.mergedIntoId !== null;
      return {
        id: source.id,
        source,
        snapshot,
        isArchived: snapshot.isDeleted && !isMergedAway,
        isMergedAway,
        values: valuesOf(
          objects.get(source) as HubspotObject,
          snapshot,
          merged.map(({ id }) => id),
        ),
      };
    },
    ({ id }) => (mergedInto.get(id) ?? []).map(({ atMs }) => atMs),
  );
  const record = (object: HubspotObject, id: string, observedMs: number): HubspotRecord | undefined => {
    const source = byId.get(`${object} ${id}`);
    const shown = source && show(source, observedMs);
    return shown?.snapshot.mergedIntoId ? record(object, shown.snapshot.mergedIntoId, observedMs) : shown;
  };
  const links = linksOf(all.map(({ source }) => source));
  return {
    record,
    records: (object, observedMs, lagMs = 0) =>
      sources(object).flatMap((source) => show(source, observedMs - Math.round(lagMs * shareOf(source.id))) ?? []),
    associated: (from, id, to, observedMs) =>
      (links.get(`${CRM_OBJECTS[from]} ${id} ${CRM_OBJECTS[to]}`) ?? [])
        .filter(({ atMs, id: other }) => atMs <= observedMs && isLive(record(to, other, observedMs)))
        .map((other) => other.id),
  };
}

interface Link {
  readonly atMs: number;
  readonly id: string;
}

/** Associations both ways, by object, id and the other object. */
function linksOf(sources: readonly CrmRecord[]): ReadonlyMap<string, readonly Link[]> {
  const links = new Map<string, Link[]>();
  const add = (key: string, link: Link): void => {
    const list = links.get(key) ?? [];
    if (list.every(({ id }) => id !== link.id)) list.push(link);
    links.set(key, list);
  };
  for (const { object, id, associations } of sources)
    for (const { atMs, toObject, toId } of associations) {
      add(`${object} ${id} ${toObject}`, { atMs, id: toId });
      add(`${toObject} ${toId} ${object}`, { atMs, id });
    }
  return links;
}

/** Shown by search, and by lists that do not ask for archived records. */
export function isLive(record: HubspotRecord | undefined): record is HubspotRecord {
  return record !== undefined && !record.isArchived && !record.isMergedAway;
}

function valuesOf(
  object: HubspotObject,
  snapshot: CrmSnapshot,
  mergedIds: readonly string[],
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {
    hs_object_id: snapshot.id,
    createdate: instant(snapshot.createdMs),
    [LAST_MODIFIED[object]]: instant(snapshot.updatedMs),
  };
  if (mergedIds.length > 0) values.hs_merged_object_ids = mergedIds.join(";");
  for (const property of PROPERTIES[object]) {
    if (property.from === "record") continue;
    const value = snapshot.properties[property.from] ?? null;
    if (value !== null) values[property.name] = vendorValue(property, value);
  }
  return values;
}

/** HubSpot's value of a market's. */
export function vendorValue(property: Property, value: string): string {
  return property.value ? property.value(value) : value;
}

/** A number in [0, 1) that belongs to an id, in no order. */
export function shareOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193) >>> 0;
  return (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0) / 2 ** 32;
}
