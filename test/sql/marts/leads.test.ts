import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const at = (text: string): string => `2026-03-${text}:00Z`;
const change = (lead_id: string, status: string, when: string): Row => ({
  lead_id,
  status,
  status_text: status.toLowerCase(),
  changed_at: at(when),
});

const spend = (date_day: string, campaign_id: string, money: string): Row => ({
  date_day,
  platform: "meta",
  account_id: "a",
  campaign_id,
  campaign_name: `Campaign ${campaign_id}`,
  currency_code: "EUR",
  spend: money,
  clicks: 10,
  impressions: 100,
});

describe("leads from files of leads, status changes and deals", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build({
      "raw.file_ad_daily": [
        spend("2026-03-02", "1", "100"),
        spend("2026-03-03", "1", "50"),
        spend("2026-03-20", "1", "70"),
        spend("2026-02-01", "1", "5"),
        spend("2026-03-02", "2", "40"),
      ],
      "raw.file_leads": [
        // direct: the whole funnel, and won by its history
        { lead_id: "direct", campaign_id: "1", created_at: at("02T08:00"), value: "300", currency_code: "EUR" },
        // skipped: from lead straight to sql
        { lead_id: "skipped", campaign_id: "1", created_at: at("02T09:00") },
        // back: lost, then a meeting: open again
        { lead_id: "back", campaign_id: "1", created_at: at("03T09:00") },
        // named: finds its campaign by the utm campaign's name
        {
          lead_id: "named",
          campaign: "campaign  2",
          source: "fb",
          medium: "cpc",
          created_at: at("02T10:00"),
          status: "Qualified",
        },
        // nowhere: no campaign at all
        { lead_id: "nowhere", source: "newsletter", created_at: at("02T11:00"), status: "HOPEFUL" },
      ],
      "raw.file_lead_status_changes": [
        change("direct", "NEW_LEAD", "02T08:00"),
        change("direct", "QUALIFIED", "04T08:00"),
        change("direct", "MEETING_DONE", "05T08:00"),
        change("direct", "PROPOSAL", "06T20:00"),
        change("direct", "WON", "08T08:00"),
        change("skipped", "MEETING_DONE", "03T09:00"),
        change("skipped", "CALL_AGAIN", "04T09:00"),
        change("back", "LOST", "04T09:00"),
        change("back", "DEMO", "06T09:00"),
        // changed: known by its status changes only
        change("changed", "NOT_QUALIFIED", "05T12:00"),
      ],
      "raw.file_deals": [
        {
          deal_id: "d1",
          lead_id: "skipped",
          stage_text: "Closed Won",
          created_at: at("05T09:00"),
          closed_at: at("09T09:00"),
          value: "1000",
          currency_code: "EUR",
        },
        {
          deal_id: "d2",
          lead_id: "skipped",
          stage_text: "Proposal",
          created_at: at("06T09:00"),
          closed_at: "2026-09-01T00:00:00Z",
          value: "70",
          currency_code: "EUR",
        },
        {
          deal_id: "d3",
          lead_id: "back",
          stage_text: "Closed Won",
          created_at: at("07T09:00"),
          closed_at: at("10T09:00"),
          value: "9",
          currency_code: "USD",
        },
        // d4: a deal without a lead is its own lead
        {
          deal_id: "d4",
          stage_text: "Closed Lost",
          created_at: at("10T09:00"),
          closed_at: at("12T09:00"),
          value: "5",
          currency_code: "EUR",
        },
        // d5: of another file, which states no stage: a list of closed deals
        {
          file_key: "closed",
          deal_id: "d5",
          created_at: at("11T09:00"),
          closed_at: at("13T09:00"),
          value: "44",
          currency_code: "EUR",
        },
      ],
    });
  });
  afterAll(() => warehouse.close());

  test("arrive when the leads file says, else with their first status change, else with their deal", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select lead_id, date_day, platform, campaign_id, channel from marts.int_leads order by lead_id",
      ),
    ).toEqual([
      { lead_id: "back", date_day: "2026-03-03", platform: "meta", campaign_id: "1", channel: "meta" },
      {
        lead_id: "changed",
        date_day: "2026-03-05",
        platform: "(unattributed)",
        campaign_id: "(unattributed)",
        channel: "(unattributed)",
      },
      {
        lead_id: "d4",
        date_day: "2026-03-10",
        platform: "(unattributed)",
        campaign_id: "(unattributed)",
        channel: "(unattributed)",
      },
      {
        lead_id: "d5",
        date_day: "2026-03-11",
        platform: "(unattributed)",
        campaign_id: "(unattributed)",
        channel: "(unattributed)",
      },
      { lead_id: "direct", date_day: "2026-03-02", platform: "meta", campaign_id: "1", channel: "meta" },
      { lead_id: "named", date_day: "2026-03-02", platform: "meta", campaign_id: "2", channel: "meta" },
      {
        lead_id: "nowhere",
        date_day: "2026-03-02",
        platform: "(unattributed)",
        campaign_id: "(unattributed)",
        channel: "email",
      },
      { lead_id: "skipped", date_day: "2026-03-02", platform: "meta", campaign_id: "1", channel: "meta" },
    ]);
  });

  test("keep their status history in order, with stages, gaps and first entries", async () => {
    const history = await rowsOf(
      warehouse,
      "select status, stage, entered_at, left_at, next_stage, is_first_in_stage, event from marts.fct_lead_stages where lead_id = 'skipped' order by change_number",
    );
    expect(history).toEqual([
      {
        status: null,
        stage: "lead",
        entered_at: at("02T09:00"),
        left_at: at("03T09:00"),
        next_stage: "sql",
        is_first_in_stage: true,
        event: "arrival",
      },
      {
        status: "MEETING_DONE",
        stage: "sql",
        entered_at: at("03T09:00"),
        left_at: at("04T09:00"),
        next_stage: "opportunity",
        is_first_in_stage: true,
        event: "status_change",
      },
      {
        status: "CALL_AGAIN",
        stage: null,
        entered_at: at("04T09:00"),
        left_at: at("09T09:00"),
        next_stage: "opportunity",
        is_first_in_stage: false,
        event: "status_change",
      },
      {
        status: "PROPOSAL",
        stage: "opportunity",
        entered_at: null,
        left_at: at("09T09:00"),
        next_stage: "won",
        is_first_in_stage: true,
        event: "deal",
      },
      {
        status: "CLOSED_WON",
        stage: "won",
        entered_at: at("09T09:00"),
        left_at: null,
        next_stage: null,
        is_first_in_stage: true,
        event: "deal",
      },
    ]);
  });

  test("state a stage without a time where a file names a status but no history", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select lead_id, status, stage, entered_at from marts.fct_lead_stages where lead_id in ('named', 'nowhere') and status is not null order by lead_id",
      ),
    ).toEqual([
      { lead_id: "named", status: "QUALIFIED", stage: "mql", entered_at: null },
      { lead_id: "nowhere", status: "HOPEFUL", stage: null, entered_at: null },
    ]);
  });

  test("pass skipped stages, come back after a loss, and win by deal or by history", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select lead_id, reached_mql, reached_sql, reached_opportunity, won_deals, lost_deals, is_open, is_unmapped from marts.int_leads_reached order by lead_id",
      ),
    ).toEqual(
      [
        ["back", true, true, true, 1, 0, false, false],
        ["changed", false, false, false, 0, 1, false, false],
        ["d4", false, false, false, 0, 1, false, false],
        ["d5", true, true, true, 1, 0, false, false],
        ["direct", true, true, true, 1, 0, false, false],
        ["named", true, false, false, 0, 0, true, false],
        ["nowhere", false, false, false, 0, 0, true, true],
        ["skipped", true, true, true, 1, 0, true, false],
      ].map(
        ([lead_id, reached_mql, reached_sql, reached_opportunity, won_deals, lost_deals, is_open, is_unmapped]) => ({
          lead_id,
          reached_mql,
          reached_sql,
          reached_opportunity,
          won_deals,
          lost_deals,
          is_open,
          is_unmapped,
        }),
      ),
    );
  });

  test("stand beside the spend of the day they arrived, in their campaign's currency, money in its own", async () => {
    expect(
      await rowsOf(
        warehouse,
        `select date_day, campaign_id, channel, currency_code, spend, leads, mqls, sqls, opportunities, won_deals, pipeline_value, revenue, revenue_basis, cpl, cac, roas
        from reporting.rpt_performance_daily order by date_day, campaign_id, currency_code`,
      ),
    ).toEqual(
      [
        [
          "2026-02-01",
          "1",
          "meta",
          "EUR",
          "5",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          "attributed",
          null,
          null,
          null,
        ],
        [
          "2026-03-02",
          "(unattributed)",
          "email",
          "EUR",
          null,
          1,
          0,
          0,
          0,
          0,
          null,
          "0",
          "attributed",
          null,
          null,
          null,
        ],
        ["2026-03-02", "1", "meta", "EUR", "100", 2, 2, 2, 2, 2, "70", "1300", "attributed", 50, 50, 13],
        ["2026-03-02", "2", "meta", "EUR", "40", 1, 1, 0, 0, 0, null, "0", "attributed", 40, null, 0],
        ["2026-03-03", "1", "meta", "EUR", "50", 1, 1, 1, 1, 1, null, "0", "attributed", 50, 50, 0],
        ["2026-03-03", "1", "meta", "USD", null, 0, 0, 0, 0, 0, null, "9", "attributed", null, null, null],
        [
          "2026-03-05",
          "(unattributed)",
          "(unattributed)",
          "EUR",
          null,
          1,
          0,
          0,
          0,
          0,
          null,
          "0",
          "attributed",
          null,
          null,
          null,
        ],
        [
          "2026-03-10",
          "(unattributed)",
          "(unattributed)",
          "EUR",
          null,
          1,
          0,
          0,
          0,
          0,
          null,
          "0",
          "attributed",
          null,
          null,
          null,
        ],
        [
          "2026-03-11",
          "(unattributed)",
          "(unattributed)",
          "EUR",
          null,
          1,
          1,
          1,
          1,
          1,
          null,
          "44",
          "attributed",
          null,
          null,
          null,
        ],
        // the last lead or status change is of 11 March: what happened on the 20th is not known
        [
          "2026-03-20",
          "1",
          "meta",
          "EUR",
          "70",
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          "attributed",
          null,
          null,
          null,
        ],
      ].map(
        ([
          date_day,
          campaign_id,
          channel,
          currency_code,
          money,
          leads,
          mqls,
          sqls,
          opportunities,
          won_deals,
          pipeline_value,
          revenue,
          revenue_basis,
          cpl,
          cac,
          roas,
        ]) => ({
          date_day,
          campaign_id,
          channel,
          currency_code,
          spend: money,
          leads,
          mqls,
          sqls,
          opportunities,
          won_deals,
          pipeline_value,
          revenue,
          revenue_basis,
          cpl,
          cac,
          roas,
        }),
      ),
    );
  });

  test("take days between stages only from leads of which both times are known", async () => {
    const [row] = await rowsOf(
      warehouse,
      `select sum(days_lead_to_mql_sum) as lead_to_mql, sum(n_lead_to_mql) as n_lead_to_mql, sum(days_mql_to_sql_sum) as mql_to_sql,
      sum(days_sql_to_opportunity_sum) as sql_to_opportunity, sum(n_sql_to_opportunity) as n_sql_to_opportunity,
      sum(days_lead_to_won_sum) as lead_to_won, sum(n_lead_to_won) as n_lead_to_won, sum(unmapped) as unmapped, sum(open_leads) as open_leads
      from reporting.rpt_funnel_daily`,
    );
    // lead → won: direct 6 days, skipped 7, back 7, d5 2
    expect(row).toEqual({
      lead_to_mql: 2,
      n_lead_to_mql: 1,
      mql_to_sql: 1,
      sql_to_opportunity: 1.5,
      n_sql_to_opportunity: 1,
      lead_to_won: 22,
      n_lead_to_won: 4,
      unmapped: 1,
      open_leads: 3,
    });
  });

  test("show step rates and median days in windows that count back from the data's last day", async () => {
    const steps = await rowsOf(
      warehouse,
      "select window_days, from_stage, entered, passed, step_rate, median_days from reporting.rpt_funnel_steps where platform = 'meta' order by window_days, step_number",
    );
    expect(steps.filter((row) => row.window_days === null)).toEqual([
      { window_days: null, from_stage: "lead", entered: 4, passed: 4, step_rate: 1, median_days: 2 },
      { window_days: null, from_stage: "mql", entered: 4, passed: 3, step_rate: 0.75, median_days: 1 },
      { window_days: null, from_stage: "sql", entered: 3, passed: 3, step_rate: 1, median_days: 1.5 },
      { window_days: null, from_stage: "opportunity", entered: 3, passed: 3, step_rate: 1, median_days: 1.5 },
    ]);
    // 28 days back from 31 March begin on 4 March: no lead of a campaign arrived since
    expect(steps.filter((row) => row.window_days === 28)).toEqual([]);
    expect(steps.filter((row) => row.window_days === 90)).toHaveLength(4);
  });

  test("reconcile with the reports", async () => {
    expect(await failing(warehouse)).toEqual([]);
  });
});

