import { describe, expect, test } from "vitest";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const older = { file_key: "old", loaded_at: "2026-03-01T00:00:00Z" };
const newer = { file_key: "new", loaded_at: "2026-03-05T00:00:00Z" };
const day = (date_day: string, row: Row): Row => ({ date_day, currency_code: "EUR", ...row });

describe("files that overlap", () => {
  test("replace what they repeat by id and leave the rest", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [
        day("2026-03-01", { ...older, campaign_id: "1", spend: "10" }),
        day("2026-03-02", { ...older, campaign_id: "1", spend: "20" }),
        day("2026-03-02", { ...newer, campaign_id: "1", spend: "21" }),
        day("2026-03-03", { ...newer, campaign_id: "1", spend: "30" }),
      ],
    });
    expect(await rowsOf(warehouse, "select date_day, spend from marts.fct_campaign_daily order by date_day")).toEqual([
      { date_day: "2026-03-01", spend: "10" },
      { date_day: "2026-03-02", spend: "21" },
      { date_day: "2026-03-03", spend: "30" },
    ]);
    expect(await failing(warehouse)).toEqual([]);
  });

  test("replace a key's rows as a set where rows have no id", async () => {
    const named = { campaign_name: "Spring Sale" };
    const warehouse = await build({
      "raw.file_ad_daily": [
        day("2026-03-01", { ...older, ...named, spend: "10" }),
        day("2026-03-01", { ...older, ...named, spend: "11" }),
        day("2026-03-02", { ...older, ...named, spend: "5" }),
        day("2026-03-01", { ...newer, campaign_name: "SPRING sale ", spend: "12" }),
        day("2026-03-01", { ...newer, ...named, spend: "13" }),
      ],
    });
    expect(
      await rowsOf(warehouse, "select date_day, campaign_id, spend from marts.fct_campaign_daily order by date_day"),
    ).toEqual([
      { date_day: "2026-03-01", campaign_id: "springsale", spend: "25" },
      { date_day: "2026-03-02", campaign_id: "springsale", spend: "5" },
    ]);
  });

  test("of one moment are ordered by their key, so that the answer never changes", async () => {
    const rows = [
      day("2026-03-01", { file_key: "b", campaign_id: "1", spend: "2" }),
      day("2026-03-01", { file_key: "a", campaign_id: "1", spend: "1" }),
    ];
    const forwards = await build({ "raw.file_ad_daily": rows });
    const backwards = await build({ "raw.file_ad_daily": rows.toReversed() });
    const spend = "select spend from marts.fct_campaign_daily";
    expect(await rowsOf(forwards, spend)).toEqual([{ spend: "2" }]);
    expect(await rowsOf(backwards, spend)).toEqual([{ spend: "2" }]);
  });

  test("replace sessions, leads, orders and status changes by their ids too", async () => {
    const warehouse = await build({
      "raw.file_sessions": [
        { ...older, session_id: "s", user_id: "u", session_start_at: "2026-03-01T10:00:00Z", channel: "email" },
        { ...newer, session_id: "s", user_id: "u", session_start_at: "2026-03-01T10:00:00Z", channel: "direct" },
      ],
      "raw.file_leads": [
        { ...older, lead_id: "l", created_at: "2026-03-01T00:00:00Z", value: "5" },
        { ...newer, lead_id: "l", created_at: "2026-03-02T00:00:00Z", value: "6" },
      ],
      "raw.file_orders": [
        { ...older, order_id: "o", ordered_at: "2026-03-01T00:00:00Z", value: "5" },
        { ...newer, order_id: "o", ordered_at: "2026-03-01T00:00:00Z", value: "7" },
      ],
      "raw.file_lead_status_changes": [
        { ...older, lead_id: "l", status: "QUALIFIED", status_text: "Qualified", changed_at: "2026-03-03T00:00:00Z" },
        { ...newer, lead_id: "l", status: "QUALIFIED", status_text: "Qualified", changed_at: "2026-03-03T00:00:00Z" },
      ],
    });
    expect(await rowsOf(warehouse, "select channel from marts.int_sessions")).toEqual([{ channel: "direct" }]);
    expect(await rowsOf(warehouse, "select date_day, value from marts.int_leads")).toEqual([
      { date_day: "2026-03-02", value: "6" },
    ]);
    expect(await rowsOf(warehouse, "select value from marts.fct_orders")).toEqual([{ value: "7" }]);
    expect(await rowsOf(warehouse, "select count(*) as n from marts.fct_lead_stages where stage = 'mql'")).toEqual([
      { n: 1 },
    ]);
  });
});

