import { type CorpusCase, ordered, refused, same } from "./case.ts";

const T = "raw.facts";

export const arrays: readonly CorpusCase[] = [
  refused("G1", `SELECT (SELECT value FROM UNNEST(a) WHERE key = 'page') AS v FROM ${T}`, "1:27", /AS x/),
  same(
    "G2",
    `SELECT id, (SELECT p.value FROM UNNEST(a) AS p WHERE p.key = 'page' LIMIT 1) AS v, (SELECT p.n FROM UNNEST(a) AS p WHERE p.key = 'engagement' LIMIT 1) AS w FROM ${T}`,
  ),
  same("G3", `SELECT id, o, p.key, p.value FROM ${T}, UNNEST(a) AS p WITH OFFSET AS o`),
  same("G4", `SELECT id, p.key FROM ${T} CROSS JOIN UNNEST(a) AS p`),
  same("G5", `SELECT id, p.key FROM ${T} LEFT JOIN UNNEST(a) AS p`),
  same("G5", `SELECT id, p.key, o FROM ${T} LEFT JOIN UNNEST(a) AS p WITH OFFSET AS o`),
  same("G6", `SELECT t.id, p.key FROM ${T} AS t LEFT JOIN UNNEST(t.a) AS p ON p.key = 'page'`),
  refused("G7", `SELECT t.id, p.key FROM ${T} AS t, t.a AS p`, "1:41", /UNNEST\(t\.a\)/),
  refused("G7", `SELECT t.id, p.key FROM ${T} AS t CROSS JOIN t.a AS p`, "1:51", /UNNEST\(t\.a\)/),
  same("G8", "SELECT * FROM UNNEST([1, 2, 3]) AS x WITH OFFSET AS i ORDER BY i", ordered),
  refused("G9", "SELECT s.a, s.b FROM UNNEST([STRUCT(1 AS a, 'x' AS b), STRUCT(2, 'y')]) AS s", "1:63", /AS name/),
  refused("G10", "SELECT * FROM UNNEST([STRUCT(1 AS a), STRUCT(2 AS a)])", "1:15", /AS x/),
  refused("G10", "SELECT * FROM UNNEST([STRUCT(1 AS a), STRUCT(2 AS a)]) AS s", "1:8", /name the columns/),
  same(
    "G11",
    "SELECT ARRAY_LENGTH([1, 2, 3]) AS a, ARRAY_CONCAT([1], [2, 3]) AS b, ARRAY_REVERSE([1, 2]) AS c, GENERATE_ARRAY(1, 10, 3) AS e, ARRAY_TO_STRING(['a', NULL, 'b'], '-') AS g, ARRAY_TO_STRING(['a', NULL, 'b'], '-', '?') AS h, GENERATE_ARRAY(3, 1) AS l, GENERATE_ARRAY(3, 1, -1) AS m",
  ),
  refused("G11", `SELECT ARRAY_TO_STRING(w, k) AS a FROM ${T}`, "1:27", /string literal/),
  same("G12", `SELECT id, ARRAY(SELECT DISTINCT x FROM UNNEST(w) AS x ORDER BY x) AS a FROM ${T}`),
  same("G13", `SELECT id, EXISTS (SELECT 1 FROM UNNEST(a) AS p WHERE p.key = 'page') AS e FROM ${T}`),
  refused("G13", `SELECT 'page' IN (SELECT key FROM UNNEST(a)) AS e FROM ${T}`, "1:35", /AS x/),
  same("G14", `SELECT id, k IN UNNEST(['google', 'bing']) AS a, 'a' IN UNNEST(w) AS b FROM ${T}`),
  same("G15", "SELECT x.s.a AS a, x.s.b FROM (SELECT STRUCT(1 AS a, 'z' AS b) AS s) AS x"),
  same(
    "G16",
    "SELECT ARRAY(SELECT AS STRUCT k, SUM(j) AS c FROM raw.spend WHERE k IS NOT NULL GROUP BY k ORDER BY k) AS a",
  ),
];
