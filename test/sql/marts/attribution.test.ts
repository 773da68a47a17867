import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const session = (session_id: string, user_id: string | null, session_start_at: string, row: Row = {}): Row => ({
  session_id,
  user_id,
  session_start_at,
  ...row,
});

const order = (order_id: string, customer_id: string, ordered_at: string, value: string | null): Row => ({
  order_id,
  customer_id,
  ordered_at,
  value,
  currency_code: "EUR",
});

const credited = async (warehouse: Warehouse, type: string): Promise<Readonly<Record<string, unknown>>> =>
  Object.fromEntries(
    (
      await rowsOf(
        warehouse,
        `select conversion_id, touch_id from marts.fct_attribution where model = 'last_touch' and conversion_type = '${type}'`,
      )
    ).map(({ conversion_id, touch_id }) => [String(conversion_id), touch_id]),
  );

describe("last touch", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build({
      "raw.file_sessions": [
        // flags: each session with the flag is its own last touch
        session("s1", "flag", "2026-03-01T10:00:00Z", { channel: "email" }),
        session("s2", "flag", "2026-03-02T10:00:00Z", {
          channel: "search",
          is_conversion: true,
          conversion_type: "sign_up",
          conversion_value: "5",
          currency_code: "EUR",
        }),
        // look-back of orders is 90 days: one second inside, exactly 90 days
        session("inside", "u1", "2026-01-01T00:00:01Z"),
        session("exact", "u2", "2026-01-01T00:00:00Z"),
        // after the conversion, and at its very moment
        session("after", "u3", "2026-03-05T00:00:01Z"),
        session("moment", "u4", "2026-03-05T00:00:00Z"),
        // two orders: the second path begins after the first order
        session("first", "u5", "2026-03-01T00:00:00Z"),
        session("second", "u6", "2026-03-01T00:00:00Z"),
        session("third", "u6", "2026-03-03T00:00:00Z"),
        // two touches at one moment: the higher id is last
        session("b", "u7", "2026-03-01T00:00:00Z"),
        session("a", "u7", "2026-03-01T00:00:00Z"),
        // a touch at the moment of an order belongs to that order, not to the next
        session("used", "u9", "2026-03-01T00:00:00Z"),
        session("nobody", null, "2026-03-01T00:00:00Z"),
        // known: a user id that stands beside a hashed e-mail
        session("known", "u8", "2026-03-01T00:00:00Z", { person_key: "p8" }),
      ],
      "raw.file_orders": [
        order("inside", "u1", "2026-04-01T00:00:00Z", "10"),
        order("exact", "u2", "2026-04-01T00:00:00Z", "20"),
        order("after", "u3", "2026-03-05T00:00:00Z", "0"),
        order("moment", "u4", "2026-03-05T00:00:00Z", null),
        order("one", "u5", "2026-03-02T00:00:00Z", "1"),
        order("two", "u5", "2026-03-04T00:00:00Z", "2"),
        order("same_1", "u6", "2026-03-04T00:00:00Z", "3"),
        order("same_2", "u6", "2026-03-04T00:00:00Z", "4"),
        order("used_1", "u9", "2026-03-01T00:00:00Z", "1"),
        order("used_2", "u9", "2026-03-02T00:00:00Z", "1"),
        order("tie", "u7", "2026-03-02T00:00:00Z", "5"),
        { ...order("mail", "", "2026-03-02T00:00:00Z", "6"), customer_id: null, person_key: "p8" },
        { ...order("nobody", "", "2026-03-02T00:00:00Z", "7"), customer_id: null },
      ],
      "raw.file_conversions": [
        {
          conversion_id: "day",
          conversion_type: "demo",
          user_id: "u1",
          converted_at: "2026-01-01T00:00:00Z",
          is_day_only: true,
          value: "9",
        },
        {
          conversion_id: "by_session",
          conversion_type: "demo",
          session_id: "known",
          converted_at: "2026-03-01T00:00:05Z",
        },
        {
          conversion_id: "back",
          conversion_type: "demo",
          user_id: "u1",
          converted_at: "2026-01-02T00:00:00Z",
          status: "Refunded",
        },
      ],
    });
  });
  afterAll(() => warehouse.close());

  test("credits the converting session itself", async () => {
    expect(await credited(warehouse, "sign_up")).toEqual({ s2: "s2" });
    expect(
      await rowsOf(
        warehouse,
        "select channel, value_credit, currency_code, converted_on, touched_on from marts.fct_attribution where conversion_type = 'sign_up'",
      ),
    ).toEqual([
      {
        channel: "search",
        value_credit: "5",
        currency_code: "EUR",
        converted_on: "2026-03-02",
        touched_on: "2026-03-02",
      },
    ]);
  });

  test("takes the last touch inside the look-back, after the person's previous conversion", async () => {
    expect(await credited(warehouse, "order")).toEqual({
      "order:inside": "inside",
      "order:exact": null,
      "order:after": null,
      "order:moment": "moment",
      "order:one": "first",
      "order:two": null,
      "order:same_1": "third",
      "order:same_2": "third",
      "order:used_1": "used",
      "order:used_2": null,
      "order:tie": "b",
      "order:mail": "known",
      "order:nobody": null,
    });
  });

  test("counts a conversion known by day as the day's last moment, and drops reversed ones", async () => {
    expect(await credited(warehouse, "demo")).toEqual({ day: "inside", by_session: "known" });
    expect(
      await rowsOf(
        warehouse,
        "select converted_at, converted_on from marts.fct_conversions where conversion_id = 'day'",
      ),
    ).toEqual([{ converted_at: "2026-01-01T23:59:59.999999Z", converted_on: "2026-01-01" }]);
  });

  test("gives a conversion without a path one unattributed row, and unknown value stays unknown", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select credit, value_credit, channel, platform, campaign_id, touched_on from marts.fct_attribution where conversion_id in ('order:nobody', 'order:moment') order by conversion_id",
      ),
    ).toEqual([
      {
        credit: 1,
        value_credit: null,
        channel: "direct",
        platform: "(unattributed)",
        campaign_id: "(unattributed)",
        touched_on: "2026-03-05",
      },
      {
        credit: 1,
        value_credit: "7",
        channel: "(unattributed)",
        platform: "(unattributed)",
        campaign_id: "(unattributed)",
        touched_on: null,
      },
    ]);
  });

  test("adds up to every conversion once", async () => {
    expect(await failing(warehouse)).toEqual([]);
  });
});

