import { describe, expect, test } from "vitest";
import type { Row, Value } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

/** mulberry32: the same numbers for the same seed, in [0, 1). */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Draw {
  readonly below: (limit: number) => number;
  readonly oneOf: <T>(values: readonly T[]) => T;
}

function draws(seed: number): Draw {
  const next = numbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const oneOf = <T>(values: readonly T[]): T => {
    const value = values[below(values.length)];
    if (value === undefined && !values.includes(value as T)) throw new Error("expected values to draw from, got none");
    return value as T;
  };
  return { below, oneOf };
}

const files = ["f1", "f2", "f3"] as const;
const loadedAt = { f1: "2026-03-01T00:00:00Z", f2: "2026-03-02T00:00:00Z", f3: "2026-03-03T00:00:00Z" };

function adRow({ below, oneOf }: Draw): Row {
  const file_key = oneOf(files);
  const level = below(3);
  return {
    file_key,
    loaded_at: loadedAt[file_key],
    date_day: oneOf(["2026-03-01", "2026-03-02"]),
    platform: oneOf([null, "google_ads"]),
    account_id: oneOf([null, "a"]),
    campaign_id: oneOf([null, "1", "2"]),
    campaign_name: oneOf([null, "One", " one", "Two"]),
    ad_group_id: level >= 1 ? oneOf(["g", "h"]) : null,
    ad_id: level === 2 ? oneOf(["x", "y", null]) : null,
    device: oneOf([null, null, "mobile", "desktop"]),
    country: oneOf([null, null, null, "DE"]),
    currency_code: oneOf(["EUR", "EUR", "USD", null]),
    spend: oneOf<Value>([null, "0", "1.25", "100", "-3.5"]),
    impressions: oneOf([null, 0, 10, 1000]),
    clicks: oneOf([null, 0, 1, 7]),
    conversions: oneOf([null, 0, 0.1, 2.5]),
    conversion_value: oneOf<Value>([null, "0", "9.99"]),
    leads: oneOf([null, 1, 0.3]),
  };
}

const moment = ({ below }: Draw): string =>
  `2026-03-${String(1 + below(4)).padStart(2, "0")}T${String(below(24)).padStart(2, "0")}:00:00Z`;

function crmRows(draw: Draw): Readonly<Record<"leads" | "changes" | "deals" | "sessions" | "orders", readonly Row[]>> {
  const { below, oneOf } = draw;
  const several = (count: number, row: (index: number) => Row): readonly Row[] =>
    Array.from({ length: count }, (_, index) => row(index));
  const money = { value: oneOf<Value>([null, "10", "25.5"]), currency_code: oneOf(["EUR", "USD", null]) };
  return {
    leads: several(12, (index) => ({
      lead_id: `l${index}`,
      campaign_id: oneOf([null, "1", "2", "gone"]),
      campaign: oneOf([null, "one"]),
      source: oneOf([null, "google"]),
      person_key: oneOf([null, "p1", "p2"]),
      status: oneOf([null, "NEW", "WON", "Not Qualified", "WHAT"]),
      created_at: moment(draw),
      ...money,
    })),
    changes: several(30, () => ({
      lead_id: `l${below(16)}`,
      status: oneOf(["NEW", "QUALIFIED", "DEMO", "PROPOSAL", "WON", "LOST", "CHURNED", "WHAT"]),
      changed_at: moment(draw),
    })),
    deals: several(8, (index) => ({
      deal_id: `d${index}`,
      lead_id: oneOf([null, `l${below(16)}`]),
      stage_text: oneOf(["Won", "Lost", "Proposal", "Odd", null]),
      created_at: oneOf([null, moment(draw)]),
      closed_at: oneOf([null, moment(draw)]),
      ...money,
    })),
    sessions: several(20, (index) => ({
      session_id: `s${index}`,
      user_id: oneOf([null, "u1", "u2"]),
      person_key: oneOf([null, null, "p1"]),
      session_start_at: moment(draw),
      session_end_at: oneOf([null, moment(draw)]),
      channel: oneOf([null, "email"]),
      campaign: oneOf([null, "One", "2"]),
      is_conversion: oneOf([null, true, false]),
      ...{ conversion_value: money.value, currency_code: money.currency_code },
    })),
    orders: several(10, (index) => ({
      order_id: `o${index % 8}`,
      customer_id: oneOf([null, "u1", "u2"]),
      person_key: oneOf([null, "p1"]),
      ordered_at: moment(draw),
      product: `product ${index}`,
      ...money,
    })),
  };
}

