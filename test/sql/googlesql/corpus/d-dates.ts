import { type CorpusCase, lint, refused, same } from "./case.ts";

const T = "raw.facts";
const Z = "'America/New_York'";
/** Rows whose local time in New York exists once: without the hours of the clock changes. */
const ONCE = `${T} WHERE id NOT IN ('e08', 'e12')`;

const units = (names: string, call: (unit: string) => string) =>
  names
    .split(" ")
    .map((unit) => `${call(unit)} AS ${unit.toLowerCase().replace(/[()]/g, "_")}`)
    .join(", ");

export const dates: readonly CorpusCase[] = [
  same(
    "D1",
    `SELECT id, ${units("DAY WEEK ISOWEEK MONTH QUARTER YEAR", (unit) => `DATE_DIFF(d, DATE '2025-12-31', ${unit})`)} FROM ${T}`,
  ),
  same(
    "D1",
    `SELECT ${units("DAY WEEK ISOWEEK MONTH QUARTER YEAR", (unit) => `DATE_DIFF(DATE '2026-01-31', DATE '2025-12-31', ${unit})`)}`,
  ),
  same(
    "D2",
    `SELECT ${units("DAY WEEK ISOWEEK MONTH QUARTER YEAR", (unit) => `DATE_DIFF(DATE '2024-02-29', DATE '2025-12-31', ${unit})`)}`,
  ),
  same("D3", "SELECT DATE_DIFF(DATE '2026-01-05', DATE '2026-01-04', ISOWEEK) AS a"),
  same(
    "D4",
    "SELECT DATE_DIFF(DATE '2026-01-05', DATE '2026-01-04', WEEK) AS a, DATE_DIFF(DATE '2026-01-04', DATE '2026-01-03', WEEK) AS b",
  ),
  same(
    "D5",
    `SELECT id, DATE_DIFF(d, DATE '2025-12-31', WEEK(MONDAY)) AS a, DATE_DIFF(d, DATE '2025-12-31', WEEK(SATURDAY)) AS b FROM ${T}`,
  ),
  same(
    "D6",
    `SELECT id, DATE_DIFF(d, DATE '2025-12-28', ISOYEAR) AS a, DATE_DIFF(DATE '2025-12-29', DATE '2025-12-28', ISOYEAR) AS b FROM ${T}`,
  ),
  same(
    "D7",
    `SELECT id, ${units("DAY HOUR MINUTE SECOND MILLISECOND", (unit) => `TIMESTAMP_DIFF(ts, TIMESTAMP '2025-12-31 12:30:30.5+00', ${unit})`)} FROM ${T}`,
  ),
  same(
    "D8",
    "SELECT TIMESTAMP_DIFF(TIMESTAMP '2026-01-01 00:30:00+00', TIMESTAMP '2025-12-31 23:50:00+00', HOUR) AS a, TIMESTAMP_DIFF(TIMESTAMP '2025-12-31 23:50:00+00', TIMESTAMP '2026-01-01 00:30:00+00', HOUR) AS b",
  ),
  same("D9", `SELECT id, TIMESTAMP_DIFF(ts, TIMESTAMP '2025-12-31 12:30:30.5+00', MICROSECOND) AS a FROM ${T}`),
  same(
    "D10",
    `SELECT id, ${units("DAY HOUR MINUTE SECOND WEEK ISOWEEK MONTH QUARTER YEAR", (unit) => `DATETIME_DIFF(dt, DATETIME '2025-12-31T12:30:30', ${unit})`)} FROM ${T}`,
  ),
  same(
    "D10",
    "SELECT DATETIME_DIFF(DATETIME '2026-01-01T00:30:00', DATETIME '2025-12-31T23:50:00', HOUR) AS a, DATETIME_DIFF(DATETIME '2026-01-01T00:30:00', DATETIME '2025-12-31T23:50:00', DAY) AS b",
  ),
  same("D11", `SELECT id, DATE_TRUNC(d, WEEK(SATURDAY)) AS a, DATE_TRUNC(d, ISOYEAR) AS b FROM ${T}`),
  same("D12", `SELECT id, ${units("DAY ISOWEEK MONTH QUARTER YEAR", (unit) => `DATE_TRUNC(d, ${unit})`)} FROM ${T}`),
  same("D13", `SELECT id, DATE_TRUNC(d, WEEK) AS a, DATE_TRUNC(d, WEEK(SUNDAY)) AS b FROM ${T}`),
  same(
    "D14",
    `SELECT id, DATE_TRUNC(d, WEEK(MONDAY)) AS a, DATE_TRUNC(DATE '2025-12-28', WEEK(MONDAY)) AS b FROM ${T}`,
  ),
  same(
    "D15",
    `SELECT id, ${units("SECOND MINUTE HOUR DAY WEEK ISOWEEK MONTH QUARTER YEAR ISOYEAR", (unit) => `TIMESTAMP_TRUNC(ts, ${unit})`)} FROM ${T}`,
  ),
  same(
    "D16",
    `SELECT id, TIMESTAMP_TRUNC(ts, DAY, ${Z}) AS a, TIMESTAMP_TRUNC(ts, MONTH, 'Europe/Berlin') AS b, TIMESTAMP_TRUNC(ts, WEEK(MONDAY), ${Z}) AS c FROM ${T}`,
  ),
  same("D17", `SELECT id, ${units("HOUR DAY MONTH ISOWEEK", (unit) => `DATETIME_TRUNC(dt, ${unit})`)} FROM ${T}`),
  same(
    "D18",
    `SELECT id, ${units("ISOWEEK ISOYEAR YEAR QUARTER MONTH DAY DAYOFYEAR", (unit) => `EXTRACT(${unit} FROM d)`)} FROM ${T}`,
  ),
  same("D19", `SELECT id, EXTRACT(DAYOFWEEK FROM d) AS a FROM ${T}`),
  same(
    "D20",
    `SELECT id, EXTRACT(WEEK FROM d) AS a, EXTRACT(WEEK(MONDAY) FROM d) AS b, EXTRACT(WEEK FROM DATE '2026-01-01') AS c, EXTRACT(WEEK FROM DATE '2026-01-04') AS e FROM ${T}`,
  ),
  same("D21", `SELECT id, ${units("HOUR MINUTE SECOND DATE", (unit) => `EXTRACT(${unit} FROM ts)`)} FROM ${T}`),
  same("D22", `SELECT id, EXTRACT(MILLISECOND FROM ts) AS a, EXTRACT(MICROSECOND FROM ts) AS b FROM ${T}`),
  same(
    "D23",
    `SELECT id, EXTRACT(HOUR FROM ts AT TIME ZONE ${Z}) AS a, EXTRACT(DATE FROM ts AT TIME ZONE ${Z}) AS b, EXTRACT(ISOWEEK FROM ts AT TIME ZONE ${Z}) AS c FROM ${T}`,
  ),
  same(
    "D24",
    `SELECT id, DATE_ADD(d, INTERVAL 1 MONTH) AS a, DATE_SUB(d, INTERVAL 1 QUARTER) AS b, DATE_ADD(d, INTERVAL j DAY) AS c, DATE_SUB(d, INTERVAL 1 YEAR) AS e, DATE_ADD(d, INTERVAL -2 WEEK) AS g FROM ${T}`,
  ),
  same(
    "D25",
    `SELECT id, DATE_ADD(d, INTERVAL CAST('3' AS INT64) MONTH) AS a, DATE_SUB(d, INTERVAL (j + 1) DAY) AS b FROM ${T}`,
  ),
  same("D26", `SELECT id, d + 1 AS a, d - 7 AS b FROM ${T}`),
  same(
    "D27",
    `SELECT id, TIMESTAMP_ADD(ts, INTERVAL 90 MINUTE) AS a, TIMESTAMP_ADD(ts, INTERVAL j SECOND) AS b, TIMESTAMP_ADD(ts, INTERVAL 5 MILLISECOND) AS c, TIMESTAMP_SUB(ts, INTERVAL 30 DAY) AS e FROM ${T}`,
  ),
  same("D28", `SELECT id, ts + INTERVAL 1 DAY AS a, ts - INTERVAL 2 HOUR AS b FROM ${T}`),
  same("D29", `SELECT id, DATETIME_ADD(dt, INTERVAL 1 MONTH) AS a, DATETIME_SUB(dt, INTERVAL 3 HOUR) AS b FROM ${T}`),
  same("D30", `SELECT id, LAST_DAY(d) AS a, LAST_DAY(d, MONTH) AS b FROM ${T}`),
  same("D31", `SELECT id, ${units("QUARTER YEAR ISOWEEK WEEK ISOYEAR", (unit) => `LAST_DAY(d, ${unit})`)} FROM ${T}`),
  same("D32", `SELECT id, FORMAT_DATE('%A %a %B %b %d %h', d) AS a FROM ${T}`),
  refused("D32", `SELECT FORMAT_DATE('%d %e', d) AS a FROM ${T}`, "1:20", /%d/),
  same(
    "D33",
    `SELECT id, FORMAT_DATE('%Y-%m', d) AS a, FORMAT_DATE('%Y%m%d', d) AS b, FORMAT_DATE('%d %b %Y', d) AS c, FORMAT_DATE('%A', d) AS e FROM ${T}`,
  ),
  same("D34", `SELECT id, FORMAT_DATE('%G-W%V', d) AS a, FORMAT_DATE('%G-W%V', DATE '2025-12-29') AS b FROM ${T}`),
  same("D35", `SELECT id, FORMAT_DATE('%F|%u|%w|%U|%W|%j|%y|%D|%%', d) AS a FROM ${T}`),
  refused("D35", `SELECT FORMAT_DATE('%Q', d) AS a FROM ${T}`, "1:20", /%Y/),
  same("D36", `SELECT id, FORMAT_TIMESTAMP('%Y-%m-%d', ts, ${Z}) AS a FROM ${T}`),
  same(
    "D37",
    `SELECT id, FORMAT_TIMESTAMP('%Y-%m-%d %H:%M:%S', ts) AS a, FORMAT_TIMESTAMP('%I:%M %p', ts) AS b FROM ${T}`,
  ),
  same(
    "D38",
    `SELECT id, FORMAT_TIMESTAMP('%FT%H:%M:%E3SZ', ts) AS a, FORMAT_TIMESTAMP('%E4Y %T.%R %E6S', ts) AS b, FORMAT_DATETIME('%F %T', dt) AS c FROM ${T}`,
  ),
  same(
    "D39",
    "SELECT SAFE.PARSE_DATE('%Y-%m-%d', 'nope') AS a, SAFE.PARSE_DATE('%Y-%m-%d', '2026-02-30') AS b, SAFE.PARSE_TIMESTAMP('%Y-%m-%d', 'x') AS c",
  ),
  same(
    "D40",
    "SELECT PARSE_DATE('%Y%m%d', '20260131') AS a, PARSE_DATE('%d/%m/%Y', '03/02/2026') AS b, PARSE_DATE('%m/%d/%y', '03/02/69') AS c, PARSE_DATE('%d %b %Y', '03 feb 2026') AS e",
  ),
  same("D41", `SELECT PARSE_TIMESTAMP('%Y-%m-%d %H:%M', '2026-01-31 10:11', ${Z}) AS a`),
  same(
    "D42",
    "SELECT PARSE_TIMESTAMP('%Y-%m-%d %H:%M:%S', '2026-01-31 10:11:12') AS a, PARSE_DATETIME('%F %T', '2026-01-31 10:11:12') AS b",
  ),
  same(
    "D43",
    `SELECT id, UNIX_SECONDS(ts) AS a, UNIX_MILLIS(ts) AS b, UNIX_MICROS(ts) AS c, UNIX_DATE(d) AS e, DATE_FROM_UNIX_DATE(j) AS g, TIMESTAMP_SECONDS(j) AS h, TIMESTAMP_MILLIS(j) AS l, TIMESTAMP_MICROS(j) AS m FROM ${T}`,
  ),
  same(
    "D44",
    "SELECT UNIX_SECONDS(TIMESTAMP '1969-12-31 23:59:58.5+00') AS a, UNIX_MILLIS(TIMESTAMP '1969-12-31 23:59:58.0005+00') AS b, UNIX_SECONDS(TIMESTAMP '2026-01-01 00:00:00.9+00') AS c",
  ),
  same(
    "D45",
    `SELECT id, DATE(ts) AS a, DATETIME(ts) AS b, TIMESTAMP(dt) AS c, TIMESTAMP(d) AS e, DATETIME(d) AS g, CAST(ts AS DATE) AS h, CAST(dt AS DATE) AS l FROM ${T}`,
  ),
  same("D46", `SELECT id, DATE(ts, ${Z}) AS a, DATETIME(ts, ${Z}) AS b, TIMESTAMP(dt, ${Z}) AS c FROM ${ONCE}`, {
    fixedRowsOnly: true,
  }),
  same("D46", `SELECT id, DATE(ts, ${Z}) AS a, DATETIME(ts, ${Z}) AS b FROM ${T}`),
  same(
    "D47",
    "SELECT DATE(2026, 1, 31) AS a, DATETIME(2026, 1, 31, 10, 11, 12) AS b, TIMESTAMP('2026-01-31 10:11:12') AS c, DATE('2026-01-31') AS e, DATETIME('2026-01-31 10:11:12.5') AS g",
  ),
  same("D48", `SELECT id FROM ${T} WHERE d >= '2026-01-01' AND ts < '2026-02-01'`),
  same("D49", `SELECT id FROM ${T} WHERE ts < TIMESTAMP '2026-03-08 03:00:00 America/New_York'`),
  refused("D50", `SELECT STRING(ts) AS a FROM ${T}`, "1:8", /FORMAT_TIMESTAMP/),
  refused("D50", `SELECT STRING(ts, ${Z}) AS a FROM ${T}`, "1:8", /FORMAT_TIMESTAMP/),
  same(
    "D51",
    `SELECT CURRENT_DATE(${Z}) > DATE '2020-01-01' AS a, CURRENT_TIMESTAMP() > TIMESTAMP '2020-01-01' AS b, CURRENT_DATETIME() > DATETIME '2020-01-01T00:00:00' AS c`,
  ),
  lint("D51", "SELECT CURRENT_DATE() AS a", /as_of/),
];
