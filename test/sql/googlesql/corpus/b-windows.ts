import { type CorpusCase, ordered, same } from "./case.ts";

const T = "raw.facts";

export const windows: readonly CorpusCase[] = [
  same("B1", "SELECT * EXCEPT (u, i) FROM raw.loads QUALIFY ROW_NUMBER() OVER (PARTITION BY id ORDER BY ts DESC) = 1", {
    fixedRowsOnly: true,
  }),
  same(
    "B2",
    `SELECT id FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY u ORDER BY ts DESC, id) AS rn FROM ${T}) WHERE rn = 1`,
  ),
  same(
    "B3",
    `SELECT id, LAG(k) OVER w AS p, LEAD(k, 2, 'none') OVER w AS q FROM ${T} WINDOW w AS (PARTITION BY u ORDER BY ts, id)`,
  ),
  same(
    "B4",
    `SELECT id, LAST_VALUE(k IGNORE NULLS) OVER (PARTITION BY u ORDER BY ts, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS a, NTH_VALUE(id, 2) OVER (PARTITION BY u ORDER BY ts, id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS b, FIRST_VALUE(k RESPECT NULLS) OVER (PARTITION BY u ORDER BY ts, id) AS c FROM ${T}`,
  ),
  same(
    "B5",
    `SELECT id, FIRST_VALUE(k) OVER w AS a, LAST_VALUE(k) OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS b FROM ${T} WINDOW w AS (PARTITION BY u ORDER BY ts, id)`,
  ),
  same(
    "B6",
    `WITH g AS (SELECT u, ts, id, LAG(ts) OVER (PARTITION BY u ORDER BY ts, id) AS p FROM ${T} WHERE ts IS NOT NULL) SELECT id, SUM(IF(p IS NULL OR TIMESTAMP_DIFF(ts, p, SECOND) > 1800, 1, 0)) OVER (PARTITION BY u ORDER BY ts, id) AS session FROM g`,
  ),
  same(
    "B7",
    "SELECT day, k, SUM(i) OVER (PARTITION BY k ORDER BY UNIX_DATE(day) RANGE BETWEEN 6 PRECEDING AND CURRENT ROW) AS s FROM raw.spend",
  ),
  same(
    "B8",
    `SELECT id, RANK() OVER (ORDER BY i) AS a, DENSE_RANK() OVER (ORDER BY j DESC) AS b, NTILE(3) OVER (ORDER BY id) AS c, PERCENT_RANK() OVER (ORDER BY f) AS e, CUME_DIST() OVER (ORDER BY f) AS g FROM ${T}`,
  ),
  same("B9", "SELECT k, SAFE_DIVIDE(SUM(n), SUM(SUM(n)) OVER ()) AS share FROM raw.spend GROUP BY k"),
  same("B10", "SELECT k, SUM(i) AS c FROM raw.spend GROUP BY k QUALIFY RANK() OVER (ORDER BY c DESC) <= 1"),
  same("B11", `SELECT i FROM ${T} ORDER BY i`, ordered),
  same("B12", `SELECT i FROM ${T} ORDER BY i DESC`, ordered),
  same("B13", `SELECT i, d FROM ${T} ORDER BY i ASC NULLS LAST, d DESC NULLS FIRST`, ordered),
];