describe("a day-only conversion where the clock changes", () => {
  test("ends with the local day", async () => {
    const warehouse = await build({
      "ops.settings": [{ key: "time_zone", value: "America/New_York" }],
      "raw.file_conversions": [
        { conversion_id: "spring", converted_at: "2026-03-08T05:00:00Z", is_day_only: true, user_id: "u" },
        { conversion_id: "autumn", converted_at: "2026-11-01T04:00:00Z", is_day_only: true, user_id: "u" },
      ],
    });
    expect(
      await rowsOf(warehouse, "select conversion_id, converted_at from marts.fct_conversions order by converted_at"),
    ).toEqual([
      { conversion_id: "spring", converted_at: "2026-03-09T03:59:59.999999Z" },
      { conversion_id: "autumn", converted_at: "2026-11-02T04:59:59.999999Z" },
    ]);
  });
});

describe("revenue of orders", () => {
  test("stands at the campaign of the last touch on the order's day, the rest unattributed", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": ["2026-03-01", "2026-03-02", "2026-03-03"].map((date_day) => ({
        date_day,
        platform: "google_ads",
        account_id: "a",
        campaign_id: "1",
        campaign_name: "Brand",
        currency_code: "EUR",
        spend: "10",
        conversion_value: "99",
      })),
      "raw.file_sessions": [
        session("s1", "u1", "2026-03-01T10:00:00Z", { campaign: "brand", source: "google", medium: "cpc" }),
        session("s2", "u2", "2026-03-01T10:00:00Z", { source: "google", medium: "organic" }),
      ],
      "raw.file_orders": [
        order("o1", "u1", "2026-03-02T10:00:00Z", "50"),
        order("o2", "u2", "2026-03-02T10:00:00Z", "30"),
        order("o3", "u3", "2026-03-01T10:00:00Z", "7"),
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select date_day, platform, channel, spend, revenue, revenue_basis, roas, platform_roas from reporting.rpt_performance_daily order by date_day, platform",
      ),
    ).toEqual(
      [
        ["2026-03-01", "(unattributed)", "(unattributed)", null, "7", "attributed", null, null],
        ["2026-03-01", "google_ads", "google_ads", "10", "0", "attributed", 0, 9.9],
        ["2026-03-02", "(unattributed)", "organic_search", null, "30", "attributed", null, null],
        ["2026-03-02", "google_ads", "google_ads", "10", "50", "attributed", 5, 9.9],
        ["2026-03-03", "google_ads", "google_ads", "10", null, "attributed", null, 9.9],
      ].map(([date_day, platform, channel, spend, revenue, revenue_basis, roas, platform_roas]) => ({
        date_day,
        platform,
        channel,
        spend,
        revenue,
        revenue_basis,
        roas,
        platform_roas,
      })),
    );
    expect(await failing(warehouse)).toEqual([]);
  });
});

describe("channels of touches", () => {
  test("are the file's, else those of the first matching rule", async () => {
    const warehouse = await build({
      "raw.file_sessions": [
        session("1", "u", "2026-03-01T01:00:00Z", { source: "Google", medium: "CPC" }),
        session("2", "u", "2026-03-01T02:00:00Z", { source: "google" }),
        session("3", "u", "2026-03-01T03:00:00Z"),
        session("4", "u", "2026-03-01T04:00:00Z", { channel: "adwords_search", source: "google", medium: "cpc" }),
        session("5", "u", "2026-03-01T05:00:00Z", { source: "acme", medium: "leaflet" }),
        session("6", "u", "2026-03-01T06:00:00Z", { channel: "Display" }),
      ],
    });
    expect(
      await rowsOf(warehouse, "select touch_id, channel, is_paid, is_direct from marts.fct_touches order by touch_id"),
    ).toEqual([
      { touch_id: "1", channel: "paid_search", is_paid: true, is_direct: false },
      { touch_id: "2", channel: "organic_search", is_paid: false, is_direct: false },
      { touch_id: "3", channel: "direct", is_paid: false, is_direct: true },
      { touch_id: "4", channel: "adwords_search", is_paid: false, is_direct: false },
      { touch_id: "5", channel: "(other)", is_paid: false, is_direct: false },
      { touch_id: "6", channel: "Display", is_paid: true, is_direct: false },
    ]);
  });
});
