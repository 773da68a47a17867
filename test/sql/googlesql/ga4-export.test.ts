import { afterAll, beforeAll, expect, it } from "vitest";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { SQL_FOLDER } from "../../oracle/check-sql.ts";
import { EXPORT_COLUMNS, EXPORT_PARAMETERS, EXPORT_TABLE, readBigQueryFiles } from "../../oracle/ga4-export.ts";
import { describeWithGoogle, type Engines, startEngines } from "./engines.ts";

const int = (key: string, int_value: number) => ({
  key,
  value: { string_value: null, int_value, float_value: null, double_value: null },
});
const text = (key: string, string_value: string) => ({
  key,
  value: { string_value, int_value: null, float_value: null, double_value: null },
});
const micros = (instant: string): number => Date.parse(instant) * 1000;
const NO_SOURCE = {
  manual_source: null,
  manual_medium: null,
  manual_campaign_name: null,
  manual_content: null,
  manual_term: null,
  gclid: null,
};

function event(name: string, at: string, row: Row = {}, params: readonly unknown[] = []): Row {
  const { day = at.slice(0, 10), source = {}, session = 7, ...rest } = row as Record<string, never>;
  return {
    event_date: String(day).replaceAll("-", ""),
    event_timestamp: micros(at),
    event_name: name,
    event_params: [int("ga_session_id", session), int("ga_session_number", 1), ...params] as never,
    user_pseudo_id: "u1",
    batch_page_id: 1,
    batch_ordering_id: 1,
    batch_event_index: 1,
    device: { category: "mobile" },
    geo: { country: "Germany" },
    collected_traffic_source: { ...NO_SOURCE, ...(source as object) },
    ecommerce: { purchase_revenue: null },
    _table_suffix: String(day).replaceAll("-", ""),
    ...rest,
  };
}

const page = (url: string) => text("page_location", url);
const events: readonly Row[] = [
  // a session over midnight, its source only at its second event, a purchase at the end
  event("session_start", "2026-03-01T23:58:00Z", {}, [page("https://x.example/a")]),
  event("page_view", "2026-03-01T23:58:01Z", { source: { gclid: "g1" } }, [
    page("https://x.example/a"),
    int("engagement_time_msec", 1500),
  ]),
  event("page_view", "2026-03-02T00:03:00Z", {}, [
    page("https://x.example/b"),
    text("session_engaged", "1"),
    int("engagement_time_msec", 2600),
  ]),
  event("purchase", "2026-03-02T00:04:00Z", { ecommerce: { purchase_revenue: 19.99 } as never }, [
    text("currency", "EUR"),
  ]),
  // the same purchase, as the intraday table holds it too: never counted twice
  event("purchase", "2026-03-02T00:04:00Z", { _table_suffix: "intraday_20260302" }, [text("currency", "EUR")]),
  // began the day before the days that are read: belongs to an earlier run
  event("page_view", "2026-02-28T22:00:00Z", { session: 6 as never }, [page("https://x.example/old")]),
  // without consent
  event("page_view", "2026-03-02T09:00:00Z", { user_pseudo_id: null, session: 9 as never }),
];
const values = {
  from_day: "2026-03-01",
  to_day: "2026-03-02",
  property_id: "p",
  key_events: ["purchase", "generate_lead"],
} as const;

describeWithGoogle("the GA4 export reader", () => {
  let engines: Engines;
  beforeAll(async () => {
    engines = await startEngines();
  });
  afterAll(() => engines.stop());

  const rowsOf = async (table: string): Promise<readonly Row[]> => {
    const files = await readBigQueryFiles(SQL_FOLDER);
    const sql = files.find((file) => file.table === table)?.sql ?? "";
    const parameters = Object.fromEntries(
      Object.entries(EXPORT_PARAMETERS)
        .filter(([name]) => sql.includes(`@${name}`))
        .map(([name, type]) => [name, { type, value: values[name as keyof typeof values] as never }]),
    );
    const { rows } = await engines.google.evaluate(
      sql,
      { [EXPORT_TABLE]: { columns: EXPORT_COLUMNS, rows: events } },
      parameters,
    );
    return rows;
  };

  it("sums a session up once, on its first day, with the source it was collected with", async () => {
    expect(await rowsOf("raw.ga4_sessions")).toEqual([
      {
        property_id: "p",
        date_day: "2026-03-01",
        session_id: "u1.7",
        user_pseudo_id: "u1",
        session_start_at: "2026-03-01T23:58:00Z",
        session_end_at: "2026-03-02T00:04:00Z",
        source: "google",
        medium: "cpc",
        campaign: null,
        content: null,
        term: null,
        gclid: "g1",
        landing_page: "https://x.example/a",
        device: "mobile",
        country: "Germany",
        page_views: 2,
        is_engaged: true,
        is_returning: false,
        engagement_seconds: 4,
      },
    ]);
  });

  it("gives each key event once, with its money", async () => {
    const rows = await rowsOf("raw.ga4_key_events");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      date_day: "2026-03-02",
      session_id: "u1.7",
      event_name: "purchase",
      converted_at: "2026-03-02T00:04:00Z",
      value: "19.99",
      currency_code: "EUR",
    });
  });
});
