import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Row, Warehouse } from "../../../functions/warehouse/warehouse.ts";
import { build, failing, rowsOf } from "./build.ts";

const contact = (id: string, row: Row): Row => ({
  account_id: "portal",
  id,
  created_at: "2026-02-01T10:00:00Z",
  stage: "lead",
  ...row,
});
const salesforceLead = (id: string, row: Row): Row => ({
  account_id: "org",
  id,
  created_at: "2026-02-01T10:00:00Z",
  stage: "Open - Not Contacted",
  ...row,
});
const change = (
  object_type: string,
  record_id: string,
  property_name: string,
  changed_at: string,
  stage: string,
): Row => ({
  object_type,
  record_id,
  property_name,
  changed_at: `2026-02-${changed_at}:00Z`,
  stage,
});
const listed = {
  customer_id: "100",
  status: "ENABLED",
  advertising_channel_type: "SEARCH",
  currency_code: "EUR",
  account_time_zone: "UTC",
};

const rows = {
  "raw.google_ads_campaigns": [
    { ...listed, campaign_id: "11", campaign_name: "Brand old", observed_at: "2026-01-01T00:00:00Z" },
    { ...listed, campaign_id: "11", campaign_name: "Brand", observed_at: "2026-02-10T00:00:00Z" },
    {
      ...listed,
      campaign_id: "12",
      campaign_name: "Generic",
      observed_at: "2026-01-01T00:00:00Z",
      final_url_suffix: "utm_campaign=gen-{campaignid}&utm_content={creative}",
    },
  ],
  "raw.google_ads_creatives": [
    {
      customer_id: "100",
      campaign_id: "12",
      ad_group_id: "g12",
      ad_id: "a12",
      final_urls_json: '["https://x.example/?a=1"]',
      observed_at: "2026-01-01T00:00:00Z",
    },
    {
      customer_id: "100",
      campaign_id: "11",
      ad_group_id: "g11",
      ad_id: "a11",
      final_urls_json: '["https://x.example/?utm_campaign=spring%20sale"]',
      observed_at: "2026-01-01T00:00:00Z",
    },
  ],
  "raw.google_ads_clicks": [
    {
      date_day: "2026-02-01",
      customer_id: "100",
      gclid: "click1",
      campaign_id: "12",
      ad_group_id: "g12",
      ad_id: "a12",
    },
  ],
  "raw.hubspot_contacts": [
    contact("1", { gclid: "click1", utm_campaign: "Brand", utm_source: "google", utm_medium: "cpc", person_key: "p1" }),
    contact("2", { utm_campaign: "brand OLD", utm_source: "google", utm_medium: "cpc", person_key: "p2" }),
    contact("3", { utm_campaign: "12", utm_source: "google", utm_medium: "cpc" }),
    contact("4", { utm_campaign: "gen-12", utm_content: "a12", utm_source: "google", utm_medium: "cpc" }),
    contact("5", { utm_campaign: "Spring+Sale", utm_source: "google", utm_medium: "cpc" }),
    contact("6", { utm_campaign: "nobody knows", utm_source: "google", utm_medium: "cpc" }),
    contact("7", { utm_source: "newsletter", utm_medium: "email", merged_ids: "8" }),
    contact("8", { deleted_at: "2026-02-03T00:00:00Z", person_key: "p8" }),
    contact("9", { deleted_at: "2026-02-03T00:00:00Z" }),
  ],
  "raw.hubspot_deals": [
    {
      id: "d1",
      stage: "contractsent",
      created_at: "2026-02-05T00:00:00Z",
      is_closed: false,
      is_won: false,
      amount: "100",
      currency_code: "EUR",
    },
    {
      id: "d2",
      stage: "closedlost",
      created_at: "2026-02-05T00:00:00Z",
      is_closed: true,
      is_won: false,
      closed_at: "2026-02-20T00:00:00Z",
      amount: "70",
      currency_code: "EUR",
    },
    {
      id: "d3",
      stage: "x9",
      stage_label: "Signed",
      created_at: "2026-02-06T00:00:00Z",
      is_closed: true,
      is_won: true,
      closed_at: "2026-02-21T00:00:00Z",
      amount: "55.5",
      currency_code: "EUR",
    },
    // one deal of a contact is won, its other was won and lost again
    {
      id: "d4",
      stage: "closedwon",
      created_at: "2026-02-05T00:00:00Z",
      is_closed: true,
      is_won: true,
      closed_at: "2026-02-19T00:00:00Z",
      amount: "5",
      currency_code: "EUR",
    },
    {
      id: "d5",
      stage: "closedlost",
      created_at: "2026-02-05T00:00:00Z",
      is_closed: true,
      is_won: false,
      closed_at: "2026-02-20T00:00:00Z",
      amount: "6",
      currency_code: "EUR",
    },
  ],
  "raw.hubspot_associations": [
    { deal_id: "d1", contact_id: "1" },
    { deal_id: "d2", contact_id: "2" },
    { deal_id: "d3", contact_id: null },
    { deal_id: "d4", contact_id: "3" },
    { deal_id: "d5", contact_id: "3" },
  ],
  "raw.hubspot_stage_history": [
    change("contact", "1", "lifecyclestage", "01T10:00", "lead"),
    change("contact", "1", "lifecyclestage", "03T10:00", "marketingqualifiedlead"),
    change("contact", "1", "hs_lead_status", "04T10:00", "OPEN"),
    change("contact", "2", "lifecyclestage", "01T10:00", "lead"),
    change("contact", "2", "hs_lead_status", "22T10:00", "UNQUALIFIED"),
    change("contact", "9", "lifecyclestage", "01T10:00", "customer"),
    // won, and lost again: no win
    change("deal", "d2", "dealstage", "06T00:00", "closedwon"),
    change("deal", "d2", "dealstage", "20T00:00", "closedlost"),
    change("deal", "d5", "dealstage", "06T00:00", "closedwon"),
    change("deal", "d5", "dealstage", "20T00:00", "closedlost"),
  ],
  "raw.salesforce_leads": [
    salesforceLead("00Q1", {
      person_key: "s1",
      created_at: "2026-02-02T00:00:00Z",
      is_converted: true,
      converted_opportunity_id: "0061",
      converted_contact_id: "0031",
    }),
    // the same person again, first; and once more in a file
    salesforceLead("00Q2", {
      person_key: "s1",
      created_at: "2026-02-01T00:00:00Z",
      utm_source: "google",
      utm_medium: "organic",
    }),
  ],
  "raw.salesforce_opportunities": [
    {
      id: "0061",
      stage: "Closed Won",
      created_at: "2026-02-10T00:00:00Z",
      is_closed: true,
      is_won: true,
      amount: "500",
      currency_code: "USD",
      closed_on: "2026-02-15",
      account_time_zone: "America/New_York",
    },
  ],
  "raw.file_leads": [
    { lead_id: "f1", person_key: "s1", created_at: "2026-01-01T00:00:00Z", status: "NEW" },
    { lead_id: "f2", person_key: "nobody else", created_at: "2026-02-04T00:00:00Z", status: "NEW" },
    { lead_id: "f3", person_key: "nobody else", created_at: "2026-02-04T00:00:00Z", status: "NEW" },
  ],
};

