import { describe, expect, it } from "vitest";
import { lineOf, parameterOf, rowsOf } from "../../../../functions/warehouse/bigquery/values.ts";

const field = (name: string, type: string) => ({ name, type });

describe("cells of BigQuery", () => {
  it("become canonical values, under old and new names of types", () => {
    const fields = [
      field("big", "INTEGER"),
      field("small", "INT64"),
      field("infinite", "FLOAT"),
      field("yes", "BOOLEAN"),
      field("money", "NUMERIC"),
      field("time", "DATETIME"),
      field("instant", "TIMESTAMP"),
      field("early", "TIMESTAMP"),
      field("bytes", "BYTES"),
      { ...field("list", "STRING"), mode: "REPEATED" as const },
      { ...field("record", "RECORD"), fields: [field("day", "DATE")] },
      field("nothing", "STRING"),
    ];
    const texts = [
      "9007199254740993",
      "-7",
      "-Infinity",
      "true",
      "1.10",
      "2026-01-31T10:00:00.5",
      "1769853600123456",
      "-1500000",
      "/w==",
    ];
    const cells = [...texts.map((v) => ({ v })), { v: [{ v: "a" }] }, { v: { f: [{ v: "2026-01-31" }] } }, { v: null }];
    expect(rowsOf({ fields }, [{ f: cells }])).toEqual([
      {
        big: 9007199254740993n,
        small: -7,
        infinite: Number.NEGATIVE_INFINITY,
        yes: true,
        money: "1.1",
        time: "2026-01-31T10:00:00.500",
        instant: "2026-01-31T10:00:00.123456Z",
        early: "1969-12-31T23:59:58.500Z",
        bytes: "ff",
        list: ["a"],
        record: { day: "2026-01-31" },
        nothing: null,
      },
    ]);
  });

  it("of a type that the port lacks are an error, never a text", () => {
    expect(() => rowsOf({ fields: [field("where", "GEOGRAPHY")] }, [{ f: [{ v: "POINT(1 2)" }] }])).toThrow(
      /GEOGRAPHY/,
    );
  });
});

describe("parameters for BigQuery", () => {
  it("leave with their text whatever their type; NULL leaves as null", () => {
    expect(parameterOf("d", "DATE", "2026-01-31").parameterValue).toEqual({ value: "2026-01-31" });
    expect(parameterOf("b", "BYTES", "ff").parameterValue).toEqual({ value: "/w==" });
    expect(parameterOf("n", "INT64", 0).parameterValue).toEqual({ value: "0" });
    expect(parameterOf("n", "DATE", null).parameterValue).toEqual({ value: null });
    expect(parameterOf("l", "ARRAY<DATE>", ["2026-01-31"])).toEqual({
      name: "l",
      parameterType: { type: "ARRAY", arrayType: { type: "DATE" } },
      parameterValue: { arrayValues: [{ value: "2026-01-31" }] },
    });
  });

  it("that BigQuery would take for something else are refused", () => {
    expect(() => parameterOf("l", "ARRAY<STRING>", [null])).toThrow(/no NULL in the array @l/);
    expect(() => parameterOf("l", "STRING", ["a"])).toThrow(/one STRING in @l/);
    expect(() => parameterOf("s", "STRUCT<a INT64>", {})).toThrow(/scalar/);
  });
});

describe("lines of a load", () => {
  it("leave NULL out, keep INT64 exact and hold what JSON has no number for as text", () => {
    const fields = [
      field("k", "STRING"),
      field("n", "INTEGER"),
      field("x", "FLOAT"),
      { ...field("l", "INTEGER"), mode: "REPEATED" as const },
    ];
    expect(lineOf({ k: 'a"\n', n: 9007199254740993n, x: Number.NaN, l: [1, 2] }, fields)).toBe(
      '{"k":"a\\"\\n","n":"9007199254740993","x":"NaN","l":[1,2]}',
    );
    expect(lineOf({ k: null, n: 5 }, fields)).toBe('{"n":5}');
  });
});
