import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../../functions/lib/duckdb.ts";
import { checks, typeCells, typeTable } from "./cells.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ path: ":memory:" });
});
afterAll(() => db.close());

/** `value confidence` of each cell; bad text as `bad`. */
async function datesOf(
  texts: readonly (string | null)[],
  more: Parameters<typeof typeCells>[3] = {},
): Promise<string[]> {
  const { cells } = await typeCells(db, "date", texts, more);
  return cells.map(({ value, bad, confidence }) => (bad === true ? "bad" : `${value} ${confidence}`));
}

describe("days that can mean one day only", () => {
  it.each([
    ["2026-01-31"],
    ["2026/1/31"],
    ["2026.01.31"],
    ["20260131"],
    ["31-01-2026"],
    ["31.1.2026"],
    ["31. 1. 2026"],
    ["1/31/2026"],
    ["31/01/26"],
    ["Jan 31, 2026"],
    ["January 31 2026"],
    ["31 Jan 2026"],
    ["31-Jan-26"],
    ["Saturday, January 31, 2026"],
    ["Sat 31 Jan 2026"],
    ["Jan 31st, 2026"],
    ["2026 Jan 31"],
    ["2026-01-31 9:37:00"],
    ["2026-01-31T09:37:00.123Z"],
    ["1/31/26 3:05 PM"],
    ["Jan 31, 2026, 3:05 pm"],
    ["2026-01-31T23:30:00+00:00"],
  ])("are exact: %s", async (text) => {
    expect(await datesOf([text])).toEqual(["2026-01-31 exact"]);
    // Beside other forms, as a cell of a column that a cast alone cannot read.
    expect((await datesOf([text, "2 Feb 2026"]))[0]).toBe("2026-01-31 exact");
  });

  it("are exact where both readings are the same day", async () => {
    expect(await datesOf(["05/05/2024"])).toEqual(["2024-05-05 exact"]);
  });

  it.each([
    ["2026-02-30"],
    ["31/02/2026"],
    ["2026-13-01"],
    ["20261301"],
    ["hello"],
    ["2026-01-31 extra"],
    ["0001-01-01"],
    ["12 Foo 2024"],
    ["2026-01"],
    ["45231"],
    ["2024-06-01 24:00:00"],
    ["2024-06-01 13:00 PM"],
    ["1/2-2024"],
    ["2026-01/31"],
  ])("are bad where there is no such day: %s", async (text) => {
    expect(await datesOf([text, "2026-01-31"])).toEqual(["bad", "2026-01-31 exact"]);
  });

  it("read two-digit years as POSIX does", async () => {
    expect(await datesOf(["31/12/68", "31/12/69"])).toEqual(["2068-12-31 exact", "1969-12-31 exact"]);
  });
});

describe("days with two readings", () => {
  it("take the order that rows of the same pattern prove", async () => {
    expect(await datesOf(["01/02/2026", "25/12/2025"])).toEqual(["2026-02-01 inferred", "2025-12-25 exact"]);
    expect(await datesOf(["01/02/2026", "12/25/2025"])).toEqual(["2026-01-02 inferred", "2025-12-25 exact"]);
  });

  it("take no order from rows of another pattern", async () => {
    expect(await datesOf(["01/02/2026", "25-12-2025", "03/04/26"])).toEqual([
      "2026-02-01 ambiguous",
      "2025-12-25 exact",
      "2026-04-03 ambiguous",
    ]);
  });

  it("take the order that the same pattern proves in another column of the file", async () => {
    const { cells } = await typeTable(db, [
      { kind: "date", cells: ["01/02/2026", "02/03/2026"] },
      { kind: "date", cells: ["25/02/2026", "26/02/2026"] },
    ]);
    expect(cells[0]?.map(({ value, confidence }) => `${value} ${confidence}`)).toEqual([
      "2026-02-01 inferred",
      "2026-03-02 inferred",
    ]);
  });

  it("take the reading inside the period of the exact rows where no order is proven, or both are", async () => {
    const exact = ["2026-01-20", "2026-02-10"];
    expect((await datesOf(["01/02/2026", "02/01/2026", ...exact])).slice(0, 2)).toEqual([
      "2026-02-01 inferred",
      "2026-02-01 inferred",
    ]);
    const both = ["25/01/2026", "01/26/2026", "01/27/2026"];
    expect((await datesOf(["02/01/2026", ...both, "2026-02-10"]))[0]).toBe("2026-02-01 inferred");
  });

  it("are ambiguous, flagged and counted where nothing decides: slash is month first, dash and point day first", async () => {
    const { cells, column } = await typeCells(db, "date", ["01/02/2026", "01-02-2026", "1.2.2026", "2026-01-05"]);
    expect(cells.map(({ value, confidence, flags }) => [value, confidence, flags])).toEqual([
      ["2026-01-02", "ambiguous", ["ambiguous_date"]],
      ["2026-02-01", "ambiguous", ["ambiguous_date"]],
      ["2026-02-01", "ambiguous", ["ambiguous_date"]],
      ["2026-01-05", "exact", []],
    ]);
    expect(checks(column)).toEqual(["ambiguous_date: 3"]);
  });

  it("obey --date-order, which leaves days of one reading alone", async () => {
    expect(await datesOf(["01/02/2026", "12/25/2025"], { options: { dateOrder: "dmy" } })).toEqual([
      "2026-02-01 exact",
      "2025-12-25 exact",
    ]);
    expect(await datesOf(["01/02/2026"], { options: { dateOrder: "mdy" } })).toEqual(["2026-01-02 exact"]);
    expect(await datesOf(["24-01-31"], { options: { dateOrder: "ymd" } })).toEqual(["2024-01-31 exact"]);
  });

  it("do not depend on the order of the rows", async () => {
    const texts = ["01/02/2026", "25/12/2025", "03-04-2026", "Jan 5, 2026"];
    const reversed = await datesOf([...texts].reverse());
    expect(reversed.reverse()).toEqual(await datesOf(texts));
  });
});