/** What ad accounts and CRMs say of the same campaigns and persons as the files. */
function pulledRows(draw: Draw): Readonly<Record<string, readonly Row[]>> {
  const { below, oneOf } = draw;
  const several = (count: number, row: (index: number) => Row): readonly Row[] =>
    Array.from({ length: count }, (_, index) => row(index));
  const account = { currency_code: "EUR", account_time_zone: "America/New_York" };
  const result = (): Row => ({
    ...account,
    customer_id: "a",
    date_day: oneOf(["2026-03-01", "2026-03-02"]),
    campaign_id: oneOf(["1", "2", "3"]),
    cost_micros: below(5_000_000),
    impressions: below(100),
    clicks: oneOf([null, below(9)]),
    conversions: oneOf([null, below(8) / 8]),
    conversions_value: oneOf([null, below(800) / 8]),
  });
  return {
    "raw.google_ads_campaigns": several(6, (index) => ({
      ...account,
      customer_id: "a",
      campaign_id: oneOf(["1", "2"]),
      campaign_name: oneOf(["One", "Uno", "Two"]),
      advertising_channel_type: "SEARCH",
      status: oneOf(["ENABLED", "REMOVED"]),
      campaign_budget_id: "b",
      campaign_budget_amount_micros: oneOf([null, 1_000_000]),
      observed_at: `2026-03-0${index + 1}T01:00:00Z`,
      deleted_at: oneOf([null, null, `2026-03-0${index + 1}T01:00:00Z`]),
    })),
    "raw.google_ads_campaign_daily": several(12, () => ({ ...result(), device: oneOf(["MOBILE", "DESKTOP"]) })),
    "raw.google_ads_ad_group_daily": several(8, () => ({ ...result(), ad_group_id: oneOf(["g", "h"]) })),
    "raw.google_ads_ad_daily": several(8, () => ({
      ...result(),
      ad_group_id: oneOf(["g", "h"]),
      ad_id: oneOf(["x", "y"]),
    })),
    "raw.google_ads_geo_daily": several(8, () => ({ ...result(), country_criterion_id: oneOf(["1", null]) })),
    "raw.facebook_ads_campaign_daily": several(6, () => ({
      ...account,
      account_id: "f",
      date_day: oneOf(["2026-03-01", "2026-03-02"]),
      campaign_id: oneOf(["5", "6"]),
      spend: oneOf<Value>(["0", "2.5"]),
      clicks: below(5),
      primary_action_type: "lead",
      conversions: oneOf([null, 1]),
    })),
    "raw.facebook_ads_placement_daily": several(6, () => ({
      ...account,
      account_id: "f",
      date_day: "2026-03-01",
      campaign_id: oneOf(["5", "6"]),
      publisher_platform: oneOf(["facebook", "instagram"]),
      spend: oneOf<Value>(["0", "1.25"]),
      clicks: below(3),
    })),
    "raw.hubspot_contacts": several(8, (index) => ({
      id: String(index),
      created_at: moment(draw),
      deleted_at: oneOf([null, null, moment(draw)]),
      merged_ids: oneOf([null, null, String(below(8))]),
      stage: oneOf(["lead", "customer"]),
      person_key: oneOf([null, "p1", "p2", "p3"]),
      gclid: oneOf([null, "c1"]),
      utm_campaign: oneOf([null, "One", "(direct)"]),
    })),
    "raw.hubspot_deals": several(5, (index) => ({
      id: String(index),
      created_at: moment(draw),
      is_closed: oneOf([true, false]),
      is_won: oneOf([true, false]),
      stage: "s",
      amount: oneOf<Value>([null, "10"]),
      currency_code: "EUR",
    })),
    "raw.hubspot_associations": several(5, (index) => ({ deal_id: String(index), contact_id: String(below(8)) })),
    "raw.hubspot_stage_history": several(12, (index) => ({
      object_type: oneOf(["contact", "deal"]),
      record_id: String(below(8)),
      property_name: oneOf(["lifecyclestage", "hs_lead_status"]),
      changed_at: `2026-03-01T00:${String(index).padStart(2, "0")}:00Z`,
      stage: oneOf(["lead", "customer", "UNQUALIFIED", "closedwon"]),
    })),
    "raw.hubspot_property_history": several(12, (index) => ({
      contact_id: String(below(8)),
      property_name: oneOf(["seats", "Seats__c", "country"]),
      changed_at: `2026-03-01T00:${String(index % 6).padStart(2, "0")}:00Z`,
      property_kind: oneOf(["number", "text", "date"]),
      property_value: oneOf([null, "7", "many"]),
    })),
    "raw.google_ads_clicks": [{ date_day: "2026-03-01", customer_id: "a", gclid: "c1", campaign_id: "2" }],
    "raw.ga4_traffic_daily": several(6, () => ({
      date_day: oneOf(["2026-03-01", "2026-03-02"]),
      session_source: oneOf(["google", null]),
      sessions: below(9),
      bounced_sessions: oneOf([null, 1]),
      session_seconds: oneOf([null, 30]),
      key_events: oneOf([null, 2]),
    })),
  };
}

