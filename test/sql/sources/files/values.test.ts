import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DuckDb, openDuckDb } from "../../../../functions/lib/duckdb.ts";
import type { ValueKind } from "../../../../functions/sources/files/values/column-value.ts";
import { checks, typeCells, typeTable } from "./cells.ts";

let db: DuckDb;
beforeAll(async () => {
  db = await openDuckDb({ path: ":memory:" });
});
afterAll(() => db.close());

/** Values of a column; bad text as `bad`. */
async function valuesOf(
  kind: ValueKind,
  texts: readonly (string | null)[],
  more: Parameters<typeof typeCells>[3] = {},
) {
  const { cells } = await typeCells(db, kind, texts, more);
  return cells.map(({ value, bad }) => (bad === true ? "bad" : value));
}

describe("no value", () => {
  const none = [null, "", " ", "-", "--", " --", "NA", "N/A", "n/a", "null", "NULL", "(not set)", "\u00a0"];
  it.each([
    "text",
    "id",
    "integer",
    "decimal",
    "float",
    "boolean",
    "date",
    "timestamp",
  ] as const)("is the same in a %s column, and never bad", async (kind) => {
    expect(await valuesOf(kind, none)).toEqual(none.map(() => null));
    expect(await valuesOf(kind, ["blank", " Blank "], { spec: { nullTokens: ["blank"] } })).toEqual([null, null]);
  });

  it("may be a token that looks like a value", async () => {
    expect(await valuesOf("integer", ["0", "5"], { spec: { nullTokens: ["0"] } })).toEqual([null, 5]);
    expect(await valuesOf("date", ["1970-01-01", "2026-01-01"], { spec: { nullTokens: ["1970-01-01"] } })).toEqual([
      null,
      "2026-01-01",
    ]);
  });
});

describe("text and ids", () => {
  it("are trimmed and otherwise as written", async () => {
    expect(await valuesOf("text", [" a b ", "\tÄ\u00a0", "x"])).toEqual(["a b", "Ä", "x"]);
    expect(await valuesOf("id", ["00123", "123.0", " 1e5"])).toEqual(["00123", "123.0", "1e5"]);
  });

  it("that a spreadsheet rounded are flagged as damaged", async () => {
    const { cells, column } = await typeCells(db, "id", ["1.23457E+17", "120210000000000000"]);
    expect(cells.map(({ flags }) => flags)).toEqual([["damaged_id"], []]);
    expect(checks(column)).toEqual(["damaged_id: 1"]);
  });
});

describe("booleans", () => {
  it("know the common spellings, and nothing else", async () => {
    const texts = ["true", "FALSE", "Yes", "no", "1", "0", "y", "N", "unknown", "2"];
    expect(await valuesOf("boolean", texts)).toEqual([
      true,
      false,
      true,
      false,
      true,
      false,
      true,
      false,
      "bad",
      "bad",
    ]);
  });
});