describe("deals without a lead", () => {
  test("are no other lead of the same id, and without a day are a finding", async () => {
    const warehouse = await build({
      "raw.file_leads": [{ lead_id: "7", created_at: at("02T08:00") }],
      "raw.file_deals": [
        { deal_id: "7", stage_text: "Won", created_at: at("03T08:00"), closed_at: at("04T08:00"), value: "5" },
        { deal_id: "8", stage_text: "Prospecting" },
      ],
    });
    expect(
      await rowsOf(warehouse, "select lead_id, date_day, won_deals from marts.int_leads_reached order by lead_id"),
    ).toEqual([
      { lead_id: "7", date_day: "2026-03-02", won_deals: 0 },
      { lead_id: "8", date_day: null, won_deals: 0 },
      { lead_id: "deal:7", date_day: "2026-03-03", won_deals: 1 },
    ]);
    expect(await rowsOf(warehouse, "select check_name, row_count, example from reporting.rpt_data_quality")).toEqual([
      { check_name: "lead_without_day", row_count: 1, example: "8" },
    ]);
    expect(await failing(warehouse)).toEqual([]);
  });
});

describe("leads without any spend", () => {
  test("stand alone in the currency of their value", async () => {
    const warehouse = await build({
      "raw.file_leads": [
        { lead_id: "l", created_at: at("02T08:00"), value: "10", currency_code: "USD", status: "WON" },
      ],
    });
    expect(
      await rowsOf(
        warehouse,
        "select date_day, platform, currency_code, spend, leads, won_deals, revenue, cpl from reporting.rpt_performance_daily",
      ),
    ).toEqual([
      {
        date_day: "2026-03-02",
        platform: "(unattributed)",
        currency_code: "USD",
        spend: null,
        leads: 1,
        won_deals: 1,
        revenue: "10",
        cpl: null,
      },
    ]);
  });

  test("count on the day of the settings' time zone, also when the clock changes", async () => {
    const warehouse = await build({
      "ops.settings": [{ key: "time_zone", value: "Europe/Berlin" }],
      "raw.file_leads": [
        { lead_id: "winter", created_at: "2026-03-28T23:30:00Z" },
        { lead_id: "summer", created_at: "2026-03-29T22:30:00Z" },
        { lead_id: "autumn", created_at: "2026-10-25T22:30:00Z" },
      ],
    });
    expect(await rowsOf(warehouse, "select lead_id, date_day from marts.int_leads order by date_day, lead_id")).toEqual(
      [
        { lead_id: "winter", date_day: "2026-03-29" },
        { lead_id: "summer", date_day: "2026-03-30" },
        { lead_id: "autumn", date_day: "2026-10-25" },
      ],
    );
  });
});
