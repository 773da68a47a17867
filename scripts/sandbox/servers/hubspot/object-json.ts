import type { CrmChange } from "../../market/crm.ts";
import { type HubspotObject, LAST_MODIFIED, PROPERTIES } from "./properties.ts";
import { type HubspotRecord, vendorValue } from "./records.ts";
import { instant } from "./replies.ts";

/** One value that a property once had; newest first in answers. */
export interface HistoryItem {
  readonly value: string;
  readonly timestamp: string;
  readonly sourceType: string;
}

const SOURCE_TYPES: Readonly<Record<CrmChange["by"], string>> = {
  form: "FORM",
  user: "CRM_UI",
  workflow: "AUTOMATION_PLATFORM",
};

/**
 * A record as objects are answered. Properties that a record has no value of are null, unknown ones are left out; id, creation and last change
 * always come along.
 */
export function objectJson(
  object: HubspotObject,
  record: HubspotRecord,
  names: readonly string[],
  historyNames: readonly string[] = [],
): Readonly<Record<string, unknown>> {
  const known = new Set(PROPERTIES[object].map(({ name }) => name));
  const asked = [...names, ...historyNames, "createdate", LAST_MODIFIED[object], "hs_object_id"];
  const properties = Object.fromEntries(
    [...new Set(asked)].filter((name) => known.has(name)).map((name) => [name, record.values[name] ?? null]),
  );
  const { createdMs, updatedMs } = record.snapshot;
  return {
    id: record.id,
    properties,
    ...(historyNames.length === 0 ? {} : { propertiesWithHistory: histories(object, record, historyNames, known) }),
    createdAt: instant(createdMs),
    updatedAt: instant(updatedMs),
    archived: record.isArchived,
    ...(record.isArchived ? { archivedAt: instant(record.source.deletedMs ?? updatedMs) } : {}),
  };
}

function histories(
  object: HubspotObject,
  record: HubspotRecord,
  names: readonly string[],
  known: ReadonlySet<string>,
): Readonly<Record<string, readonly HistoryItem[]>> {
  return Object.fromEntries(
    names.filter((name) => known.has(name)).map((name) => [name, historyOf(object, record, name)]),
  );
}

function historyOf(object: HubspotObject, record: HubspotRecord, name: string): readonly HistoryItem[] {
  const property = PROPERTIES[object].find((candidate) => candidate.name === name);
  if (!property) return [];
  if (property.from === "record") {
    const value = record.values[name];
    const timestamp = instant(name === LAST_MODIFIED[object] ? record.snapshot.updatedMs : record.snapshot.createdMs);
    return value === undefined ? [] : [{ value, timestamp, sourceType: "INTERNAL_PROCESSING" }];
  }
  const items: HistoryItem[] = [];
  for (const { atMs, property: changed, value, by } of record.source.changes) {
    if (changed !== property.from || atMs > record.snapshot.updatedMs) continue;
    const text = value === null ? "" : vendorValue(property, value);
    if (text === (items.at(-1)?.value ?? "")) continue;
    items.push({ value: text, timestamp: instant(atMs), sourceType: SOURCE_TYPES[by] });
  }
  return items.reverse();
}
