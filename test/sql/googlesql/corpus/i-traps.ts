import { analyzer, type CorpusCase, known, lint, ordered, refused, same } from "./case.ts";

const T = "raw.facts";

export const traps: readonly CorpusCase[] = [
  same("I1", "SELECT DATE_TRUNC(day, MONTH) AS day, SUM(j) AS n FROM raw.spend GROUP BY day"),
  same("I2", `SELECT COALESCE(k, 'none') AS k, COUNT(*) AS n FROM ${T} GROUP BY k`),
  same("I3", `SELECT id, -i AS i FROM ${T} ORDER BY i, id`, ordered),
  same("I4", `SELECT k, SUM(j) AS q FROM ${T} GROUP BY k HAVING SUM(j) > 5 AND q < 100`),
  same(
    "I5",
    "SELECT TRIM('\\t a \\n') AS a, LTRIM('\\t x ') AS b, RTRIM(' x\\n') AS c, TRIM('\\u00a0a\\u3000') AS e, TRIM('xxaxx', 'x') AS g",
  ),
  same(
    "I6",
    "SELECT 'a_b' LIKE 'a\\\\_b' AS a, 'axb' LIKE 'a\\\\_b' AS b, '100%' LIKE '%\\\\%' AS c, 'A' LIKE 'a' AS e",
  ),
  same("I6", `SELECT id, t LIKE CONCAT('a', r'\\_', '%') AS a, t NOT LIKE r'%\\%' AND TRUE AS b FROM ${T}`),
  same(
    "I7",
    "SELECT CAST('2026-01-31 10:11:12+02' AS TIMESTAMP) AS a, CAST('2026-01-31' AS TIMESTAMP) AS b, CAST('2026-01-31T10:11:12Z' AS TIMESTAMP) AS c, CAST('2026-01-31 10:11:12.5' AS DATETIME) AS e, CAST('2026-01-31 10:11:12 America/New_York' AS TIMESTAMP) AS g, TIMESTAMP('2026-01-31T10:11:12.5+00:00') AS h",
  ),
  same("I8", `SELECT id, SAFE_CAST(s AS TIMESTAMP) AS a, SAFE_CAST(s AS DATETIME) AS b FROM ${T}`),
  same("I9", "SELECT 1 AS x UNION ALL SELECT 2.5 UNION ALL SELECT NULL"),
  same("I10", `SELECT n AS x FROM ${T} UNION ALL SELECT j FROM ${T}`),
  same(
    "I11",
    "SELECT 9007199254740993 AS a, CAST('9223372036854775807' AS INT64) AS b, SUM(x) AS s FROM UNNEST([9007199254740993, 1]) AS x",
  ),
  same("I12", `SELECT 100000 * 100000 AS a, 86400 * 365 * 1000 AS b, j * 1000000 AS c FROM ${T}`),
  same(
    "I13",
    `SELECT id, EXTRACT(DAYOFWEEK FROM dt) AS a, EXTRACT(ISOWEEK FROM ts) AS b, EXTRACT(DATE FROM dt) AS c, EXTRACT(HOUR FROM dt) AS e, EXTRACT(DAYOFWEEK FROM ts) AS g, EXTRACT(WEEK FROM ts) AS h FROM ${T}`,
  ),
  same(
    "I14",
    `SELECT id, k IN ('google', NULL) AS a, k IN UNNEST(['google', NULL]) AS b, k NOT IN ('google', 'x') AS c, k NOT IN UNNEST(['google', 'x']) AS e FROM ${T}`,
  ),
  same(
    "I15",
    `SELECT id, k != 'google' AS a, NOT (k = 'google') AS b, k IS NOT DISTINCT FROM NULL AS c, (k = 'google') IS TRUE AS e, k <> 'google' AS g, (k = 'google') IS NOT FALSE AS h FROM ${T}`,
  ),
  same(
    "I16",
    `SELECT id, ARRAY_AGG(id) OVER (PARTITION BY u ORDER BY ts, id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS a, STRING_AGG(id, '>') OVER (PARTITION BY u ORDER BY ts, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS b FROM ${T}`,
  ),
  same("I17", `SELECT id, COUNTIF(b) OVER (PARTITION BY u ORDER BY ts, id) AS c FROM ${T}`),
  same(
    "I18",
    `SELECT id, w[SAFE_OFFSET(-1)] AS a, w[SAFE_OFFSET(ARRAY_LENGTH(w) - 1)] AS b, w[SAFE_ORDINAL(0)] AS c, w[SAFE_OFFSET(j)] AS e FROM ${T}`,
  ),
  analyzer(
    "I19",
    `SELECT DATE_TRUNC(d, MONTH) AS m, SUM(SUM(i)) OVER (ORDER BY DATE_TRUNC(d, MONTH)) AS r FROM ${T} GROUP BY m`,
    /neither grouped nor aggregated/,
  ),
  same("I20", "WITH loads AS (SELECT 'x' AS id) SELECT id FROM loads"),
  same(
    "I21",
    `WITH a AS (SELECT u, COUNT(*) AS n FROM ${T} GROUP BY 1), b AS (SELECT * FROM a WHERE n > 1) SELECT a.u, b.n FROM a LEFT JOIN b USING (u)`,
  ),
  same(
    "I22",
    `SELECT id, k < 'google' AS a, MAX(k) OVER () AS b, LOWER('ÄÖ') AS c, LENGTH('é😀') AS e, REVERSE('ab') AS g FROM ${T}`,
  ),
  known("I22", "SELECT UPPER('straße') AS a", [{ a: "STRASSE" }], [{ a: "STRAẞE" }]),
  known(
    "I23",
    "SELECT x FROM UNNEST([1.0, IEEE_DIVIDE(0, 0), IEEE_DIVIDE(1, 0), NULL, -1.0]) AS x ORDER BY x",
    [{ x: null }, { x: Number.NaN }, { x: -1 }, { x: 1 }, { x: Number.POSITIVE_INFINITY }],
    [{ x: null }, { x: -1 }, { x: 1 }, { x: Number.POSITIVE_INFINITY }, { x: Number.NaN }],
  ),
  same("I24", `SELECT COUNT(DISTINCT k) AS a, COUNT(k) AS b, COUNT(DISTINCT CONCAT(u, k)) AS c FROM ${T}`),
  same("I25", `SELECT CONCAT(FORMAT_DATE('%Y%m%d', day), '|', COALESCE(k, '')) AS a FROM raw.spend`),
  same("I26", `SELECT TO_HEX(SHA256(CONCAT(FORMAT_DATE('%F', day), '|', COALESCE(k, '')))) AS a FROM raw.spend`),
  same("I27", `SELECT id, MOD(CAST(CONCAT('0x', SUBSTR(TO_HEX(MD5(id)), 1, 8)) AS INT64), 100) AS a FROM ${T}`),
  same(
    "I28",
    `SELECT k, ARRAY_AGG(f ORDER BY f)[SAFE_OFFSET(DIV(COUNT(f), 2))] AS a FROM ${T} WHERE f IS NOT NULL GROUP BY k`,
  ),
  same(
    "I29",
    `SELECT JSON_VALUE('{"a":true}', '$.a') AS a, JSON_VALUE('{"u":"\\\\u00e9"}', '$.u') AS b, JSON_VALUE('{"a b":{"c-d":1}}', '$."a b"."c-d"') AS c, JSON_VALUE('[1,2]', '$[1]') AS e, JSON_VALUE('{"e":12345678901234567}', '$.e') AS g`,
  ),
  known(
    "I29",
    `SELECT JSON_VALUE('{"b":1.50}', '$.b') AS a, JSON_VALUE('{"c":1e3}', '$.c') AS b`,
    [{ a: "1.50", b: "1e3" }],
    [{ a: "1.5", b: "1000.0" }],
  ),
  same(
    "I30",
    "SELECT DATE_ADD(DATE '2024-02-29', INTERVAL 1 YEAR) AS a, DATE_SUB(DATE '2026-03-31', INTERVAL 1 MONTH) AS b",
  ),
  refused("I31", "SELECT PARSE_TIMESTAMP('%Y-%m-%dT%H:%M:%E*SZ', '2026-01-31T10:11:12.5Z') AS a", "1:24", /%H/),
  same("I32", `SELECT COUNT(*) AS n FROM ${T} WHERE NOT (i > 3) OR i IS NULL`),
  same(
    "I33",
    `SELECT a.id, COUNT(b.id) AS n FROM ${T} AS a LEFT JOIN ${T} AS b ON a.u = b.u AND b.ts < a.ts AND b.ts >= TIMESTAMP_SUB(a.ts, INTERVAL 700 DAY) GROUP BY a.id`,
  ),
  same("I34", `SELECT id, IF(b, n, NULL) AS a, COALESCE(f, 0) AS c, COALESCE(n, 0) AS e, IF(b, 1, 0) AS g FROM ${T}`),
  same(
    "I35",
    "SELECT u FROM raw.conversions AS c WHERE EXISTS (SELECT 1 FROM raw.touches AS t WHERE t.u = c.u AND t.k = 'google')",
  ),
  same("I36", `SELECT "dq" AS a, COUNTIF(k = "google") AS n FROM ${T}`),
  same("I37", "SELECT 1 AS a -- x\n, 2 AS b # y\n/* z */"),
  same(
    "I38",
    `SELECT id, DATE_ADD(DATE_TRUNC(d, WEEK(MONDAY)), INTERVAL 6 DAY) AS a, FORMAT_DATE('%G-W%V', d) AS b FROM ${T}`,
  ),
  same(
    "I39",
    "SELECT SUM(n * CAST(COALESCE(f, 1.0) AS NUMERIC)) AS a, ROUND(SUM(n) / NUMERIC '3', 2) AS b FROM raw.spend",
    { numericTolerance: 1e-7 },
  ),
  lint("I39", "SELECT SUM(n) / NUMERIC '3' AS b FROM raw.spend", /NUMERIC/),
  same("I40", "SELECT k, SAFE_DIVIDE(CAST(SUM(n) AS FLOAT64), SUM(j)) AS a FROM raw.spend GROUP BY k"),
  same(
    "I41",
    `SELECT u, SUM(IF(k = 'google', j, 0)) AS google, SUM(IF(k = 'email', j, 0)) AS email FROM ${T} GROUP BY u`,
  ),
  same(
    "I42",
    "SELECT day, k, x.m, x.v FROM raw.spend CROSS JOIN UNNEST([STRUCT('i' AS m, i AS v), STRUCT('j' AS m, j AS v)]) AS x",
  ),
];
