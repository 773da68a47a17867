import { describe, expect, test } from "vitest";
import { type CrmObject, snapshotAt } from "../../../../scripts/sandbox/market/crm.ts";
import { rememberRecords } from "../../../../scripts/sandbox/servers/crm-memory.ts";
import { small } from "../market/markets.ts";

const records = (["contact", "company", "deal"] as const satisfies readonly CrmObject[])
  .flatMap((object) => small.hubspot.records(object))
  .filter((_, i) => i % 7 === 0);

describe("a remembered record", () => {
  test("looks as it does, at each of its moments, just before and just after, in any order of asking", () => {
    const seen = rememberRecords(snapshotAt);
    for (const record of records) {
      const { createdMs, deletedMs, purgedMs, merged, changes, associations } = record;
      const moments = [
        createdMs,
        deletedMs,
        purgedMs,
        merged?.atMs,
        ...[...changes, ...associations].map(({ atMs }) => atMs),
      ];
      const instants = moments.flatMap((atMs) => (typeof atMs === "number" ? [atMs - 1, atMs, atMs + 1] : []));
      for (const atMs of [...instants, ...instants.toReversed()])
        expect(seen(record, atMs)).toEqual(snapshotAt(record, atMs));
    }
  });

  test("is worked out once while nothing happens to it", () => {
    let count = 0;
    const seen = rememberRecords(() => ++count);
    const [record] = records;
    if (!record) throw new Error("expected a record");
    for (let i = 0; i < 10; i++) seen(record, small.endMs + i);
    expect(count).toBe(1);
  });

  test("is worked out anew at moments of others", () => {
    const atMs = small.endMs + 1000;
    const seen = rememberRecords(
      (_, observedMs) => observedMs >= atMs,
      () => [atMs],
    );
    const [record] = records;
    if (!record) throw new Error("expected a record");
    expect([atMs - 1, atMs, atMs - 1].map((instant) => seen(record, instant))).toEqual([false, true, false]);
  });
});
