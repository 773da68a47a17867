import { macro } from "./macro.ts";

export const arrayMacros: readonly string[] = [
  macro("generate_array", [
    "a, b, step",
    "CASE WHEN step = 0 THEN error('GENERATE_ARRAY with step 0') ELSE generate_series(a, b, step) END",
  ]),
];
