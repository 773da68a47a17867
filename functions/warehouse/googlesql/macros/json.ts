import { macro } from "./macro.ts";

const VALID = "json_valid(CAST(j AS VARCHAR))";

/** JSON held as text or as JSON. Text that is no JSON gives NULL. */
export const jsonMacros: readonly string[] = [
  macro("json_value", [
    "j, p",
    `CASE WHEN NOT ${VALID} THEN NULL WHEN json_type(j, p) IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL ELSE json_extract_string(j, p) END`,
  ]),
  macro("json_query", [
    "j, p",
    `CASE WHEN NOT ${VALID} THEN NULL WHEN json_type(j, p) = 'NULL' THEN NULL ELSE CAST(json_extract(j, p) AS VARCHAR) END`,
  ]),
  macro("json_query_array", [
    "j, p",
    `CASE WHEN NOT ${VALID} THEN NULL WHEN json_type(j, p) = 'ARRAY' THEN CAST(json_extract(j, p || '[*]') AS VARCHAR[]) END`,
  ]),
  // An object or array among the elements makes the whole NULL.
  macro("json_value_array", [
    "j, p",
    `CASE WHEN NOT ${VALID} THEN NULL WHEN json_type(j, p) = 'ARRAY' AND len(list_filter(json_extract(j, p || '[*]'), lambda e: json_type(e) IN ('OBJECT', 'ARRAY'))) = 0 THEN json_extract_string(j, p || '[*]') END`,
  ]),
];
