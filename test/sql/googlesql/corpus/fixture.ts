import type { OracleTable } from "../../../oracle/google-sql.ts";
import { facts } from "./facts.ts";

/** Two loads of one event. */
const loads: OracleTable = {
  columns: { id: "STRING", u: "STRING", k: "STRING", ts: "TIMESTAMP", i: "INT64" },
  rows: [
    { id: "e01", u: "u1", k: "google", ts: "2026-01-01T00:00:00Z", i: 1 },
    { id: "e01", u: "u1", k: null, ts: "2026-01-01T00:05:00Z", i: 2 },
    { id: "e02", u: null, k: "email", ts: "2026-01-01T00:00:00Z", i: 3 },
    { id: "e03", u: "u2", k: "", ts: "2026-01-02T00:00:00Z", i: null },
  ],
};

/** A touch outside the window, one at the very time of the conversion, two at the same time. */
const touches: OracleTable = {
  columns: { u: "STRING", k: "STRING", ts: "TIMESTAMP", n: "NUMERIC" },
  rows: [
    { u: "u1", k: "google", ts: "2026-01-01T10:00:00Z", n: "1.25" },
    { u: "u1", k: "facebook", ts: "2026-01-03T09:30:00Z", n: "0.75" },
    { u: "u1", k: "direct", ts: "2026-01-03T11:45:00Z", n: "0.5" },
    { u: "u1", k: "direct", ts: "2026-01-10T20:00:00Z", n: null },
    { u: "u1", k: "tv", ts: "2025-11-01T20:00:00Z", n: "9" },
    { u: "u2", k: "direct", ts: "2026-01-05T01:00:00Z", n: null },
    { u: "u3", k: "google", ts: "2026-01-05T00:00:00Z", n: "2" },
    { u: "u3", k: "bing", ts: "2026-01-06T23:59:59.500Z", n: "3" },
    { u: "u4", k: "google", ts: "2026-01-06T00:00:00Z", n: "4" },
    { u: "u4", k: "email", ts: "2026-01-06T00:00:00Z", n: "4" },
    { u: null, k: "email", ts: "2026-01-06T00:00:00Z", n: "4" },
  ],
};

/** The last one has no touches. */
const conversions: OracleTable = {
  columns: { id: "STRING", u: "STRING", ts: "TIMESTAMP", n: "NUMERIC" },
  rows: [
    { id: "c1", u: "u1", ts: "2026-01-11T10:00:00Z", n: "100" },
    { id: "c2", u: "u1", ts: "2026-01-04T00:00:00Z", n: "33.33" },
    { id: "c3", u: "u2", ts: "2026-01-05T01:00:00Z", n: "12.5" },
    { id: "c4", u: "u3", ts: "2026-01-07T00:00:00Z", n: "77" },
    { id: "c5", u: "u9", ts: "2026-01-07T00:00:00Z", n: "5" },
    { id: "c6", u: null, ts: "2026-01-07T00:00:00Z", n: null },
  ],
};

/** Days without clicks, and one of NULLs. */
const spend: OracleTable = {
  columns: { day: "DATE", k: "STRING", i: "INT64", j: "INT64", n: "NUMERIC", f: "FLOAT64" },
  rows: [
    { day: "2026-01-01", k: "google", i: 1000, j: 10, n: "12.34", f: 1.1 },
    { day: "2026-01-02", k: "google", i: 0, j: 0, n: "0", f: 1.1 },
    { day: "2026-01-05", k: "google", i: 2500, j: 33, n: "100.015", f: 1.25 },
    { day: "2026-01-01", k: "facebook", i: 400, j: 7, n: "7.005", f: null },
    { day: "2026-02-28", k: "facebook", i: 3, j: 2, n: "1", f: 0.9 },
    { day: "2026-03-01", k: null, i: null, j: null, n: null, f: null },
  ],
};

export const fixture: Readonly<Record<string, OracleTable>> = {
  "raw.facts": facts,
  "raw.loads": loads,
  "raw.touches": touches,
  "raw.conversions": conversions,
  "raw.spend": spend,
};
