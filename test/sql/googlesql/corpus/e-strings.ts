import { type CorpusCase, fails, refused, same } from "./case.ts";

const T = "raw.facts";

export const strings: readonly CorpusCase[] = [
  same(
    "E1",
    `SELECT id, REGEXP_CONTAINS(url, r'utm_') AS a, REGEXP_EXTRACT(url, r'utm_source=([^&#]+)') AS b, REGEXP_EXTRACT(url, r'\\?.*$') AS c, REGEXP_REPLACE(url, r'[?#].*$', '') AS e, REGEXP_REPLACE(url, r'^https?://([^/:]+).*$', r'\\1') AS g, REGEXP_REPLACE(url, '[aeiou]', '-') AS h FROM ${T}`,
  ),
  same(
    "E2",
    `SELECT id, REGEXP_EXTRACT_ALL(url, r'[?&]([a-z_]+)=') AS a, REGEXP_EXTRACT_ALL('?a=1&b=2', r'[?&]([a-z]+)=') AS b FROM ${T} WHERE url IS NOT NULL`,
  ),
  same(
    "E3",
    `SELECT id, REGEXP_CONTAINS(email, r'(?i)EXAMPLE\\.com') AS a, REGEXP_CONTAINS(LOWER(email), '^bob') AS b, REGEXP_CONTAINS(t, k) AS c FROM ${T}`,
  ),
  refused("E3", "SELECT REGEXP_INSTR('abc', 'c') AS a", "1:8", /STRPOS/),
  same(
    "E4",
    `SELECT id, SPLIT(url, '/')[SAFE_OFFSET(2)] AS a, SPLIT('a,b')[SAFE_ORDINAL(2)] AS b, ARRAY_LENGTH(SPLIT(t, '_')) AS c, SPLIT(t, '') AS e FROM ${T} WHERE t IS NOT NULL`,
  ),
  same(
    "E4",
    "SELECT SPLIT('a,b', CAST(NULL AS STRING)) AS a, SPLIT(CAST(NULL AS STRING), ',') AS b, SPLIT('', ',') AS c",
  ),
  same("E5", `SELECT id, NET.HOST(url) AS a FROM ${T}`),
  refused("E5", `SELECT NET.REG_DOMAIN(url) AS a FROM ${T}`, "1:8", /NET\.HOST/),
  refused("E5", `SELECT NET.PUBLIC_SUFFIX(url) AS a FROM ${T}`, "1:8", /NET\.HOST/),
  same("E6", `SELECT id, TO_HEX(SHA256(LOWER(TRIM(email)))) AS a FROM ${T}`),
  same(
    "E7",
    `SELECT id, TO_HEX(MD5(t)) AS a, TO_HEX(SHA1(t)) AS b, TO_BASE64(SHA256(t)) AS c, MD5(t) AS e, FROM_HEX('00ff') AS g, FROM_BASE64('AAE=') AS h FROM ${T}`,
  ),
  refused("E8", "SELECT SHA512('abc') AS a", "1:8", /SHA256/),
  same("E9", `SELECT id, TO_HEX(MD5(CONCAT(id, '|', COALESCE(k, '')))) AS a FROM ${T}`),
  refused("E10", `SELECT FARM_FINGERPRINT(id) AS a FROM ${T}`, "1:8", /MD5/),
  same(
    "E11",
    `SELECT id, LOWER(email) AS a, UPPER(k) AS b, LTRIM(url, 'htps:/') AS c, RTRIM('xxhixx', 'x') AS e, TRIM(t, 'a_') AS g FROM ${T}`,
  ),
  refused("E11", `SELECT INITCAP(t) AS a FROM ${T}`, "1:8", /UPPER/),
  same(
    "E12",
    `SELECT id, SUBSTR(t, 3) AS a, SUBSTR(t, -3) AS b, SUBSTR(t, 2, 3) AS c, SUBSTR('add', 0, 2) AS e, LEFT(t, 4) AS g, RIGHT(t, 4) AS h, SUBSTR(t, -2, 1) AS l FROM ${T}`,
  ),
  same(
    "E13",
    `SELECT id, LPAD('7', 3) AS a, LPAD('7', 3, '0') AS b, RPAD('ab', 5, '-') AS c, RPAD(t, 3) AS e, REPEAT('ab', 3) AS g, REVERSE('abc') AS h, STRPOS(t, 'a') AS l, TRANSLATE(t, 'ab', 'xy') AS m, INSTR(t, 'e') AS o, REPLACE(t, 'a', 'bb') AS p FROM ${T}`,
  ),
  refused("E13", "SELECT INSTR('hello', 'l', 1, 2) AS a", "1:8", /STRPOS/),
  same(
    "E14",
    `SELECT id, STARTS_WITH(url, 'https') AS a, ENDS_WITH(email, '.org') AS b, url LIKE '%utm_%' AS c, t LIKE 'page%' AS e FROM ${T}`,
  ),
  same("E15", `SELECT id, CONCAT(k, '/', t) AS a, k || '/' || t AS b, CONCAT(k) AS c FROM ${T}`),
  same(
    "E16",
    `SELECT id, LENGTH(t) AS a, CHAR_LENGTH(t) AS b, BYTE_LENGTH(t) AS c, LENGTH('é😀') AS e, BYTE_LENGTH('é😀') AS g FROM ${T}`,
  ),
  same(
    "E17",
    "SELECT FORMAT('%05d|%.2f|%s|%d%%', 42, 3.14159, 'x', 7) AS a, FORMAT('%.1f', 2.25) AS b, FORMAT('%03d', -7) AS c",
  ),
  refused("E17", "SELECT FORMAT('%t', DATE '2026-01-01') AS a", "1:15", /%s/),
  refused("E17", 'SELECT FORMAT("%\'d", 1234567) AS a', "1:15", /%s/),
  same(
    "E18",
    `SELECT id, COALESCE(k, 'unknown') AS a, IFNULL(i, 0) AS b, NULLIF(k, 'google') AS c, IF(i > 3, 'big', 'small') AS e, CASE k WHEN 'google' THEN 'paid' WHEN '' THEN NULL ELSE 'other' END AS g, IF(NULL, 1, 2) AS h FROM ${T}`,
  ),
  same(
    "E19",
    `SELECT id, CASE WHEN REGEXP_CONTAINS(url, r'[?&]gclid=') THEN 'paid_search' WHEN k IS NULL THEN 'direct' ELSE 'other' END AS a FROM ${T}`,
  ),
  same("E20", "SELECT SAFE.SUBSTR('abc', 1, -1) AS a, SAFE.LEFT('abc', -1) AS b, SAFE.REPEAT('a', -1) AS c"),
  same("E20", "SELECT SAFE.LPAD('abc', -1, 'x') AS a, SAFE.RPAD('abc', -1) AS b"),
  fails("E20", "SELECT SUBSTR('abc', 1, -1) AS a"),
];