describe("campaign lists and ad rows", () => {
  const campaigns: readonly Row[] = [
    { campaign_id: "7", advertiser_id: "acme", project_name: "Tower", campaign_name: "Tower West", channel: "social" },
    { campaign_id: "8", advertiser_id: "acme", campaign_name: "Tower East" },
  ];

  test("meet by id, by name without case and spaces, and else stand alone", async () => {
    const warehouse = await build({
      "raw.file_campaigns": campaigns,
      "raw.file_ad_daily": [
        day("2026-03-01", { campaign_id: "7", spend: "1" }),
        day("2026-03-01", { campaign_name: "tower  EAST", spend: "2" }),
        day("2026-03-01", { campaign_name: "Other", platform: "bing", spend: "3" }),
        day("2026-03-01", { channel: "TV", spend: "4" }),
        day("2026-03-01", { spend: "5" }),
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select platform, account_id, campaign_id, campaign, channel, spend from reporting.rpt_performance_daily order by spend",
      ),
    ).toEqual([
      { platform: "file", account_id: "acme", campaign_id: "7", campaign: "Tower West", channel: "social", spend: "1" },
      { platform: "file", account_id: "acme", campaign_id: "8", campaign: "tower  EAST", channel: "file", spend: "2" },
      { platform: "bing", account_id: "default", campaign_id: "other", campaign: "Other", channel: "bing", spend: "3" },
      { platform: "file", account_id: "default", campaign_id: "tv", campaign: "TV", channel: "TV", spend: "4" },
      {
        platform: "file",
        account_id: "default",
        campaign_id: "(none)",
        campaign: "(none)",
        channel: "file",
        spend: "5",
      },
    ]);
    expect(await failing(warehouse)).toEqual([]);
  });

  test("give a campaign a new version on the day it is renamed", async () => {
    const warehouse = await build({
      "raw.file_ad_daily": [
        day("2026-03-01", { campaign_id: "1", campaign_name: "Old", spend: "1" }),
        day("2026-03-02", { campaign_id: "1", campaign_name: "Old", spend: "1" }),
        day("2026-03-03", { campaign_id: "1", campaign_name: "New", spend: "1" }),
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select campaign_name, valid_from, valid_to, is_current from marts.dim_campaign order by valid_from",
      ),
    ).toEqual([
      { campaign_name: "Old", valid_from: "1970-01-01T00:00:00Z", valid_to: "2026-03-03T00:00:00Z", is_current: false },
      { campaign_name: "New", valid_from: "2026-03-03T00:00:00Z", valid_to: null, is_current: true },
    ]);
    expect(await rowsOf(warehouse, "select campaign from reporting.rpt_performance_daily order by date_day")).toEqual([
      { campaign: "Old" },
      { campaign: "Old" },
      { campaign: "New" },
    ]);
  });

  test("keep rows without a day out of daily marts", async () => {
    const warehouse = await build({
      "raw.file_ad_periods": [
        {
          campaign_id: "1",
          currency_code: "EUR",
          spend: "50",
          clicks: 5,
          impressions: 100,
          reach: 40,
          stated_ctr: 0.06,
          stated_cpl: 20,
        },
        {
          campaign_id: "2",
          currency_code: "EUR",
          ad_id: "x",
          spend: "8",
          period_start: "2026-01-01",
          period_end: "2026-01-31",
        },
      ],
      "raw.file_leads": [
        { lead_id: "a", campaign_id: "1", status: "QUALIFIED", created_at: "2026-02-01T00:00:00Z" },
        { lead_id: "b", campaign_id: "1", status: "NEW", created_at: "2026-02-02T00:00:00Z" },
      ],
    });
    expect(await rowsOf(warehouse, "select count(*) as n from marts.fct_campaign_daily")).toEqual([{ n: 0 }]);
    const rows = await rowsOf(warehouse, "select * from reporting.rpt_performance_periods order by campaign_id");
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatchObject({
      date_day: "2026-03-31",
      period_start: null,
      level: "campaign",
      ctr: 0.05,
      cpc: 10,
      frequency: 2.5,
      leads: 2,
      mqls: 1,
      qualified_rate: 0.5,
      cpl: 25,
      cpl_difference: -5,
    });
    expect(rows[0]?.ctr_difference).toBeCloseTo(0.01, 12);
    expect(rows[1]).toMatchObject({
      period_start: "2026-01-01",
      period_end: "2026-01-31",
      level: "ad",
      spend: "8",
      leads: null,
    });
  });
});
