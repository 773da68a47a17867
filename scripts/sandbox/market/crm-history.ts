import type { CrmChange, CrmProperty, CrmRecord } from "./crm.ts";

/** Collects what happens to a record. */
export interface CrmHistory {
  /** Sets properties at an instant. */
  set(atMs: number, by: CrmChange["by"], values: Readonly<Partial<Record<CrmProperty, string | null>>>): void;
  /** Changes up to an instant, ascending in time; of one instant in the order they were set. */
  until(endMs: number): readonly CrmChange[];
}

export function createHistory(): CrmHistory {
  const changes: CrmChange[] = [];
  return {
    set: (atMs, by, values) => {
      for (const [property, value] of Object.entries(values) as [CrmProperty, string | null][])
        changes.push({ atMs, property, value, by });
    },
    until: (endMs) => changes.filter(({ atMs }) => atMs <= endMs).sort((a, b) => a.atMs - b.atMs),
  };
}

/** Records that exist by the market's end, without what would come later, ascending by creation and id. */
export function untilEnd(records: readonly CrmRecord[], endMs: number): readonly CrmRecord[] {
  const reached = (atMs: number | null): number | null => (atMs !== null && atMs <= endMs ? atMs : null);
  return records
    .filter(({ createdMs }) => createdMs <= endMs)
    .map((record) => ({
      ...record,
      deletedMs: reached(record.deletedMs),
      purgedMs: reached(record.purgedMs),
      merged: record.merged && record.merged.atMs <= endMs ? record.merged : null,
      associations: record.associations.filter(({ atMs }) => atMs <= endMs),
    }))
    .sort((a, b) => a.createdMs - b.createdMs || (a.id < b.id ? -1 : 1));
}

/** Hundredths to `"1250.00"`. */
export function moneyText(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, "0")}`;
}

/** UTC day of an instant. */
export function utcDay(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10);
}
