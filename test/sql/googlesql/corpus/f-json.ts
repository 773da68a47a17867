import { type CorpusCase, same } from "./case.ts";

const T = "raw.facts";

export const json: readonly CorpusCase[] = [
  same(
    "F1",
    `SELECT id, JSON_VALUE(doc, '$.a.b') AS a, SAFE_CAST(JSON_VALUE(doc, '$.a.n') AS FLOAT64) AS b, JSON_VALUE(doc, '$.flag') AS c, JSON_VALUE(doc) AS e FROM ${T}`,
  ),
  same("F2", "SELECT JSON_VALUE('not json', '$.a') AS a, JSON_VALUE('', '$.a') AS b"),
  same("F3", `SELECT id, JSON_QUERY(doc, '$.a') AS a, JSON_EXTRACT_SCALAR(doc, '$.a.b') AS b FROM ${T}`),
  same(
    "F4",
    `SELECT id, JSON_VALUE(e, '$.sku') AS a, CAST(JSON_VALUE(e, '$.q') AS INT64) AS b FROM ${T}, UNNEST(JSON_QUERY_ARRAY(doc, '$.items')) AS e`,
  ),
  same("F5", `SELECT id, JSON_VALUE_ARRAY(doc, '$.tags') AS a FROM ${T} WHERE id IN ('e01', 'e02', 'e06')`, {
    fixedRowsOnly: true,
  }),
  same(
    "F6",
    `SELECT JSON_VALUE(PARSE_JSON(doc), '$.a.b') AS a, JSON_VALUE(PARSE_JSON(doc).a.b) AS b, INT64(PARSE_JSON('5')) AS c, TO_JSON_STRING(PARSE_JSON(doc).a) AS e FROM ${T} WHERE id = 'e01'`,
    { fixedRowsOnly: true },
  ),
  same(
    "F7",
    "SELECT TO_JSON_STRING(STRUCT(1 AS a, 'x' AS b, [1, 2] AS c)) AS a, TO_JSON_STRING([1, 2]) AS b, TO_JSON_STRING(CAST(NULL AS STRING)) AS c, TO_JSON_STRING(STRUCT(DATE '2026-01-31' AS d, TRUE AS e)) AS e",
  ),
  same(
    "F8",
    `SELECT id, JSON_VALUE(doc, '$.nul') AS a, JSON_QUERY(doc, '$.nul') AS b, JSON_VALUE(doc, '$.items') AS c, JSON_VALUE(doc, '$[1]') AS e FROM ${T}`,
  ),
];
