import { type CorpusCase, lint, ordered, refused, same } from "./case.ts";

const CREDITS = `WITH tp AS (
  SELECT c.id, c.ts, c.n, t.k, t.ts AS touched,
    ROW_NUMBER() OVER (PARTITION BY c.id ORDER BY t.ts, t.k) AS pos,
    COUNT(*) OVER (PARTITION BY c.id) AS touches,
    POW(0.5, TIMESTAMP_DIFF(c.ts, t.ts, SECOND) / (7 * 86400)) AS decay
  FROM raw.conversions AS c
  JOIN raw.touches AS t ON t.u = c.u AND t.ts <= c.ts AND t.ts >= TIMESTAMP_SUB(c.ts, INTERVAL 30 DAY)
), w AS (
  SELECT *, IF(pos = 1, 1.0, 0.0) AS first_touch, IF(pos = touches, 1.0, 0.0) AS last_touch, 1 / touches AS linear,
    decay / SUM(decay) OVER (PARTITION BY id) AS time_decay,
    CASE WHEN touches = 1 THEN 1.0 WHEN touches = 2 THEN 0.5 WHEN pos = 1 OR pos = touches THEN 0.4 ELSE SAFE_DIVIDE(0.2, touches - 2) END AS position_based
  FROM tp
)
SELECT k, SUM(first_touch) AS ft, SUM(last_touch) AS lt, SUM(linear) AS li, SUM(time_decay) AS td, SUM(position_based) AS pb,
  SUM(n * CAST(linear AS NUMERIC)) AS money, COUNT(DISTINCT id) AS conversions FROM w GROUP BY k`;

