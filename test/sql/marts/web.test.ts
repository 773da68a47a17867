import { describe, expect, test } from "vitest";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const session = (session_id: string, user_id: string, start: string, end: string | null, row: Row = {}): Row => ({
  session_id,
  user_id,
  session_start_at: `2026-03-01T${start}Z`,
  session_end_at: end === null ? null : `2026-03-01T${end}Z`,
  channel: "email",
  landing_page: "/",
  ...row,
});

describe("rpt_web_daily", () => {
  test("sums sessions and what is known of them", async () => {
    const warehouse = await build({
      "raw.file_sessions": [
        session("1", "u", "10:00:00", "10:01:40", { is_bounce: false, page_views: 3, is_conversion: true }),
        session("2", "u", "11:00:00", "11:00:04", { is_bounce: true, page_views: 1, is_conversion: false }),
        session("3", "v", "12:00:00", null, { is_bounce: null, page_views: 2, is_conversion: false }),
        session("4", "w", "13:00:00", "12:00:00", { is_bounce: false, is_conversion: false }),
      ],
    });
    expect(await rowsOf(warehouse, "select * from reporting.rpt_web_daily")).toEqual([
      {
        date_day: "2026-03-01",
        web_source: "session_file",
        is_exact: true,
        channel: "email",
        source: null,
        medium: null,
        campaign: null,
        landing_page: "/",
        sessions: 4,
        users: 3,
        new_users: 3,
        returning_sessions: 1,
        page_views: 6,
        bounces: 1,
        bounces_known: 3,
        session_seconds: 104,
        session_seconds_known: 2,
        low_engagement_sessions: 1,
        conversions: 1,
        conversions_known: 4,
        median_session_seconds: 52,
        bounce_rate: 1 / 3,
        mean_session_seconds: 52,
        conversion_rate: 0.25,
      },
    ]);
    expect(await failing(warehouse)).toEqual([]);
  });

  test("says NULL where no session states a thing", async () => {
    const warehouse = await build({ "raw.file_sessions": [session("1", "u", "10:00:00", null)] });
    expect(
      await rowsOf(
        warehouse,
        "select page_views, bounces, bounce_rate, session_seconds, low_engagement_sessions, conversions, conversion_rate from reporting.rpt_web_daily",
      ),
    ).toEqual([
      {
        page_views: null,
        bounces: null,
        bounce_rate: null,
        session_seconds: null,
        low_engagement_sessions: null,
        conversions: null,
        conversion_rate: null,
      },
    ]);
  });

  test("folds a file of events into sessions", async () => {
    const warehouse = await build({
      "raw.file_sessions": [
        session("1", "u", "10:00:00", "10:05:00", {
          event_at: "2026-03-01T10:03:00Z",
          page: "/b",
          landing_page: null,
          is_conversion: true,
          conversion_type: "sign_up",
        }),
        session("1", "u", "10:00:00", "10:05:00", {
          event_at: "2026-03-01T10:00:00Z",
          page: "/a",
          landing_page: null,
          is_conversion: false,
        }),
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select landing_page, sessions, conversions, session_seconds from reporting.rpt_web_daily",
      ),
    ).toEqual([{ landing_page: "/a", sessions: 1, conversions: 1, session_seconds: 300 }]);
    expect(
      await rowsOf(warehouse, "select conversion_id, conversion_type, converted_at from marts.fct_conversions"),
    ).toEqual([{ conversion_id: "1", conversion_type: "sign_up", converted_at: "2026-03-01T10:00:00Z" }]);
  });
});

describe("statistics of metrics", () => {
  test("are quartiles, spread and outliers of campaign-days, money by currency", async () => {
    const spends = ["1", "2", "3", "4", "100"];
    const warehouse = await build({
      "raw.file_ad_daily": [
        ...spends.map((spend, index) => ({
          date_day: `2026-03-0${index + 1}`,
          campaign_id: "1",
          channel: "search",
          currency_code: "EUR",
          spend,
          clicks: 1,
        })),
        { date_day: "2026-03-06", campaign_id: "1", channel: "search", currency_code: "USD", spend: "7" },
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select currency_code, n, missing, mean, median, minimum, maximum, q1, q3, outliers from reporting.rpt_metric_statistics where metric = 'cpc' and dimension = 'channel' and level = 'search' order by currency_code",
      ),
    ).toEqual([
      {
        currency_code: "EUR",
        n: 5,
        missing: 0,
        mean: 22,
        median: 3,
        minimum: 1,
        maximum: 100,
        q1: 2,
        q3: 4,
        outliers: 1,
      },
      {
        currency_code: "USD",
        n: 0,
        missing: 1,
        mean: null,
        median: null,
        minimum: null,
        maximum: null,
        q1: null,
        q3: null,
        outliers: 0,
      },
    ]);
    const bins = await rowsOf(
      warehouse,
      "select bin, lower, upper, n from reporting.rpt_metric_histogram where metric = 'cpc' and dimension = 'all' and currency_code = 'EUR' order by bin",
    );
    // twenty bins of width 99 / 20 from 1 to 100; the maximum belongs to the last
    expect(bins.map(({ bin, n }) => [bin, n])).toEqual([
      [0, 4],
      [19, 1],
    ]);
    expect(bins[0]?.lower).toBe(1);
    expect(bins[1]?.upper).toBeCloseTo(100, 9);
  });
});

describe("rpt_data_inventory and rpt_freshness", () => {
  const file = {
    attempt: 1,
    event: "imported",
    rows_read: 3,
    rows_loaded: 2,
    rows_merged: 0,
    rows_quarantined: 1,
    rows_flagged: 0,
    rows_dropped: 0,
    imported_at: "2026-03-02T00:00:00Z",
    run_id: "run",
  };

  test("tell what is filled and what it is used for", async () => {
    const warehouse = await build({
      "raw.file_series": [
        { date_day: "2026-03-01", series: "rate", value: 1 },
        { date_day: "2026-03-09", series: "rate", value: null },
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select column_name, row_count, filled, empty, null_share, distinct_values, first_day, last_day, used_for, needed_for from reporting.rpt_data_inventory where table_name = 'file_series' and column_name in ('geo', 'value') order by column_name",
      ),
    ).toEqual([
      {
        column_name: "geo",
        row_count: 2,
        filled: 0,
        empty: 2,
        null_share: 1,
        distinct_values: 0,
        first_day: "2026-03-01",
        last_day: "2026-03-09",
        used_for: null,
        needed_for: "geo MMM",
      },
      {
        column_name: "value",
        row_count: 2,
        filled: 1,
        empty: 1,
        null_share: 0.5,
        distinct_values: 1,
        first_day: "2026-03-01",
        last_day: "2026-03-09",
        used_for: "MMM controls",
        needed_for: null,
      },
    ]);
  });

  test("say how far data reach, and forget files that were taken back", async () => {
    const warehouse = await build({
      "ops.files": [
        { ...file, file_key: "a", file_name: "a.csv", family: "ad_daily", last_day: "2026-03-30" },
        { ...file, file_key: "b", file_name: "b.csv", family: "leads", last_day: "2026-03-01" },
        { ...file, file_key: "c", file_name: "c.csv", family: "orders", last_day: "2026-03-30" },
        { ...file, file_key: "c", file_name: "c.csv", family: "orders", attempt: 2, event: "undone" },
        { ...file, file_key: "d", file_name: "d.csv", family: "deals", event: "refused", rows_loaded: 0 },
      ],
      "ops.data_findings": [
        {
          source: "file",
          file_key: "a",
          check_name: "totals_row",
          severity: "info",
          row_count: 1,
          found_at: "2026-03-02T10:00:00Z",
          run_id: "run",
        },
        {
          source: "file",
          file_key: "c",
          check_name: "totals_row",
          severity: "info",
          row_count: 1,
          found_at: "2026-03-02T10:00:00Z",
          run_id: "run",
        },
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select report, date_day, quarantined_rows, status, reason from reporting.rpt_freshness order by report",
      ),
    ).toEqual([
      { report: "ad_daily", date_day: "2026-03-30", quarantined_rows: 1, status: "ok", reason: null },
      {
        report: "deals",
        date_day: null,
        quarantined_rows: 1,
        status: "refused",
        reason: "the latest file, d.csv, was refused",
      },
      {
        report: "leads",
        date_day: "2026-03-01",
        quarantined_rows: 1,
        status: "stale",
        reason: "data end 30 days before 2026-03-31",
      },
    ]);
    expect(await rowsOf(warehouse, "select date_day, file_name, check_name from reporting.rpt_data_quality")).toEqual([
      { date_day: "2026-03-02", file_name: "a.csv", check_name: "totals_row" },
    ]);
  });
});
