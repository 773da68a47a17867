import { describe, expect, test } from "vitest";
import { Refusal } from "../../../../../scripts/sandbox/servers/google-ads/failure.ts";
import { parseGaql } from "../../../../../scripts/sandbox/servers/google-ads/gaql/parse.ts";
import { periodDays } from "../../../../../scripts/sandbox/servers/google-ads/plan/during.ts";
import { testOf } from "../../../../../scripts/sandbox/servers/google-ads/plan/filter.ts";

const codeOf = (text: string): unknown => {
  try {
    parseGaql(text);
  } catch (error) {
    if (error instanceof Refusal) return error.errors[0]?.errorCode.queryError;
    throw error;
  }
  return null;
};

describe("GAQL", () => {
  test("is read with every clause", () => {
    const query = parseGaql(`select campaign.id, metrics.clicks
      FROM campaign
      WHERE segments.date BETWEEN '2026-01-01' AND "2026-01-31" AND campaign.name LIKE 'EU%' and campaign.status IN (ENABLED, 'PAUSED')
        AND campaign.id NOT IN (1, 2) AND metrics.clicks >= 10 AND campaign.bidding_strategy IS NULL AND campaign.name IS NOT NULL
        AND asset_group.final_urls CONTAINS ANY ('a') AND campaign.name NOT REGEXP_MATCH 'x.*' AND segments.date DURING LAST_7_DAYS
      ORDER BY metrics.clicks DESC, campaign.id ASC, campaign.name LIMIT 5 PARAMETERS include_drafts = true`);
    expect(query.select).toEqual(["campaign.id", "metrics.clicks"]);
    expect(query.where.map(({ kind, field }) => [kind, field])).toEqual([
      ["between", "segments.date"],
      ["pattern", "campaign.name"],
      ["list", "campaign.status"],
      ["list", "campaign.id"],
      ["comparison", "metrics.clicks"],
      ["null", "campaign.bidding_strategy"],
      ["null", "campaign.name"],
      ["list", "asset_group.final_urls"],
      ["pattern", "campaign.name"],
      ["during", "segments.date"],
    ]);
    expect(query.orderBy.map(({ isDescending }) => isDescending)).toEqual([true, false, false]);
    expect([query.from, query.limit, query.parameters]).toEqual(["campaign", 5, { include_drafts: "true" }]);
  });

  test("keeps quotes and backslashes that a string escapes", () => {
    const [condition] = parseGaql(`SELECT campaign.id FROM campaign WHERE campaign.name = 'O\\'Hara \\\\ "x"'`).where;
    expect(condition).toMatchObject({ value: { kind: "string", text: `O'Hara \\ "x"` } });
  });

  test.each([
    ["", "EXPECTED_SELECT"],
    ["SELECT campaign.id", "EXPECTED_FROM"],
    ["SELECT", "UNEXPECTED_END_OF_QUERY"],
    ["SELECT campaign.id FROM campaign extra", "UNEXPECTED_INPUT"],
    ["SELECT campaign.id FROM campaign WHERE campaign.id ~ 1", "BAD_SYMBOL"],
    ["SELECT campaign.id FROM campaign WHERE campaign.id LIKES 1", "BAD_OPERATOR"],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = 'open", "STRING_NOT_TERMINATED"],
    ["SELECT campaign.id FROM campaign WHERE campaign.name = 'a\nb'", "PROHIBITED_NEWLINE_IN_STRING"],
    ["SELECT campaign.id FROM campaign WHERE campaign.id IN ()", "PROHIBITED_EMPTY_LIST_IN_CONDITION"],
    ["SELECT campaign.id FROM campaign WHERE campaign.id IN 1", "EXPECTED_LIST"],
    ["SELECT campaign.id FROM campaign WHERE campaign.id = (1)", "EXPECTED_SINGLE_VALUE"],
    ["SELECT segments.date FROM campaign WHERE segments.date BETWEEN '2026-01-01'", "EXPECTED_AND"],
    [
      "SELECT segments.date FROM campaign WHERE segments.date BETWEEN '2026-01-01' AND 5",
      "PROHIBITED_VALUE_COMBINATION_WITH_BETWEEN_OPERATOR",
    ],
    ["SELECT campaign.id FROM campaign ORDER campaign.id", "EXPECTED_BY"],
    ["SELECT campaign.id FROM campaign LIMIT many", "BAD_LIMIT_VALUE"],
    ["SELECT campaign.id FROM campaign LIMIT 0", "LIMIT_VALUE_TOO_LOW"],
    ["SELECT campaign.id FROM campaign PARAMETERS fast = true", "BAD_PARAMETER_NAME"],
    ["SELECT campaign.id FROM campaign PARAMETERS include_drafts = maybe", "BAD_PARAMETER_VALUE"],
    ["SELECT Campaign.Id FROM campaign", "BAD_FIELD_NAME"],
  ])("refuses %j with %s", (text, code) => {
    expect(codeOf(text)).toBe(code);
  });

  test.each([
    ["TODAY", "2026-03-11", "2026-03-11"],
    ["YESTERDAY", "2026-03-10", "2026-03-10"],
    ["LAST_7_DAYS", "2026-03-04", "2026-03-10"],
    ["LAST_30_DAYS", "2026-02-09", "2026-03-10"],
    ["LAST_WEEK_MON_SUN", "2026-03-02", "2026-03-08"],
    ["LAST_WEEK_SUN_SAT", "2026-03-01", "2026-03-07"],
    ["LAST_BUSINESS_WEEK", "2026-03-02", "2026-03-06"],
    ["THIS_WEEK_SUN_TODAY", "2026-03-08", "2026-03-11"],
    ["THIS_WEEK_MON_TODAY", "2026-03-09", "2026-03-11"],
    ["THIS_MONTH", "2026-03-01", "2026-03-11"],
    ["LAST_MONTH", "2026-02-01", "2026-02-28"],
  ])("reads DURING %s on Wednesday 11 March 2026 as %s to %s", (name, from, to) => {
    expect(periodDays(name, "2026-03-11")).toEqual({ from, to });
  });
});