describe("leads of CRMs", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await build(rows);
  });
  afterAll(() => warehouse.close());

  test("count once for a person, not after deletion, and merged into the one that stayed", async () => {
    const leads = await rowsOf(warehouse, "select lead_id from marts.int_leads order by lead_id");
    expect(leads.map((row) => row.lead_id)).toEqual([
      "f2",
      "f3",
      ...["1", "2", "3", "4", "5", "6", "7"].map((id) => `hubspot:${id}`),
      "hubspot:deal:d3",
      "salesforce:00Q2",
    ]);
  });

  test("find their campaign by click id, id, present or former name, or the tags of the ad's link", async () => {
    const leads = await rowsOf(
      warehouse,
      "select lead_id, campaign_id, ad_id, channel, resolved_by from marts.int_leads where crm = 'hubspot' and lead_id not like '%deal%' order by lead_id",
    );
    expect(leads.map((row) => Object.values(row))).toEqual([
      ["hubspot:1", "12", "a12", "paid_search", "gclid"],
      ["hubspot:2", "11", null, "paid_search", "utm_name"],
      ["hubspot:3", "12", null, "paid_search", "utm_id"],
      ["hubspot:4", "12", "a12", "paid_search", "final_url_suffix"],
      ["hubspot:5", "11", null, "paid_search", "final_url"],
      ["hubspot:6", "(unattributed)", null, "paid_search", "(unresolved)"],
      ["hubspot:7", "(unattributed)", null, "email", null],
    ]);
  });

  test("move through the funnel by their own history and their deals", async () => {
    const stages = await rowsOf(
      warehouse,
      "select lead_id, crm, event, stage, entered_at from marts.fct_lead_stages where lead_id in ('hubspot:1', 'hubspot:2', 'salesforce:00Q2') order by lead_id, change_number",
    );
    expect(stages.map((row) => Object.values(row))).toEqual([
      ["hubspot:1", "hubspot", "status_change", "lead", "2026-02-01T10:00:00Z"],
      ["hubspot:1", "hubspot", "status_change", "mql", "2026-02-03T10:00:00Z"],
      ["hubspot:1", "hubspot", "deal", "opportunity", null],
      ["hubspot:2", "hubspot", "status_change", "lead", "2026-02-01T10:00:00Z"],
      ["hubspot:2", "hubspot", "deal", "won", "2026-02-06T00:00:00Z"],
      ["hubspot:2", "hubspot", "deal", "lost", "2026-02-20T00:00:00Z"],
      ["hubspot:2", "hubspot", "status_change", "lost", "2026-02-22T10:00:00Z"],
      ["salesforce:00Q2", "salesforce", "lead_status", "lead", "2026-02-01T00:00:00Z"],
      // the end of 15 February in New York
      ["salesforce:00Q2", "salesforce", "deal", "won", "2026-02-16T04:59:59.999999Z"],
    ]);
  });

  test("bring their won deals as conversions, at the person's one lead, and none that was lost again", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select conversion_id, person_id, value, currency_code from marts.fct_conversions where conversion_type = 'deal' order by conversion_id",
      ),
    ).toEqual([
      { conversion_id: "deal:hubspot:deal:d3", person_id: "hubspot:deal:d3", value: "55.5", currency_code: "EUR" },
      { conversion_id: "deal:hubspot:deal:d4", person_id: "hubspot:3", value: "5", currency_code: "EUR" },
      { conversion_id: "deal:salesforce:deal:0061", person_id: "s1", value: "500", currency_code: "USD" },
    ]);
    expect(
      await rowsOf(
        warehouse,
        "select lead_id, won_deals, lost_deals, is_open from marts.int_leads_reached where lead_id in ('hubspot:1', 'hubspot:2') order by lead_id",
      ),
    ).toEqual([
      { lead_id: "hubspot:1", won_deals: 0, lost_deals: 0, is_open: true },
      { lead_id: "hubspot:2", won_deals: 0, lost_deals: 1, is_open: false },
    ]);
  });

  test("arrive with a click that is a touch", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select touch_id, person_id, channel, is_paid, campaign_id, ad_id, resolved_by from marts.fct_touches where touch_id in ('lead:hubspot:1', 'lead:hubspot:7', 'lead:f2') order by touch_id",
      ),
    ).toEqual([
      {
        touch_id: "lead:hubspot:1",
        person_id: "p1",
        channel: "paid_search",
        is_paid: true,
        campaign_id: "12",
        ad_id: "a12",
        resolved_by: "gclid",
      },
      {
        touch_id: "lead:hubspot:7",
        person_id: "hubspot:7",
        channel: "email",
        is_paid: false,
        campaign_id: null,
        ad_id: null,
        resolved_by: null,
      },
    ]);
  });

  test("reconcile in every assertion", async () => {
    expect(await failing(warehouse)).toEqual([]);
  });
});

