import { failingMacro, macro } from "./macro.ts";

/** The forms of text that GoogleSQL casts. DuckDB also takes `1e3` as INT64, `yes` as BOOL, `2026/01/31` as DATE. */
const FORMS = {
  int64: String.raw`\s*[+-]?([0-9]+|0[xX][0-9a-fA-F]+)\s*`,
  numeric: String.raw`\s*[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?\s*`,
  float64: String.raw`(?i)\s*[+-]?(([0-9]+\.?[0-9]*|\.[0-9]+)(e[+-]?[0-9]+)?|inf|infinity|nan)\s*`,
  date: String.raw`\s*[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}`,
  datetime: String.raw`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]{1,6})?)?`,
  timestamp: String.raw`[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([ Tt][0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(\.[0-9]{1,6})?)?([Zz]| ?[+-][0-9]{1,2}(:[0-9]{2})?| UTC| [A-Za-z]+/[A-Za-z_/]+)?`,
} as const;

/** A cast to `type` that checks the form of text first. */
function checkedCast(name: string, type: string, form: string, value = "x"): readonly string[] {
  const isText = "typeof(x) = 'VARCHAR'";
  const isWrong = `${isText} AND NOT regexp_full_match(CAST(x AS VARCHAR), '${form}')`;
  return [
    macro(name, [
      "x",
      `CASE WHEN ${isWrong} THEN error('bad ${type} text: ' || CAST(x AS VARCHAR)) ELSE CAST(${value} AS ${type}) END`,
    ]),
    macro(`safe_${name}`, ["x", `CASE WHEN ${isWrong} THEN NULL ELSE TRY_CAST(${value} AS ${type}) END`]),
  ];
}

/** FLOAT64 to INT64 rounds half away from zero; DuckDB's cast rounds half to even. */
const ROUNDED = "CASE WHEN typeof(x) = 'DOUBLE' THEN round(TRY_CAST(x AS DOUBLE)) END";
const IS_TEXT_INT64 = `typeof(x) = 'VARCHAR' AND NOT regexp_full_match(CAST(x AS VARCHAR), '${FORMS.int64}')`;
const BOOL_TEXT = "lower(CAST(x AS VARCHAR))";

export const castMacros: readonly string[] = [
  macro("to_int64", [
    "x",
    `CASE WHEN ${IS_TEXT_INT64} THEN error('bad INT64 text: ' || CAST(x AS VARCHAR)) WHEN typeof(x) = 'DOUBLE' THEN CAST(${ROUNDED} AS BIGINT) ELSE CAST(x AS BIGINT) END`,
  ]),
  macro("safe_to_int64", [
    "x",
    `CASE WHEN ${IS_TEXT_INT64} THEN NULL WHEN typeof(x) = 'DOUBLE' THEN TRY_CAST(${ROUNDED} AS BIGINT) ELSE TRY_CAST(x AS BIGINT) END`,
  ]),
  ...checkedCast("to_float64", "DOUBLE", FORMS.float64),
  ...checkedCast("to_numeric", "DECIMAL(38,9)", FORMS.numeric),
  ...checkedCast("to_date", "DATE", FORMS.date),
  ...checkedCast("to_datetime", "TIMESTAMP", FORMS.datetime),
  ...checkedCast("to_timestamp", "TIMESTAMPTZ", FORMS.timestamp),
  ...failingMacro("to_bool", [
    "x",
    (fail) =>
      `CASE WHEN x IS NULL THEN NULL WHEN typeof(x) <> 'VARCHAR' THEN TRY_CAST(x AS BOOLEAN) WHEN ${BOOL_TEXT} = 'true' THEN true WHEN ${BOOL_TEXT} = 'false' THEN false ELSE ${fail("bad BOOL text")} END`,
  ]),
  // NUMERIC without the zeros at its end, FLOAT64 without ".0".
  macro("to_string", [
    "x",
    String.raw`CASE WHEN typeof(x) LIKE 'DECIMAL%' THEN regexp_replace(regexp_replace(CAST(x AS VARCHAR), '(\.\d*?)0+$', '\1'), '\.$', '') WHEN typeof(x) = 'DOUBLE' THEN regexp_replace(CAST(x AS VARCHAR), '\.0$', '') ELSE CAST(x AS VARCHAR) END`,
  ]),
];
