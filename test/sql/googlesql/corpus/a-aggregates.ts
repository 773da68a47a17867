import { alone, type CorpusCase, fails, known, lint, ordered, refused, same } from "./case.ts";

const T = "raw.facts";

export const aggregates: readonly CorpusCase[] = [
  same(
    "A1",
    `SELECT k, COUNTIF(b) AS c, LOGICAL_OR(b) AS o, LOGICAL_AND(b) AS l, COUNT(DISTINCT IF(b, u, NULL)) AS us FROM ${T} GROUP BY k`,
  ),
  same(
    "A2",
    `SELECT SUM(j) AS si, SUM(f) AS sf, SUM(n) AS sn, AVG(j) AS ai, AVG(f) AS af, AVG(n) AS an, MIN(n) AS mn, MAX(d) AS md, MAX(i) AS mi, MIN(k) AS mk FROM ${T}`,
  ),
  same(
    "A3",
    `SELECT COUNTIF(b) AS c, COUNT(*) AS r, SUM(i) AS s, ARRAY_AGG(i) AS a, STRING_AGG(k) AS t, MAX(ts) AS m, LOGICAL_OR(b) AS o FROM ${T} WHERE FALSE`,
  ),
  same("A4", `SELECT id, SAFE_DIVIDE(n, j) AS a, SAFE_DIVIDE(j, j - 2) AS b, SAFE_DIVIDE(n * 1000, j) AS c FROM ${T}`),
  lint("A4", `SELECT SAFE_DIVIDE(n, j) AS a FROM ${T}`, /NUMERIC/),
  same("A5", `SELECT id, IEEE_DIVIDE(f, 0) AS a, IEEE_DIVIDE(0, 0) AS b, IEEE_DIVIDE(j, 4) AS c FROM ${T}`),
  same(
    "A6",
    `SELECT id, j / 2 AS a, DIV(i, 2) AS b, MOD(i, 3) AS c, -7 / 2 AS e, DIV(-7, 2) AS g, MOD(-7, 3) AS h FROM ${T}`,
  ),
  fails("A6", "SELECT DIV(1, 0) AS a"),
  fails("A6", "SELECT MOD(1, 0) AS a"),
  same("A7", `SELECT id, n / 3 AS a, n / NUMERIC '7' AS b, n * NUMERIC '1.1' AS c FROM ${T}`, {
    numericTolerance: 1e-8,
  }),
  same("A7", `SELECT id, n * f AS a FROM ${T} WHERE f < 1e6`),
  lint("A7", `SELECT n / 3 AS a FROM ${T}`, /NUMERIC/),
  fails("A8", `SELECT SUM(n / j) AS x FROM ${T}`),
  lint("A8", `SELECT SUM(f / j) AS x FROM ${T}`, /SAFE_DIVIDE/),
  same("A9", `SELECT id, ROUND(f) AS a, TRUNC(f) AS b, CEIL(f) AS c, FLOOR(f) AS e, CEILING(f) AS g FROM ${T}`),
  same("A9", `SELECT ROUND(2.5) AS a, ROUND(-2.5) AS b, ROUND(25.0, -1) AS c`),
  known("A9", "SELECT ROUND(27.115, 2) AS a", [{ a: 27.11 }], [{ a: 27.12 }]),
  lint("A9", `SELECT ROUND(f, 2) AS a FROM ${T}`, /rounding FLOAT64/),
  lint("A9", `SELECT TRUNC(f, 1) AS a FROM ${T}`, /rounding FLOAT64/),
  same("A10", `SELECT id, ROUND(n, -1) AS a, TRUNC(n, 1) AS b, CEIL(n) AS c, FLOOR(n) AS e FROM ${T}`),
  same("A11", `SELECT id, ROUND(n) AS a, ROUND(n, 2) AS b FROM ${T}`),
  same(
    "A12",
    `SELECT id, CAST(f AS INT64) AS a, CAST(n AS INT64) AS b, CAST(f AS NUMERIC) AS c FROM ${T} WHERE ABS(f) < 1e6`,
    { fixedRowsOnly: true },
  ),
  same(
    "A12",
    "SELECT CAST(2.5 AS INT64) AS a, CAST(-2.5 AS INT64) AS b, CAST(3.5 AS INT64) AS c, CAST(NUMERIC '2.5' AS INT64) AS e",
  ),
  same(
    "A13",
    `SELECT id, CAST(n AS STRING) AS a, CAST(i AS STRING) AS b, CAST(b AS STRING) AS c, CAST(k AS STRING) AS e FROM ${T}`,
  ),
  lint("A13", `SELECT CAST(f AS STRING) AS a FROM ${T}`, /FLOAT64/),
  same("A14", `SELECT id, CAST(d AS STRING) AS a FROM ${T}`),
  lint("A14", `SELECT CAST(ts AS STRING) AS a FROM ${T}`, /TIMESTAMP/),
  lint("A14", `SELECT CAST(dt AS STRING) AS a FROM ${T}`, /DATETIME/),
  same(
    "A15",
    `SELECT id, SAFE_CAST(s AS INT64) AS a, SAFE_CAST(s AS NUMERIC) AS b, SAFE_CAST(s AS DATE) AS c, SAFE_CAST(s AS BOOL) AS e, SAFE_CAST(t AS INT64) AS g FROM ${T}`,
  ),
  same(
    "A15",
    "SELECT SAFE_CAST('1e3' AS INT64) AS a, SAFE_CAST('1e3' AS NUMERIC) AS b, SAFE_CAST(' 5 ' AS INT64) AS c, SAFE_CAST('1' AS BOOL) AS e, SAFE_CAST('TRUE' AS BOOL) AS g",
  ),
  same("A16", `SELECT id, SAFE_CAST(s AS FLOAT64) AS a FROM ${T}`),
  known("A16", "SELECT SAFE_CAST('0x1f' AS FLOAT64) AS a", [{ a: 31 }], [{ a: null }]),
  same(
    "A17",
    "SELECT SAFE_CAST('12' AS INT64) AS a, SAFE_CAST('12x' AS INT64) AS b, SAFE_CAST('' AS INT64) AS c, SAFE_CAST('TRUE' AS INT64) AS e, SAFE_CAST('0x1f' AS INT64) AS g, SAFE_CAST('+4' AS INT64) AS h",
  ),
  alone("A18", "SELECT APPROX_QUANTILES(x, 4) AS q FROM UNNEST([1, 2, 3, 4, 5]) AS x", [{ q: [1, 2, 3, 4, 5] }]),
  alone("A19", "SELECT APPROX_COUNT_DISTINCT(x) BETWEEN 95 AND 105 AS q FROM UNNEST(GENERATE_ARRAY(1, 100)) AS x", [
    { q: true },
  ]),
  refused("A20", `SELECT PERCENTILE_DISC(i, 0.9) OVER () AS a FROM ${T}`, "1:8", /PERCENTILE_CONT/),
  same(
    "A21",
    `SELECT DISTINCT k, PERCENTILE_CONT(f, 0.5) OVER (PARTITION BY k) AS a, PERCENTILE_CONT(f, 0.9) OVER (PARTITION BY k) AS b, PERCENTILE_CONT(j, 0.25) OVER () AS c FROM ${T}`,
  ),
  same("A22", `SELECT id, ROUND(CAST(f AS NUMERIC), 2) AS a FROM ${T} WHERE ABS(f) < 1e6`),
  known(
    "A22",
    "SELECT ROUND(CAST(1e15 AS NUMERIC), 2) AS a",
    [{ a: "1000000000000000" }],
    [{ a: "999999999999999.98" }],
  ),
  same(
    "A23",
    `SELECT STDDEV(f) AS a, STDDEV_POP(f) AS b, VARIANCE(f) AS c, VAR_POP(j) AS e, VAR_SAMP(j) AS h, STDDEV_SAMP(f) AS l, CORR(f, j) AS g, COVAR_SAMP(f, j) AS m, COVAR_POP(f, j) AS o FROM ${T} WHERE ABS(f) < 1000`,
    { fixedRowsOnly: true },
  ),
  same(
    "A24",
    `SELECT u, ANY_VALUE(k HAVING MAX ts) AS a, ANY_VALUE(k HAVING MIN ts) AS b FROM ${T} WHERE ts IS NOT NULL GROUP BY u`,
  ),
  same(
    "A24",
    "SELECT ANY_VALUE(k HAVING MAX ts) AS a, ANY_VALUE(k HAVING MIN ts) AS b FROM raw.loads WHERE id = 'e01'",
  ),
  same(
    "A25",
    `SELECT u, ARRAY_AGG(k IGNORE NULLS ORDER BY ts DESC, id LIMIT 2) AS a, ARRAY_AGG(DISTINCT k IGNORE NULLS ORDER BY k) AS b, ARRAY_AGG(id ORDER BY i, id) AS c FROM ${T} GROUP BY u`,
  ),
  same(
    "A26",
    `SELECT u, ARRAY_AGG(STRUCT(id, k AS kk) ORDER BY ts, id LIMIT 1)[SAFE_OFFSET(0)].id AS a, ARRAY_AGG(STRUCT(k, ts) ORDER BY ts, id LIMIT 1) AS b FROM ${T} GROUP BY u`,
  ),
  same(
    "A27",
    `SELECT u, ARRAY_AGG(id ORDER BY ts, id)[SAFE_OFFSET(5)] AS a, ARRAY_AGG(id ORDER BY ts, id)[SAFE_ORDINAL(1)] AS b FROM ${T} GROUP BY u`,
  ),
  same(
    "A28",
    `SELECT u, STRING_AGG(k, ' > ' ORDER BY ts, id) AS a, STRING_AGG(DISTINCT k, ',' ORDER BY k) AS b, STRING_AGG(k ORDER BY id) AS c FROM ${T} GROUP BY u`,
  ),
  same("A29", `SELECT u, STRING_AGG(k, '>' ORDER BY ts, id LIMIT 2) AS a FROM ${T} GROUP BY u`),
  refused("A30", `SELECT k, u, SUM(i) AS s FROM ${T} GROUP BY ROLLUP(k, u)`, "1:50", /UNION ALL/),
  refused("A31", `SELECT k, u, COUNT(*) AS c FROM ${T} GROUP BY GROUPING SETS ((k), (u), ())`, "1:52", /UNION ALL/),
  same("A32", `SELECT k AS c, SUM(j) AS q FROM ${T} GROUP BY c HAVING q > 5 ORDER BY q DESC, c`, ordered),
  same(
    "A33",
    "SELECT SAFE.LN(0) AS a, SAFE.LOG(0, 2) AS b, SAFE.SQRT(-1) AS c, IS_NAN(IEEE_DIVIDE(0, 0)) AS e, IS_INF(IEEE_DIVIDE(1, 0)) AS g",
  ),
  same("A33", `SELECT id, SAFE.LN(f) AS a, SAFE.LOG(j, 2) AS b, SAFE.SQRT(f) AS c, SAFE.LOG10(f) AS e FROM ${T}`),
  same(
    "A34",
    `SELECT id, LOG(100, 10) AS a, LOG(ABS(f) + 1) AS b, LOG10(1000) AS c, SIGN(f) AS e, SIGN(j) AS l, SIGN(n) AS m, POW(2, j / 10) AS g, EXP(1) AS h, ABS(i) AS o, LN(10) AS p FROM ${T}`,
  ),
  same("A35", `SELECT id, GREATEST(i, 2) AS a, LEAST(f, 1.0) AS b, GREATEST(d, DATE '2026-01-01') AS c FROM ${T}`),
];
