import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../../functions/lib/duckdb.ts";
import { readTable } from "../../../../functions/sources/files/read/read-table.ts";
import { cellsOf, fileOf, read } from "./cells.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ path: ":memory:" });
});
afterAll(() => db.close());

describe("NDJSON", () => {
  it("has the keys of all lines as columns, in order of appearance, and every value as text", async () => {
    const table = await read(
      db,
      '{"id": 12345678901234567890, "name": "a, \\"b\\" é\\u00e9", "n": 1.5}\n\n{"name": null, "n": "x", "ok": true}\r\n{"list": [1, {"a": "}"}], "id": ""}\n',
    );
    expect(table).toMatchObject({
      format: "ndjson",
      headers: ["id", "name", "n", "ok", "list"],
      rowsRead: 3,
      delimiter: null,
    });
    expect(table.rows).toEqual([
      ["12345678901234567890", 'a, "b" éé', "1.5", null, null],
      [null, null, "x", "true", null],
      [null, null, null, null, '[1,{"a":"}"}]'],
    ]);
  });

  it("keeps numbers that a double would round, exactly as they are written", async () => {
    const table = await read(
      db,
      '{"cost": 12345678901234.123456789, "n": -0.1234567890123456789}\n{"cost": 1.50, "n": 2}\n',
    );
    expect(table.rows).toEqual([
      ["12345678901234.123456789", "-0.1234567890123456789"],
      ["1.50", "2"],
    ]);
  });

  it("tells keys apart that differ in case, and lets the last of a repeated key count", async () => {
    const table = await read(db, '{"Date": 1, "date": 2}\n{"date": 3, "date": 4}\n');
    expect(table.headers).toEqual(["Date", "date_2"]);
    expect(table.rows).toEqual([
      ["1", "2"],
      [null, "4"],
    ]);
  });

  it("finds a key that only the last of many lines has, behind a byte order mark too", async () => {
    const lines = Array.from({ length: 30_000 }, (_, i) => `{"a":${i}}`).join("\n");
    for (const mark of ["", "\ufeff"]) {
      const table = await read(db, `${mark}${lines}\n{"late":"x"}`);
      expect(table.headers).toEqual(["a", "late"]);
      expect(table.rows.at(-1)).toEqual([null, "x"]);
      expect(table.rows[29_999]).toEqual(["29999", null]);
    }
  });

  it.each([
    ['{"a": 1}\n{"a": secret@example.com}\n', 2],
    ['{"a": 1}\n[1]\n', 2],
    ['{"a": 1}\n\n{"a": 2} {"a": 3}\n', 3],
    ['{"a": 1}\n{"a": "open\n', 2],
    ['{"a": 1.12345678901234567}\n{"a": tru}\n', 2],
  ])("refuses a line that is no object with its line number and without its text: %j", async (content, line) => {
    const failure = await readTable(db, fileOf(content), {}).catch((error: unknown) => error);
    expect(failure).toMatchObject({ kind: "data", where: expect.stringMatching(new RegExp(`, line ${line}$`)) });
    expect(JSON.stringify([failure, (failure as Error).message, (failure as Error).cause])).not.toContain("secret");
  });
});

describe("Parquet", () => {
  it("gives days and times in ISO, instants with Z, decimals exactly, nested values as JSON", async () => {
    const path = fileOf("", "t.parquet");
    await db.run(
      `copy (select date '2026-01-31' as "Day", timestamp '2026-01-31 10:00:00' as local, timestamptz '2026-01-31 10:00:00.5+02' as at,
         1.10::decimal(9,2) as cost, 0.1::double as share, [1, 2] as list, {'a': 'x'} as struct, true as ok, '' as blank, null::integer as none
       union all select date '2026-02-01', null, null, null, null, null, null, null, 'x', 5) to '${path}' (format parquet)`,
    );
    const table = await readTable(db, path, {});
    const { rows, rowNumbers } = await cellsOf(db, table);
    expect(table).toMatchObject({ format: "parquet", encoding: null, delimiter: null, rowsRead: 2 });
    expect(table.headers).toEqual(["Day", "local", "at", "cost", "share", "list", "struct", "ok", "blank", "none"]);
    expect(rows[0]).toEqual([
      "2026-01-31",
      "2026-01-31 10:00:00",
      "2026-01-31T08:00:00.500000Z",
      "1.10",
      "0.1",
      "[1,2]",
      '{"a":"x"}',
      "true",
      null,
      null,
    ]);
    expect(rowNumbers).toEqual([1, 2]);
  });

  it("is refused when damaged", async () => {
    await expect(readTable(db, fileOf("PAR1 and no more"), {})).rejects.toMatchObject({
      kind: "data",
      message: expect.stringContaining("Parquet"),
    });
  });
});

describe("large files", () => {
  it("keep their order and every row, read directly or written anew", async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `2026-01-01,"campaign ${i}, ""x""",${i}`);
    for (const ragged of [[], ["2026-01-02"]]) {
      const table = await readTable(db, fileOf(["Day,Name,Cost", ...rows, ...ragged].join("\n")), {});
      const [found] = await db.rows(
        `select count(*) as n, count(*) filter (c2 = cast(row_number - 1 as varchar) and c1 = 'campaign ' || c2 || ', "x"') as right_rows from ${table.relation}`,
      );
      expect(found).toEqual({ n: 200_000 + ragged.length, right_rows: 200_000 });
    }
  });

  it("may have a record that spans many chunks", async () => {
    const long = "x\n".repeat(2_000_000);
    const table = await read(db, `Name,Cost\n"${long}",1\nb,2\n`);
    expect(table.rows.map(([name]) => String(name).length)).toEqual([long.length, 1]);
  });
});
