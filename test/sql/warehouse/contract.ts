import { beforeEach, describe, expect, it } from "vitest";
import type { Row, Value, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import type { WarehouseErrorKind } from "../../../functions/warehouse/warehouse-error.ts";

export async function* rowsOf(...rows: readonly Row[]): AsyncGenerator<Row> {
  yield* rows;
}

async function reasonOf(work: Promise<unknown>): Promise<WarehouseErrorKind | "no error"> {
  try {
    await work;
    return "no error";
  } catch (error) {
    return (error as { readonly reason: WarehouseErrorKind }).reason;
  }
}

const CREATE = `create table if not exists raw.spend_rows (
  account_id string, date_day date, spend numeric, clicks int64, ratio float64, seen_at timestamp, is_final bool
)`;

/**
 * What every adapter of the port must do; run once per engine. `unable` names cases that the server behind an adapter is
 * known to fail, with the reason.
 */
export function warehouseContract(
  name: string,
  open: () => Promise<Warehouse>,
  unable: Readonly<Record<string, string>> = {},
): void {
  describe(`the warehouse port on ${name}`, () => {
    beforeEach(({ task, skip }) => {
      const reason = unable[task.name];
      skip(reason !== undefined, reason);
    });
    const withTable = async (work: (warehouse: Warehouse) => Promise<void>): Promise<void> => {
      const warehouse = await open();
      try {
        await warehouse.execute("create schema if not exists raw");
        await warehouse.execute(CREATE);
        await work(warehouse);
      } finally {
        await warehouse.close();
      }
    };
    const all = async (warehouse: Warehouse): Promise<readonly Row[]> =>
      (await warehouse.query("select * from raw.spend_rows as s order by s.account_id, s.date_day, s.clicks")).rows;
    const row = (account: string, day: string, spend: string | null, clicks: number | null = null): Row => ({
      account_id: account,
      date_day: day,
      spend,
      clicks,
    });

    it("gives every type in canonical form", async () => {
      await withTable(async (warehouse) => {
        const { columns, rows } = await warehouse.query(`select
          9007199254740993 as big, 42 as small, 1.5 as f, true as b, 'é😀' as s, numeric '1.10' as n, numeric '-0.000000001' as tiny,
          date '2026-01-31' as d, datetime '2026-01-31 10:00:00' as dt,
          timestamp '2026-01-31 10:00:00.120+00' as ts3, timestamp '2026-01-31 10:00:00.123456+00' as ts6, timestamp '1969-12-31 23:59:58.500+00' as early,
          b'\\xff' as bytes, [1, 2] as list, struct('x' as a, date '2026-01-01' as b) as record, cast(null as array<int64>) as no_list, cast(null as string) as nothing`);
        expect(rows).toEqual([
          {
            big: 9007199254740993n,
            small: 42,
            f: 1.5,
            b: true,
            s: "é😀",
            n: "1.1",
            tiny: "-0.000000001",
            d: "2026-01-31",
            dt: "2026-01-31T10:00:00",
            ts3: "2026-01-31T10:00:00.120Z",
            ts6: "2026-01-31T10:00:00.123456Z",
            early: "1969-12-31T23:59:58.500Z",
            bytes: "ff",
            list: [1, 2],
            record: { a: "x", b: "2026-01-01" },
            no_list: [],
            nothing: null,
          },
        ]);
        expect(columns.map(({ type }) => type).slice(0, 11)).toEqual([
          "INT64",
          "INT64",
          "FLOAT64",
          "BOOL",
          "STRING",
          "NUMERIC",
          "NUMERIC",
          "DATE",
          "DATETIME",
          "TIMESTAMP",
          "TIMESTAMP",
        ]);
      });
    });

    it("takes typed parameters and gives them back unchanged", async () => {
      await withTable(async (warehouse) => {
        const values: readonly (readonly [string, Value])[] = [
          ["INT64", 9007199254740993n],
          ["FLOAT64", 0.1],
          ["BOOL", false],
          ["STRING", "it's"],
          ["NUMERIC", "123456789.000000001"],
          ["DATE", "2024-02-29"],
          ["TIMESTAMP", "2026-01-31T10:00:00.123456Z"],
          ["ARRAY<STRING>", ["a", "b"]],
          ["DATE", null],
        ];
        for (const [type, value] of values) {
          const { rows } = await warehouse.query("select @p as p", { parameters: { p: { type, value } } });
          expect(rows, type).toEqual([{ p: value }]);
        }
      });
    });

    it("loads rows of an iterable, NULL where a column is missing", async () => {
      await withTable(async (warehouse) => {
        const many = Array.from({ length: 5000 }, (_, i) => row("a", "2026-01-01", "0.01", i));
        expect(await warehouse.load("raw.spend_rows", rowsOf(...many), { kind: "append", loadId: "l1" })).toEqual({
          rows: 5000,
          alreadyDone: false,
        });
        const { rows } = await warehouse.query(
          "select sum(s.spend) as spend, sum(s.clicks) as clicks, countif(s.ratio is null) as missing from raw.spend_rows as s",
        );
        expect(rows).toEqual([{ spend: "50", clicks: (4999 * 5000) / 2, missing: 5000 }]);
      });
    });

    it("changes nothing when a load id comes twice", async () => {
      await withTable(async (warehouse) => {
        await warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-01", "1")), { kind: "append", loadId: "same" });
        expect(
          await warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-01", "1")), {
            kind: "append",
            loadId: "same",
          }),
        ).toEqual({ rows: 1, alreadyDone: true });
        expect(await all(warehouse)).toHaveLength(1);
      });
    });

    it("replaces exactly the slices named: a slice without rows is emptied, other accounts of the day stay", async () => {
      await withTable(async (warehouse) => {
        await warehouse.load(
          "raw.spend_rows",
          rowsOf(row("a", "2026-01-01", "1"), row("a", "2026-01-02", "2"), row("b", "2026-01-01", "3")),
          { kind: "append", loadId: "l1" },
        );
        await warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-02", "20")), {
          kind: "replaceSlices",
          loadId: "l2",
          slices: [
            { account_id: "a", date_day: "2026-01-01" },
            { account_id: "a", date_day: "2026-01-02" },
          ],
        });
        expect((await all(warehouse)).map((r) => [r.account_id, r.date_day, r.spend])).toEqual([
          ["a", "2026-01-02", "20"],
          ["b", "2026-01-01", "3"],
        ]);
      });
    });

    it("refuses a row outside the slices and a column the table lacks, and keeps the old rows", async () => {
      await withTable(async (warehouse) => {
        await warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-01", "1")), { kind: "append", loadId: "l1" });
        const slices = [{ account_id: "a", date_day: "2026-01-01" }];
        expect(
          await reasonOf(
            warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-02", "9")), {
              kind: "replaceSlices",
              loadId: "l2",
              slices,
            }),
          ),
        ).toBe("bad-rows");
        expect(
          await reasonOf(
            warehouse.load("raw.spend_rows", rowsOf({ account_id: "a", cost: 1 }), { kind: "append", loadId: "l3" }),
          ),
        ).toBe("bad-rows");
        expect((await all(warehouse)).map((r) => r.spend)).toEqual(["1"]);
      });
    });

    it("commits the caller's statements with the rows, or neither when the fence is down", async () => {
      await withTable(async (warehouse) => {
        const also = [
          {
            sql: "insert into raw.spend_rows (account_id, spend) values (@id, numeric '5')",
            parameters: { id: { type: "STRING", value: "ledger" } },
          },
        ];
        expect(
          await reasonOf(
            warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-01", "1")), {
              kind: "append",
              loadId: "l1",
              fence: { sql: "select false as ok" },
              also,
            }),
          ),
        ).toBe("fenced");
        expect(await all(warehouse)).toEqual([]);
        await warehouse.load("raw.spend_rows", rowsOf(row("a", "2026-01-01", "1")), {
          kind: "append",
          loadId: "l1",
          fence: { sql: "select true as ok" },
          also,
        });
        expect((await all(warehouse)).map((r) => r.account_id)).toEqual(["a", "ledger"]);
        const broken = [{ sql: "insert into raw.nowhere (a) values (1)" }];
        expect(
          await reasonOf(
            warehouse.load("raw.spend_rows", rowsOf(row("b", "2026-01-01", "1")), {
              kind: "append",
              loadId: "l2",
              also: broken,
            }),
          ),
        ).toBe("not-found");
        expect(await all(warehouse)).toHaveLength(2);
      });
    });

    it("names what went wrong by kind", async () => {
      await withTable(async (warehouse) => {
        expect(await reasonOf(warehouse.query("select x.a from raw.missing as x"))).toBe("not-found");
        expect(await reasonOf(warehouse.query("select s.nothing from raw.spend_rows as s"))).toBe("bad-sql");
        expect(await reasonOf(warehouse.query("delete from raw.spend_rows where true"))).toBe("bad-sql");
        expect(await reasonOf(warehouse.query("select 1 as a, 2 as A"))).toBe("bad-sql");
        expect(await reasonOf(warehouse.query("select cast('x' as int64) as a"))).toBe("bad-rows");
        await warehouse.close();
        expect(await reasonOf(warehouse.query("select 1 as a"))).toBe("closed");
      });
    });

    it("describes and checks without running", async () => {
      await withTable(async (warehouse) => {
        expect((await warehouse.describe("raw.spend_rows"))?.slice(0, 4)).toEqual([
          { name: "account_id", type: "STRING" },
          { name: "date_day", type: "DATE" },
          { name: "spend", type: "NUMERIC" },
          { name: "clicks", type: "INT64" },
        ]);
        expect(await warehouse.describe("raw.missing")).toBeNull();
        expect(
          (await warehouse.check("select s.spend, s.clicks / 2 as half from raw.spend_rows as s")).columns,
        ).toEqual([
          { name: "spend", type: "NUMERIC" },
          { name: "half", type: "FLOAT64" },
        ]);
      });
    });

    it("runs statements one after another, so that a load's transaction takes in nothing else", async () => {
      await withTable(async (warehouse) => {
        const loads = Array.from({ length: 8 }, (_, i) =>
          warehouse
            .load("raw.spend_rows", rowsOf(row(`a${i}`, "2026-01-01", "1")), {
              kind: "append",
              loadId: `p${i}`,
              ...(i % 2 ? { fence: { sql: "select false as ok" } } : {}),
            })
            .catch(() => null),
        );
        const inserts = Array.from({ length: 8 }, (_, i) =>
          warehouse.execute(`insert into raw.spend_rows (account_id) values ('direct${i}')`),
        );
        await Promise.all([...loads, ...inserts]);
        const { rows } = await warehouse.query(
          "select countif(starts_with(s.account_id, 'direct')) as direct, countif(not starts_with(s.account_id, 'direct')) as loaded from raw.spend_rows as s",
        );
        expect(rows).toEqual([{ direct: 8, loaded: 4 }]);
      });
    });
  });
}