describe("numbers", () => {
  it.each([
    ["plain", ["1", "-2.5", "0.000000001"], ["1", "-2.5", "0.000000001"]],
    [
      "with currency",
      ["$1,892 ", "€ 12.50", "12.50 €", "EGP 12", "12 EGP", "US$3", "Rs. 100", "$-5", "-$5"],
      ["1892", "12.5", "12.5", "12", "12", "3", "100", "-5", "-5"],
    ],
    ["negative in brackets or behind", ["(1.20)", "1.20-", "−3.5", "($4)"], ["-1.2", "-1.2", "-3.5", "-4"]],
    ["in percent", ["4.4%", "100 %", "0.5%"], ["0.044", "1", "0.005"]],
    ["scientific", ["1.2E+05", "5e-3", "1e2%"], ["120000", "0.005", "1"]],
    ["grouped by comma", ["1,234.5", "1,234,567", "12.25"], ["1234.5", "1234567", "12.25"]],
    ["grouped by point", ["1.200,50", "1.234", "12,5"], ["1200.5", "1234", "12.5"]],
    ["grouped by blanks", ["1 200,5", "1\u202f234\u202f567", "3"], ["1200.5", "1234567", "3"]],
    ["grouped by apostrophes", ["1'200.5", "1’234’567"], ["1200.5", "1234567"]],
    ["Indian", ["1,00,000", "12,34,567.5"], ["100000", "1234567.5"]],
    ["without whole part or fraction", [".5", "5.", "+7"], ["0.5", "5", "7"]],
    ["rounded at nine places, halves away from zero", ["0.1234567895", "-0.1234567895"], ["0.12345679", "-0.12345679"]],
    ["as large as NUMERIC", ["99999999999999999999999999999.999999999"], ["99999999999999999999999999999.999999999"]],
  ])("are read %s", async (_, texts, expected) => {
    expect(await valuesOf("decimal", texts)).toEqual(expected);
  });

  it("that are none are bad, never guessed", async () => {
    const texts = [
      "abc",
      "1.2.3",
      "--5",
      "12,34",
      "1_000",
      "12k",
      "(5",
      "5)",
      "XYZ 5",
      "1e400",
      "0x1F",
      "inf",
      "123456789012345678901234567890",
      "5 6",
      "$",
      "1,2345.5",
    ];
    expect(await valuesOf("decimal", [...texts, "1.5"])).toEqual([...texts.map(() => "bad"), "1.5"]);
    expect(await valuesOf("float", ["1e400", "inf", "Infinity", "1_0", "2.5"])).toEqual([
      "bad",
      "bad",
      "bad",
      "bad",
      2.5,
    ]);
  });

  it("as bounds give the bound and a flag", async () => {
    const { cells } = await typeCells(db, "float", ["< 10%", "> 90%", "50.00%", " --"]);
    expect(cells.map(({ value, flags }) => [value, flags])).toEqual([
      [0.1, ["bound_below"]],
      [0.9, ["bound_above"]],
      [0.5, []],
      [null, []],
    ]);
  });

  it("that are whole numbers must have no fraction", async () => {
    expect(await valuesOf("integer", ["1,234", "2.0", "2.5", "7", "99999999999999999999"])).toEqual([
      1234,
      2,
      "bad",
      7,
      "bad",
    ]);
    expect(await valuesOf("integer", ["1.234", "12.345.678", "9"])).toEqual([1234, 12345678, 9]);
    expect(await valuesOf("integer", ["1.234", "2.345", "9"])).toEqual([1234, 2345, 9]);
  });

  it("name the currency of their cell where the sign names one", async () => {
    const { cells, column } = await typeCells(db, "decimal", ["€ 5", "EGP 6", "$7", "8", "XYZ 9"]);
    expect(cells.map(({ currency }) => currency)).toEqual(["EUR", "EGP", null, null, null]);
    expect(checks(column)).toEqual(["mixed_currency: 0"]);
  });
});

describe("the decimal mark of a column", () => {
  it("is proven by its own cells", async () => {
    expect(await valuesOf("decimal", ["1,234", "0,5"])).toEqual(["1.234", "0.5"]);
    expect(await valuesOf("decimal", ["1.234", "0.5"])).toEqual(["1.234", "0.5"]);
    expect(await valuesOf("decimal", ["1.234", "12.345.678"])).toEqual(["1234", "12345678"]);
    expect(await valuesOf("decimal", ["0,123", "1,234"])).toEqual(["0.123", "1.234"]);
  });

  it("makes cells of the other convention bad", async () => {
    expect(await valuesOf("decimal", ["1.5", "2.5", "3,5"])).toEqual(["1.5", "2.5", "bad"]);
  });

  it("is taken from the file's other columns where its own cells do not prove it", async () => {
    const { cells, columns } = await typeTable(db, [
      { kind: "decimal", cells: ["1,234", "5,678"] },
      { kind: "decimal", cells: ["1,5", "2,25"] },
    ]);
    expect(cells[0]?.map(({ value, flags }) => [value, flags])).toEqual([
      ["1.234", []],
      ["5.678", []],
    ]);
    expect(columns[0]?.findings).toMatchObject([{ checkName: "ambiguous_number", severity: "info", rowCount: 2 }]);
  });

  it("is decided by rule, flagged and reported where nothing proves it", async () => {
    for (const [delimiter, text, value] of [
      [",", "1,234", "1234"],
      [";", "1,234", "1.234"],
      [",", "1.234", "1.234"],
      [";", "1.234", "1.234"],
    ] as const) {
      const { cells, column } = await typeCells(db, "decimal", [text, "5"], { options: { delimiter } });
      expect(cells.map((cell) => [cell.value, cell.flags])).toEqual([
        [value, ["ambiguous_number"]],
        ["5", []],
      ]);
      expect(column.findings).toMatchObject([{ checkName: "ambiguous_number", severity: "warning", rowCount: 1 }]);
    }
  });
});
