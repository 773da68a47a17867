import { describe, expect, it } from "vitest";
import { capturingGroups } from "../../../../functions/warehouse/googlesql/functions/capturing-groups.ts";

describe("the capturing groups of a pattern", () => {
  it.each([
    ["abc", 0, false],
    ["a(b)c", 1, false],
    ["(?:a|b)(c)", 1, false],
    ["(?P<name>a)(?<other>b)", 2, false],
    [String.raw`\(a\)[()](b)`, 1, false],
    ["[^]()](b)", 1, false],
    ["[[:alpha:](](b)", 1, false],
    [String.raw`\Q(a)\E(b)`, 1, false],
    ["(?i)(a)", 1, false],
    ["(a)?b", 1, true],
    ["(a)*b", 1, true],
    ["(a){0,2}b", 1, true],
    ["(a)+b", 1, false],
    ["(a){1,2}b", 1, false],
    ["k=(v)|x", 1, true],
    ["(?:(a)|b)c", 1, true],
    ["(?:(a))?c", 1, true],
    ["(a|b)c", 1, false],
    ["x(?:a|b)?(c|d)", 1, false],
  ])("of %s are %i, left out by some match: %s", (pattern, count, mayBeLeftOut) => {
    expect(capturingGroups(pattern)).toEqual({ count, mayBeLeftOut });
  });
});
