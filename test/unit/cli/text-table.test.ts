import { describe, expect, it } from "vitest";
import { textTable } from "../../../scripts/cli/text-table.ts";

const RESULT = {
  columns: [
    { name: "channel", type: "STRING" },
    { name: "spend", type: "NUMERIC" },
    { name: "leads", type: "INT64" },
    { name: "cpl", type: "FLOAT64" },
  ],
  rows: [
    { channel: "search", spend: "43584.128585", leads: 3, cpl: 14528.0428616 },
    { channel: "email", spend: null, leads: 12, cpl: null },
  ],
} as const;

describe("a table of text", () => {
  it("keeps amounts exact and ratios short, a dash for what is unknown", () => {
    expect(textTable(RESULT, 10).split("\n").slice(2)).toEqual([
      "search   43584.128585      3  14528.0429",
      "email               –     12           –",
      "2 row(s)",
    ]);
  });

  it("gives amounts and ratios as many decimals as asked for, counts none", () => {
    expect(textTable(RESULT, 10, undefined, 2)).toContain("search   43584.13      3  14528.04");
  });
});
