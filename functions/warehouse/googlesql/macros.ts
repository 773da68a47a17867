import { arithmeticMacros } from "./macros/arithmetic.ts";
import { arrayMacros } from "./macros/arrays.ts";
import { castMacros } from "./macros/casts.ts";
import { dateMacros } from "./macros/dates.ts";
import { jsonMacros } from "./macros/json.ts";
import { stringMacros } from "./macros/strings.ts";

/**
 * DuckDB statements that give GoogleSQL functions their meaning, in order: the schema `bq`, then its macros. Each may run
 * again. They expect a session in UTC.
 */
export const macros: readonly string[] = [
  "CREATE SCHEMA IF NOT EXISTS bq",
  ...arithmeticMacros,
  ...castMacros,
  ...dateMacros,
  ...stringMacros,
  ...jsonMacros,
  ...arrayMacros,
];
