import { describe, expect, it } from "vitest";
import { sliceCondition } from "../../../../functions/warehouse/bigquery/slices.ts";

const COLUMNS = [
  { name: "customer_id", type: "STRING" },
  { name: "date_day", type: "DATE" },
];

describe("the condition of slices", () => {
  it("asks the column with the most values by list, once for each combination of the others", () => {
    const slices = [
      { customer_id: "1", date_day: "2026-01-01" },
      { customer_id: "1", date_day: "2026-01-02" },
      { customer_id: "1", date_day: "2026-01-03" },
      { customer_id: "2", date_day: "2026-01-02" },
    ];
    expect(sliceCondition("raw.t", COLUMNS, slices)).toEqual({
      sql: "(t.customer_id = @slice_0 and t.date_day in unnest(@slice_1)) or (t.customer_id = @slice_2 and t.date_day in unnest(@slice_3))",
      parameters: {
        slice_0: { type: "STRING", value: "1" },
        slice_1: { type: "ARRAY<DATE>", value: ["2026-01-01", "2026-01-02", "2026-01-03"] },
        slice_2: { type: "STRING", value: "2" },
        slice_3: { type: "ARRAY<DATE>", value: ["2026-01-02"] },
      },
    });
  });

  it("of one column is one list, without doubles", () => {
    expect(
      sliceCondition("raw.t", [{ name: "file_key", type: "STRING" }], [{ file_key: "a" }, { file_key: "a" }]),
    ).toEqual({
      sql: "t.file_key in unnest(@slice_0)",
      parameters: { slice_0: { type: "ARRAY<STRING>", value: ["a"] } },
    });
  });

  it("refuses no slice and a column that the table lacks", () => {
    expect(() => sliceCondition("raw.t", COLUMNS, [])).toThrow(/at least one slice/);
    expect(() => sliceCondition("raw.t", COLUMNS, [{ file_key: "a" }])).toThrow(
      /slice column of raw\.t, got "file_key"/,
    );
  });
});
