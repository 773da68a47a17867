import { describe, expect, test } from "vitest";
import type { HubspotApi } from "../../../../functions/sources/hubspot/api.ts";
import { changedRecords } from "../../../../functions/sources/hubspot/changed-records.ts";

interface Stored {
  readonly id: string;
  changedMs: number;
}

interface SearchBody {
  readonly filterGroups: readonly {
    readonly filters: readonly { readonly propertyName: string; readonly operator: string; readonly value: string }[];
  }[];
  readonly sorts: readonly string[];
  readonly limit: number;
  readonly after?: string;
}

/** HubSpot's search over records in memory: one sort, ties in no useful order, 200 a page, 10,000 a query. */
function portal(records: readonly Stored[], afterPage: (page: number) => void = () => undefined) {
  const asked: SearchBody[] = [];
  const api = {
    post: (_path: string, body: SearchBody, schema: { parse(value: unknown): unknown }) => {
      asked.push(body);
      const key = (record: Stored, name: string): number =>
        name === "hs_object_id" ? Number(record.id) : record.changedMs;
      const found = records
        .filter((record) =>
          (body.filterGroups[0]?.filters ?? []).every(({ propertyName, operator, value }) => {
            const own = key(record, propertyName);
            if (operator === "EQ") return own === Number(value);
            return operator === "GT" ? own > Number(value) : own >= Number(value);
          }),
        )
        .sort((a, b) => {
          const sort = body.sorts[0] ?? "";
          return key(a, sort) - key(b, sort) || (Number(a.id) % 7) - (Number(b.id) % 7) || Number(b.id) - Number(a.id);
        });
      const start = Number(body.after ?? 0);
      if (start + body.limit > 10_000) throw new Error("HubSpot answered 400: paging beyond 10000 results");
      const next = start + body.limit;
      const answer = {
        results: found.slice(start, next).map(({ id, changedMs }) => ({
          id,
          properties: { lastmodifieddate: new Date(changedMs).toISOString() },
        })),
        ...(next < found.length ? { paging: { next: { after: String(next) } } } : {}),
      };
      afterPage(asked.length);
      return Promise.resolve(schema.parse(answer));
    },
  } as unknown as HubspotApi;
  return { api, asked };
}

async function read(api: HubspotApi, sinceMs: number | null): Promise<readonly string[]> {
  const ids: string[] = [];
  const wanted = { object: "contacts", changedProperty: "lastmodifieddate" } as const;
  for await (const page of changedRecords(api, wanted, sinceMs, AbortSignal.timeout(30_000)))
    ids.push(...page.map(({ id }) => id));
  return ids;
}

const T0 = Date.parse("2026-11-01T09:30:00.000Z");
const many = (count: number, changedMs: (i: number) => number): Stored[] =>
  Array.from({ length: count }, (_, i) => ({ id: String(1000 + i), changedMs: changedMs(i) }));
const unique = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();
const idsOf = (records: readonly Stored[]): readonly string[] => records.map(({ id }) => id).sort();

describe("records changed since an instant", () => {
  test("come all, though more than 10,000 changed in the same millisecond", async () => {
    const records = [
      ...many(150, (i) => T0 - 1000 + i),
      ...many(10_500, () => T0).map(({ id, changedMs }) => ({ id: `9${id}`, changedMs })),
      ...many(150, (i) => T0 + 1 + i).map(({ id, changedMs }) => ({ id: `8${id}`, changedMs })),
    ];
    expect(unique(await read(portal(records).api, null))).toEqual(idsOf(records));
  });

  test("come all of 25,000, without ever going deep into a query", async () => {
    const records = many(25_000, (i) => T0 + Math.floor(i / 3));
    const { api, asked } = portal(records);
    expect(unique(await read(api, null))).toEqual(idsOf(records));
    expect(asked.every(({ after }) => after === undefined)).toBe(true);
    expect(asked.length).toBeLessThan(135);
  });

  test("include the very millisecond of the instant, and nothing older", async () => {
    const records = many(5, (i) => T0 + i - 2);
    expect(await read(portal(records).api, T0)).toEqual(["1002", "1003", "1004"]);
  });

  test("are not passed over when others change while they are read", async () => {
    const records = many(1000, (i) => T0 + i);
    const { api } = portal(records, (page) => {
      // All of the first page change after it was given: everything behind moves up by 200 places.
      if (page === 1) for (const record of records.slice(0, 200)) record.changedMs += 1_000_000;
    });
    const ids = await read(api, null);
    expect(unique(ids)).toEqual(idsOf(records));
    for (const { id } of records.slice(0, 200)) expect(ids.lastIndexOf(id)).toBeGreaterThan(800);
  });

  test("end where there is none", async () => {
    expect(await read(portal([]).api, T0)).toEqual([]);
  });

  test("are refused where the answer is not in order, since paging goes by it", async () => {
    const disordered = {
      post: (_path: string, _body: unknown, schema: { parse(value: unknown): unknown }) =>
        Promise.resolve(
          schema.parse({
            results: [T0 + 5, T0].map((ms, i) => ({
              id: String(i + 1),
              properties: { lastmodifieddate: new Date(ms).toISOString() },
            })),
          }),
        ),
    } as unknown as HubspotApi;
    await expect(read(disordered, null)).rejects.toMatchObject({ kind: "transient" });
  });
});
