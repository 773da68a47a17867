import { failingMacro, macro } from "./macro.ts";

const ZERO = "division by zero";

export const arithmeticMacros: readonly string[] = [
  macro("safe_divide", ["a, b", "CASE WHEN b = 0 THEN NULL ELSE a / b END"]),
  macro("ieee_divide", ["a, b", "CAST(a AS DOUBLE) / CAST(b AS DOUBLE)"]),
  macro("divisor", ["b", `CASE WHEN b = 0 THEN error('${ZERO}') ELSE b END`]),
  ...failingMacro("div", ["a, b", (fail) => `CASE WHEN b = 0 THEN ${fail(ZERO)} ELSE a // b END`]),
  ...failingMacro("mod", ["a, b", (fail) => `CASE WHEN b = 0 THEN ${fail(ZERO)} ELSE a % b END`]),
  // DuckDB's sign is INT8; this one keeps the type.
  macro("sign", ["x", "CASE WHEN x > 0 THEN 1 WHEN x < 0 THEN -1 ELSE x END"]),
  // Towards minus infinity; DuckDB's // goes towards zero.
  macro("floor_div", ["a, b", "(a - ((a % b) + b) % b) // b"]),
  ...failingMacro("pow", [
    "a, b",
    (fail) =>
      `CASE WHEN isinf(pow(a, b)) AND NOT isinf(CAST(a AS DOUBLE)) AND NOT isinf(CAST(b AS DOUBLE)) THEN ${fail("POW is not finite")} WHEN isnan(pow(a, b)) AND NOT isnan(CAST(a AS DOUBLE)) AND NOT isnan(CAST(b AS DOUBLE)) THEN ${fail("POW is no number")} ELSE pow(a, b) END`,
  ]),
  ...failingMacro("exp", [
    "x",
    (fail) =>
      `CASE WHEN isinf(exp(x)) AND NOT isinf(CAST(x AS DOUBLE)) THEN ${fail("EXP is not finite")} ELSE exp(x) END`,
  ]),
  ...failingMacro("ln", [
    "x",
    (fail) =>
      `CASE WHEN x <= 0 THEN ${fail("LN of a number that is not positive")} ELSE ln(CASE WHEN x <= 0 THEN NULL ELSE x END) END`,
  ]),
  ...failingMacro("log", [
    "x, base",
    (fail) =>
      `CASE WHEN x <= 0 OR base <= 0 OR base = 1 THEN ${fail("LOG outside its range")} ELSE ln(CASE WHEN x <= 0 THEN NULL ELSE x END) / ln(CASE WHEN base <= 0 THEN NULL ELSE base END) END`,
  ]),
];