describe("timestamps", () => {
  it("are instants: the cell's zone, else the file's; midnight where there is no clock", async () => {
    const { cells } = await typeCells(
      db,
      "timestamp",
      [
        "2024-07-01 12:00:00",
        "2024-01-01 12:00:00",
        "2024-07-01T12:00:00Z",
        "2024-07-01T12:00:00+0530",
        "2024-07-01 12:00:00 -03:00",
        "7/13/24 3:05 PM",
        "7/13/24 12:05 am",
        "2024-07-01",
        "2024-07-01 9:05:07.25",
        "2024-07-01 12:00 PM",
        "soon",
      ],
      { options: { timeZone: "Africa/Cairo" } },
    );
    expect(cells.map(({ value, bad }) => (bad === true ? "bad" : value))).toEqual([
      "2024-07-01T09:00:00Z",
      "2024-01-01T10:00:00Z",
      "2024-07-01T12:00:00Z",
      "2024-07-01T06:30:00Z",
      "2024-07-01T15:00:00Z",
      "2024-07-13T12:05:00Z",
      "2024-07-12T21:05:00Z",
      "2024-06-30T21:00:00Z",
      "2024-07-01T06:05:07.250Z",
      "2024-07-01T09:00:00Z",
      "bad",
    ]);
    expect(cells.map(({ dayOnly }) => dayOnly).indexOf(true)).toBe(7);
  });

  it.each([
    [["2024-07-01 12:00:00", "2024-07-02 00:00:00.5"], ["2024-07-01T09:00:00Z", "2024-07-01T21:00:00.500Z"], false],
    [["2024-07-01T12:00:00Z", null], ["2024-07-01T12:00:00Z", null], false],
    [["2024-07-01", "2024-01-01"], ["2024-06-30T21:00:00Z", "2023-12-31T22:00:00Z"], true],
  ])("are the same by a cast alone: %j", async (texts, expected, dayOnly) => {
    const { cells } = await typeCells(db, "timestamp", texts, { options: { timeZone: "Africa/Cairo" } });
    expect(cells.map(({ value }) => value)).toEqual(expected);
    expect(cells[0]?.dayOnly).toBe(dayOnly);
  });

  it("have their day in the file's zone", async () => {
    const options = { timeZone: "Africa/Cairo" };
    expect(await datesOf(["2024-07-01T23:00:00Z", "2024-07-01T20:00:00Z"], { options })).toEqual([
      "2024-07-02 exact",
      "2024-07-01 exact",
    ]);
    expect(await datesOf(["2024-07-01T23:00:00+00:00", "2024-07-01 23:00:00"], { options })).toEqual([
      "2024-07-02 exact",
      "2024-07-01 exact",
    ]);
  });

  it("are epochs only where the family says so", async () => {
    const seconds = await typeCells(db, "timestamp", ["1700000000", "1700000000.5", "x", "-", "99999999999999"], {
      spec: { epoch: "seconds" },
    });
    expect(seconds.cells.map(({ value, bad }) => (bad === true ? "bad" : value))).toEqual([
      "2023-11-14T22:13:20Z",
      "2023-11-14T22:13:20.500Z",
      "bad",
      null,
      "bad",
    ]);
    const millis = await typeCells(db, "timestamp", ["1700000000123"], { spec: { epoch: "milliseconds" } });
    expect(millis.cells[0]?.value).toBe("2023-11-14T22:13:20.123Z");
    expect((await typeCells(db, "timestamp", ["1700000000"])).cells[0]?.bad).toBe(true);
  });
});