describe("a condition", () => {
  const holds = (
    condition: string,
    type: "STRING" | "INT64" | "BOOLEAN",
    value: string | number | boolean | undefined,
  ) => {
    const [parsed] = parseGaql(`SELECT campaign.id FROM campaign WHERE campaign.name ${condition}`).where;
    if (!parsed || parsed.kind === "during") throw new Error("expected a condition");
    return testOf(parsed, type, false)(value);
  };

  test.each([
    ["= 'Brand'", "Brand", true],
    ["= 'Brand'", "brand", false],
    ["!= 'Brand'", undefined, true],
    ["LIKE 'eu |%'", "EU | Search", true],
    ["LIKE 'E_ %'", "EU | Search", true],
    ["LIKE '100[%]'", "100%", true],
    ["LIKE '100[%]'", "1000", false],
    ["NOT LIKE 'EU%'", "US | Search", true],
    ["REGEXP_MATCH 'EU.*'", "EU | Search", true],
    ["REGEXP_MATCH 'EU'", "EU | Search", false],
    ["IN ('a', 'b')", "b", true],
    ["NOT IN ('a', 'b')", "b", false],
    ["IS NULL", undefined, true],
    ["IS NOT NULL", undefined, false],
  ])("%s of %s is %s", (condition, value, expected) => {
    expect(holds(condition, "STRING", value)).toBe(expected);
  });

  test.each([
    ["> 9", "10", true],
    ["BETWEEN 2 AND 10", "10", true],
    ["= '10'", "10", true],
    ["< 2", 10, false],
  ])("on a number, %s of %s is %s", (condition, value, expected) => {
    expect(holds(condition, "INT64", value)).toBe(expected);
  });

  test("on a flag takes TRUE and FALSE", () => {
    expect([holds("= TRUE", "BOOLEAN", true), holds("= false", "BOOLEAN", true)]).toEqual([true, false]);
  });
});
