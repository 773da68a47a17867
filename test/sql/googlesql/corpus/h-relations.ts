import { analyzer, type CorpusCase, fails, lint, ordered, refused, same } from "./case.ts";

const T = "raw.facts";
const days = {
  a: { type: "DATE", value: "2026-01-01" },
  b: { type: "DATE", value: "2026-12-31" },
  c: { type: "STRING", value: "google" },
};

export const relations: readonly CorpusCase[] = [
  same("H1", "SELECT * EXCEPT (f, i) REPLACE (COALESCE(k, 'none') AS k) FROM raw.spend"),
  same("H1", "SELECT * REPLACE (SAFE_CAST(k AS INT64) AS k) FROM raw.spend"),
  same("H1", "SELECT s.* EXCEPT (f), 1 AS one FROM raw.spend AS s"),
  same("H2", "(SELECT u FROM raw.touches INTERSECT DISTINCT SELECT u FROM raw.conversions) UNION ALL SELECT 'z' AS u"),
  same(
    "H3",
    "(SELECT u FROM raw.conversions EXCEPT DISTINCT SELECT u FROM raw.touches) UNION DISTINCT SELECT 'z' AS u",
  ),
  same(
    "H4",
    "SELECT COALESCE(a.u, b.u) AS u, COUNT(a.u) AS c FROM raw.touches AS a FULL OUTER JOIN raw.conversions AS b ON a.u = b.u GROUP BY u",
  ),
  same("H5", "SELECT u, COUNT(a.k) AS c FROM raw.touches AS a FULL JOIN raw.conversions AS b USING (u) GROUP BY u"),
  same("H6", `SELECT DISTINCT u FROM raw.touches WHERE u NOT IN (SELECT u FROM ${T})`),
  same(
    "H7",
    "SELECT c.id, (SELECT COUNT(*) FROM raw.touches AS t WHERE t.u = c.u AND t.ts <= c.ts) AS n FROM raw.conversions AS c",
  ),
  same(
    "H8",
    "SELECT c.id, (SELECT t.k FROM raw.touches AS t WHERE t.u = c.u AND t.ts <= c.ts ORDER BY t.ts DESC, t.k LIMIT 1) AS k FROM raw.conversions AS c",
  ),
  lint(
    "H8",
    "SELECT c.id, (SELECT t.k FROM raw.touches AS t WHERE t.u = c.u ORDER BY t.ts DESC LIMIT 1) AS k FROM raw.conversions AS c",
    /QUALIFY/,
  ),
  same("H9", "SELECT COUNT(*) AS n FROM `raw.conversions`"),
  same("H10", "SELECT c.id FROM `raw.conversions` AS c"),
  same("H11", "SELECT COUNT(*) AS n FROM `raw`.`conversions`"),
  same("H12", "SELECT conversions.id FROM raw.conversions"),
  same("H13", "SELECT Id AS Foo FROM raw.conversions ORDER BY FOO", ordered),
  same("H14", `SELECT id FROM ${T} WHERE d BETWEEN @a AND @b AND k = @c`, { parameters: days }),
  same("H15", `SELECT id FROM ${T} WHERE k IN UNNEST(@ks)`, {
    parameters: { ks: { type: "ARRAY<STRING>", value: ["google", "bing"] } },
  }),
  refused("H16", "SELECT * FROM `raw.events_*` WHERE _TABLE_SUFFIX = '20260101'", "1:15", /UNION ALL/),
  same("H17", `SELECT id FROM ${T} ORDER BY id LIMIT 3 OFFSET 2`, ordered),
  same("H18", `SELECT EXTRACT(YEAR FROM d) AS y, COUNT(*) AS n FROM ${T} GROUP BY EXTRACT(YEAR FROM d)`),
  same("H19", `SELECT DATE_TRUNC(d, MONTH) AS m, k, SUM(n) AS s FROM ${T} GROUP BY 1, 2 ORDER BY 1, 2`, ordered),
  fails("H20", "SELECT CAST('12x' AS INT64) AS x"),
  fails("H21", `SELECT 9223372036854775807 + j AS x FROM ${T} WHERE id = 'e01'`),
  fails("H22", "SELECT (SELECT k FROM raw.touches) AS x"),
  refused("H23", "SELECT [1, 2][OFFSET(5)] AS x", "1:14", /SAFE_OFFSET/),
  refused("H23", "SELECT [1, 2][ORDINAL(1)] AS x", "1:14", /SAFE_OFFSET/),
  same(
    "H24",
    "SELECT 'it\\'s' AS a, \"dq \\\"x\\\"\" AS b, r'raw\\d' AS c, '''multi'line''' AS e, 'tab\\t' AS g, '\\x41\\u00e9\\101' AS h",
  ),
  same("H25", "SELECT 1.5 AS a, 1e3 AS b, NUMERIC '1.10' AS c, b'ab' AS e, 0x1F AS g, .5 AS h, 2. AS l, 1.E2 AS m"),
  same("H26", `SELECT id FROM ${T} WHERE u LIKE 'u_' AND NOT k LIKE '%oo%'`),
  analyzer("H27", "SELECT k / 2 AS x FROM (SELECT 4 AS k) AS k", /No matching signature/),
  same(
    "H28",
    `SELECT id, k IS DISTINCT FROM 'google' AS a, k IS NOT DISTINCT FROM NULL AS b FROM ${T} WHERE k IS DISTINCT FROM 'email'`,
  ),
];
