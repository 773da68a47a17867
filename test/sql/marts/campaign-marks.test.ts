import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const CAMPAIGN = "Spring Shop";
const traffic = (session_source: string, session_medium: string, sessions: number): Row => ({
  property_id: "p",
  date_day: "2026-03-01",
  session_source,
  session_medium,
  session_campaign_name: CAMPAIGN,
  landing_page: "/",
  device_category: "mobile",
  country: "Germany",
  sessions,
});
const visit = (id: string, source: string | null, medium: string | null, row: Row = {}): Row => ({
  session_id: id,
  user_id: id,
  session_start_at: "2026-02-01T10:00:00Z",
  source,
  medium,
  campaign: CAMPAIGN,
  ...row,
});
const contact = (id: string, utm_source: string, utm_medium: string): Row => ({
  account_id: "portal",
  id,
  created_at: "2026-02-01T10:00:00Z",
  stage: "lead",
  utm_source,
  utm_medium,
  utm_campaign: CAMPAIGN,
});

describe("a campaign name that an ad account and an e-mail share", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build({
      "raw.google_ads_campaigns": [
        {
          customer_id: "100",
          campaign_id: "11",
          campaign_name: CAMPAIGN,
          status: "ENABLED",
          advertising_channel_type: "PERFORMANCE_MAX",
          currency_code: "EUR",
          account_time_zone: "UTC",
          observed_at: "2026-01-01T00:00:00Z",
        },
      ],
      "raw.google_ads_clicks": [{ date_day: "2026-02-01", customer_id: "100", gclid: "click", campaign_id: "11" }],
      "raw.ga4_traffic_daily": [traffic("google", "cpc", 30), traffic("newsletter", "email", 7)],
      "raw.file_sessions": [
        visit("ad", "google", "cpc"),
        visit("mail", "newsletter", "email"),
        visit("untagged", null, null),
        visit("clicked", "google", "organic", { campaign: null, landing_page: "https://x.example/?gclid=click" }),
      ],
      "raw.hubspot_contacts": [contact("1", "google", "cpc"), contact("2", "newsletter", "email")],
    });
  });
  afterAll(() => warehouse.close());

  const values = async (sql: string): Promise<readonly (readonly unknown[])[]> =>
    (await rowsOf(warehouse, sql)).map((row) => Object.values(row));

  test("gives web traffic of its ads the campaign's channel, and that of e-mails theirs", async () => {
    expect(
      await values(
        "select channel, sum(sessions) from reporting.rpt_web_daily where web_source = 'ga4_api' group by channel order by channel",
      ),
    ).toEqual([
      ["email", 7],
      ["performance_max", 30],
    ]);
    expect(await values("select session_id, channel from marts.int_sessions order by session_id")).toEqual([
      ["ad", "performance_max"],
      ["clicked", "performance_max"],
      ["mail", "email"],
      ["untagged", "performance_max"],
    ]);
  });

  test("leads touches and leads of ads to it, not those of e-mails", async () => {
    expect(
      await values(
        "select touch_id, channel, campaign_id, resolved_by from marts.fct_touches where origin = 'session' order by touch_id",
      ),
    ).toEqual([
      ["ad", "performance_max", "11", "utm_name"],
      ["clicked", "performance_max", "11", "gclid"],
      ["mail", "email", null, null],
      ["untagged", "performance_max", "11", "utm_name"],
    ]);
    expect(
      await values("select lead_id, channel, campaign_id, resolved_by from marts.int_leads order by lead_id"),
    ).toEqual([
      ["hubspot:1", "performance_max", "11", "utm_name"],
      ["hubspot:2", "email", "(unattributed)", null],
    ]);
    expect(await failing(warehouse)).toEqual([]);
  });
});