export const attribution: readonly CorpusCase[] = [
  same("C1", CREDITS, { numericTolerance: 1e-7 }),
  lint("C1", CREDITS, /SAFE_DIVIDE/),
  same(
    "C2",
    "SELECT c.id, ARRAY_AGG(t.k ORDER BY IF(t.k = 'direct', 1, 0), t.ts DESC, t.k LIMIT 1)[SAFE_OFFSET(0)] AS k FROM raw.conversions c LEFT JOIN raw.touches t ON t.u = c.u AND t.ts BETWEEN TIMESTAMP_SUB(c.ts, INTERVAL 30 DAY) AND c.ts GROUP BY 1",
  ),
  same(
    "C3",
    "SELECT c.id, ARRAY_TO_STRING(ARRAY_AGG(t.k ORDER BY t.ts, t.k), ' > ') AS path FROM raw.conversions AS c JOIN raw.touches AS t ON t.u = c.u AND t.ts <= c.ts GROUP BY 1",
  ),
  same(
    "C4",
    "WITH x AS (SELECT c.id, t.k, t.ts, LAG(t.k) OVER (PARTITION BY c.id ORDER BY t.ts, t.k) AS prev FROM raw.conversions AS c JOIN raw.touches AS t USING (u) WHERE t.ts <= c.ts) SELECT id, STRING_AGG(k, ' > ' ORDER BY ts, k) AS path FROM x WHERE prev IS NULL OR prev != k GROUP BY id",
  ),
  same(
    "C5",
    "SELECT k, x.m, x.v FROM (SELECT k, COUNT(*) AS f, SUM(n) AS g FROM raw.touches GROUP BY k), UNNEST([STRUCT('a' AS m, CAST(f AS FLOAT64) AS v), STRUCT('b' AS m, CAST(g AS FLOAT64) AS v)]) AS x",
  ),
  same(
    "C6",
    "WITH p AS (SELECT u, ARRAY_AGG(k ORDER BY ts, k) AS a FROM raw.touches GROUP BY u) SELECT a[SAFE_OFFSET(i)] AS src, a[SAFE_OFFSET(i + 1)] AS dst, COUNT(*) AS c FROM p, UNNEST(GENERATE_ARRAY(0, ARRAY_LENGTH(a) - 1)) AS i GROUP BY src, dst",
  ),
  same(
    "C7",
    "WITH s AS (SELECT u, MIN(IF(k = 'google', ts, NULL)) AS s1, MIN(IF(k = 'facebook', ts, NULL)) AS s2, MIN(IF(k = 'direct', ts, NULL)) AS s3 FROM raw.touches GROUP BY u) SELECT COUNTIF(s1 IS NOT NULL) AS a, COUNTIF(s2 > s1) AS b, AVG(TIMESTAMP_DIFF(s3, s1, MINUTE)) AS c FROM s",
  ),
  same(
    "C8",
    "WITH f AS (SELECT u, MIN(d) AS d0 FROM raw.facts WHERE u IS NOT NULL GROUP BY u) SELECT DATE_TRUNC(f.d0, MONTH) AS c, DATE_DIFF(DATE_TRUNC(e.d, MONTH), DATE_TRUNC(f.d0, MONTH), MONTH) AS m, COUNT(DISTINCT e.u) AS us FROM raw.facts AS e JOIN f USING (u) GROUP BY c, m",
  ),
  same(
    "C9",
    "SELECT DATE_TRUNC(d, WEEK(MONDAY)) AS a, DATE_TRUNC(d, ISOWEEK) AS b, DATE_TRUNC(d, WEEK) AS c, COUNT(*) AS r FROM raw.facts GROUP BY a, b, c",
  ),
  same(
    "C10",
    "SELECT d AS day, COALESCE(SUM(s.j), 0) AS c FROM UNNEST(GENERATE_DATE_ARRAY(DATE '2025-12-30', DATE '2026-01-06')) AS d LEFT JOIN raw.spend AS s ON s.day = d GROUP BY day ORDER BY day",
    ordered,
  ),
  same(
    "C11",
    "SELECT d FROM UNNEST(GENERATE_DATE_ARRAY('2026-01-31', '2026-06-30', INTERVAL 1 MONTH)) AS d ORDER BY d",
    ordered,
  ),
  same(
    "C12",
    "SELECT d FROM UNNEST(GENERATE_DATE_ARRAY('2026-01-31', '2026-03-30', INTERVAL 1 WEEK)) AS d ORDER BY d",
    ordered,
  ),
  same(
    "C13",
    "SELECT d FROM (SELECT MIN(day) AS a, MAX(day) AS b FROM raw.spend) r, UNNEST(GENERATE_DATE_ARRAY(r.a, r.b, INTERVAL 10 DAY)) AS d",
  ),
  same(
    "C14",
    "SELECT GENERATE_DATE_ARRAY('2026-01-01', '2026-01-04') AS a, GENERATE_DATE_ARRAY('2026-01-04', '2026-01-01') AS b",
  ),
  same(
    "C15",
    "SELECT t FROM UNNEST(GENERATE_TIMESTAMP_ARRAY('2026-01-01 00:00:00', '2026-01-01 06:00:00', INTERVAL 2 HOUR)) AS t",
  ),
  refused(
    "C16",
    "SELECT * FROM (SELECT k, t, i FROM raw.facts) PIVOT(SUM(i) AS q, COUNT(*) AS n FOR k IN ('x', 'y' AS b))",
    "1:47",
    /SUM\(IF/,
  ),
  refused("C17", "SELECT * FROM (SELECT k, i FROM raw.facts) PIVOT(SUM(i) FOR k IN ('x', 'y'))", "1:44", /SUM\(IF/),
  refused("C18", "SELECT * FROM (SELECT id, i, j FROM raw.facts) UNPIVOT(v FOR m IN (i, j))", "1:48", /UNNEST/),
  same(
    "C19",
    "WITH RECURSIVE r AS (SELECT 1 AS n, 'a' AS s UNION ALL SELECT n + 1, CONCAT(s, 'a') FROM r WHERE n < 4) SELECT * FROM r",
  ),
];
