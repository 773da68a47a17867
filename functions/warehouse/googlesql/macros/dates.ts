import { macro } from "./macro.ts";

const SPECIAL = String.raw`regexp_matches(s, '(?i)^\s*[+-]?(?:inf|epoch)')`;

/** Weeks start on day k: 0 Sunday … 6 Saturday, as DuckDB's dayofweek counts. */
export const dateMacros: readonly string[] = [
  macro("week_start", ["d, k", "CAST(d AS DATE) - CAST((dayofweek(d) - k + 7) % 7 AS INTEGER)"]),
  macro("isoyear_start", ["d", "bq.week_start(make_date(isoyear(d), 1, 4), 1)"]),
  macro("week_diff", ["a, b, k", "(bq.week_start(a, k) - bq.week_start(b, k)) // 7"]),
  // Week 0 is what lies before the first day k of the year.
  macro("week_number", ["d, k", "(dayofyear(d) + 6 - (dayofweek(d) - k + 7) % 7) // 7"]),
  // DuckDB reads "infinity" and "epoch" whatever the format.
  macro("parse", ["s, f", `CASE WHEN ${SPECIAL} THEN error('no date or time: ' || s) ELSE strptime(s, f) END`]),
  macro("safe_parse", ["s, f", `CASE WHEN ${SPECIAL} THEN NULL ELSE try_strptime(s, f) END`]),
  macro("timestamp_diff", ["a, b, microseconds", "(epoch_us(a) - epoch_us(b)) // microseconds"]),
];
