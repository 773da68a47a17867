import type { CrmRecord } from "../market/crm.ts";

/**
 * Remembers what a record looks like until something happens to it: a server whose clock runs would else work out every record for every request.
 * `show` may depend on the record and the instant only, and on moments that `others` names.
 */
export function rememberRecords<Seen>(
  show: (record: CrmRecord, observedMs: number) => Seen,
  others: (record: CrmRecord) => readonly number[] = () => [],
): (record: CrmRecord, observedMs: number) => Seen {
  const known = new Map<CrmRecord, { readonly fromMs: number; readonly untilMs: number; readonly seen: Seen }>();
  return (record, observedMs) => {
    const remembered = known.get(record);
    if (remembered && remembered.fromMs <= observedMs && observedMs < remembered.untilMs) return remembered.seen;
    let fromMs = Number.NEGATIVE_INFINITY;
    let untilMs = Number.POSITIVE_INFINITY;
    for (const atMs of [...momentsOf(record), ...others(record)]) {
      if (atMs <= observedMs) fromMs = Math.max(fromMs, atMs);
      else untilMs = Math.min(untilMs, atMs);
    }
    const seen = show(record, observedMs);
    known.set(record, { fromMs, untilMs, seen });
    return seen;
  };
}

/** Instants at which a record begins to look different. */
function momentsOf({ createdMs, changes, deletedMs, purgedMs, merged, associations }: CrmRecord): readonly number[] {
  const ends = [deletedMs, purgedMs, merged?.atMs ?? null].filter((atMs) => atMs !== null);
  return [createdMs, ...changes.map(({ atMs }) => atMs), ...associations.map(({ atMs }) => atMs), ...ends];
}