describe("currency of leads without a campaign", () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    const source = (name: string, currency_code: string | null): Row => ({
      source: name,
      account_id: name,
      currency_code,
      status: "ok",
      observed_at: "2026-02-01T00:00:00Z",
    });
    const spend = (campaign_id: string, currency_code: string): Row => ({
      date_day: "2026-02-01",
      customer_id: campaign_id,
      campaign_id,
      cost_micros: 1_000_000,
      currency_code,
      account_time_zone: "UTC",
    });
    warehouse = await build({
      "ops.source_accounts": [source("hubspot", "EUR"), source("salesforce", null)],
      "raw.google_ads_campaign_daily": [spend("1", "EUR"), spend("2", "USD")],
      "raw.hubspot_contacts": [contact("1", {}), contact("2", {})],
      "raw.hubspot_deals": [
        { id: "d1", stage: "closedwon", is_closed: true, is_won: true, amount: "10", currency_code: "EUR" },
      ],
      "raw.hubspot_associations": [{ deal_id: "d1", contact_id: "1" }],
      "raw.salesforce_leads": [
        salesforceLead("00Q1", { is_converted: true, converted_opportunity_id: "0061" }),
        salesforceLead("00Q2", {}),
      ],
      "raw.salesforce_opportunities": [
        { id: "0061", stage: "Closed Won", is_closed: true, is_won: true, amount: "20", currency_code: "USD" },
      ],
    });
  });
  afterAll(() => warehouse.close());

  test("is that of the CRM's account, else of its values, the same whether a lead was won or not", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select currency_code, leads, won_deals, won_value from marts.int_leads_daily where leads > 0 order by currency_code",
      ),
    ).toEqual([
      { currency_code: "EUR", leads: 2, won_deals: 1, won_value: "10" },
      { currency_code: "USD", leads: 2, won_deals: 1, won_value: "20" },
    ]);
  });

  test("is theirs where credit for them is counted, too", async () => {
    expect(
      await rowsOf(
        warehouse,
        "select currency_code, sum(credit) as credit from reporting.rpt_attribution_daily where conversion_type = 'lead' and date_basis = 'conversion' and credit > 0 group by currency_code order by currency_code",
      ),
    ).toEqual([
      { currency_code: "EUR", credit: 2 },
      { currency_code: "USD", credit: 2 },
    ]);
  });
});