describe("any rows", () => {
  test.each([1, 2, 3, 4])("reconcile in every assertion, whatever order they come in (seed %i)", async (seed) => {
    const draw = draws(seed);
    const ads = Array.from({ length: 60 }, () => adRow(draw));
    const crm = crmRows(draw);
    const pulled = pulledRows(draw);
    const given = (turn: (rows: readonly Row[]) => readonly Row[]) => ({
      "raw.file_campaigns": [{ campaign_id: "2", campaign_name: "Two", advertiser_id: "b" }],
      "raw.file_ad_daily": turn(ads.map((row, index) => ({ ...row, row_number: index + 1 }))),
      "raw.file_leads": turn(crm.leads.map((row, index) => ({ ...row, row_number: index + 1 }))),
      "raw.file_lead_status_changes": turn(crm.changes.map((row, index) => ({ ...row, row_number: index + 1 }))),
      "raw.file_deals": turn(crm.deals.map((row, index) => ({ ...row, row_number: index + 1 }))),
      "raw.file_sessions": turn(crm.sessions.map((row, index) => ({ ...row, row_number: index + 1 }))),
      "raw.file_orders": turn(crm.orders.map((row, index) => ({ ...row, row_number: index + 1 }))),
      ...Object.fromEntries(Object.entries(pulled).map(([table, rows]) => [table, turn(rows)])),
    });
    const forwards = await build(given((rows) => rows));
    expect(await failing(forwards)).toEqual([]);
    const backwards = await build(given((rows) => rows.toReversed()));
    for (const [view, order] of [
      ["reporting.rpt_performance_daily", "date_day, platform, account_id, campaign_id, currency_code, channel"],
      ["marts.fct_ad_daily", "date_day, platform, account_id, campaign_id, currency_code, ad_group_id, ad_id"],
      ["marts.fct_lead_stages", "lead_id, change_number"],
      ["marts.int_lead_facts", "lead_id, fact, known_at"],
      ["marts.fct_attribution", "conversion_type, conversion_id"],
    ] as const) {
      const sql = `select * from ${view} order by ${order}`;
      expect(rounded(await rowsOf(backwards, sql)), view).toEqual(rounded(await rowsOf(forwards, sql)));
    }
    await forwards.close();
    await backwards.close();
  });
});

/** FLOAT64 sums depend on the order of their terms in the last digits. */
function rounded(rows: readonly Row[]): readonly Row[] {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === "number" ? Number(value.toPrecision(12)) : value,
      ]),
    ),
  );
}
