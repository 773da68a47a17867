import { type CrmObject, type CrmRecord, type CrmSnapshot, snapshotAt } from "../../market/crm.ts";
import type { Market } from "../../market/market.ts";
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
  const byId = new Map<string, CrmRecord>();
  const mergedInto = new Map<string, CrmRecord[]>();
  const linked = new Map<string, { readonly atMs: number; readonly id: string }[]>();
  const link = (key: string, atMs: number, id: string): void => {
    const list = linked.get(key) ?? [];
    if (list.every((known) => known.id !== id)) list.push({ atMs, id });
    linked.set(key, list);
  };
  for (const object of Object.keys(CRM_OBJECTS) as HubspotObject[])
    for (const source of sources(object)) {
      byId.set(`${object} ${source.id}`, source);
      if (source.merged)
        mergedInto.set(source.merged.intoId, [...(mergedInto.get(source.merged.intoId) ?? []), source]);
      for (const { atMs, toObject, toId } of source.associations) {
        link(`${source.object} ${source.id} ${toObject}`, atMs, toId);
        link(`${toObject} ${toId} ${source.object}`, atMs, source.id);
      }
    }
  const show = (object: HubspotObject, source: CrmRecord, observedMs: number): HubspotRecord | undefined => {
    const snapshot = snapshotAt(source, observedMs);
    if (!snapshot) return undefined;
    const merged = (mergedInto.get(source.id) ?? []).filter(({ merged }) => merged && merged.atMs <= observedMs);
    const isMergedAway = snapshot.mergedIntoId !== null;
    return {
      id: source.id,
      source,
      snapshot,
      isArchived: snapshot.isDeleted && !isMergedAway,
      isMergedAway,
      values: valuesOf(object, snapshot, merged),
    };
  };
  const record = (object: HubspotObject, id: string, observedMs: number): HubspotRecord | undefined => {
    const source = byId.get(`${object} ${id}`);
    const shown = source && show(object, source, observedMs);
    return shown?.snapshot.mergedIntoId ? record(object, shown.snapshot.mergedIntoId, observedMs) : shown;
  };
  /** Pages of one query ask for the same instant again. */
  let latest: { readonly key: string; readonly records: readonly HubspotRecord[] } | undefined;
  return {
    record,
    records: (object, observedMs, lagMs = 0) => {
      const key = `${object} ${observedMs} ${lagMs}`;
      if (latest?.key !== key) {
        const seenAt = (id: string): number => observedMs - Math.round(lagMs * shareOf(id));
        latest = { key, records: sources(object).flatMap((source) => show(object, source, seenAt(source.id)) ?? []) };
      }
      return latest.records;
    },
    associated: (from, id, to, observedMs) =>
      (linked.get(`${CRM_OBJECTS[from]} ${id} ${CRM_OBJECTS[to]}`) ?? [])
        .filter(({ atMs, id: other }) => atMs <= observedMs && isLive(record(to, other, observedMs)))
        .map((other) => other.id),
  };
}

/** Shown by search, and by lists that do not ask for archived records. */
export function isLive(record: HubspotRecord | undefined): record is HubspotRecord {
  return record !== undefined && !record.isArchived && !record.isMergedAway;
}

function valuesOf(
  object: HubspotObject,
  snapshot: CrmSnapshot,
  merged: readonly CrmRecord[],
): Readonly<Record<string, string>> {
  const values: Record<string, string> = {
    hs_object_id: snapshot.id,
    createdate: instant(snapshot.createdMs),
    [LAST_MODIFIED[object]]: instant(snapshot.updatedMs),
  };
  if (merged.length > 0) values.hs_merged_object_ids = merged.map(({ id }) => id).join(";");
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
