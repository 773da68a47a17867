import { describe, expect, it } from "vitest";
import { counts, detailOf, parseText } from "./parse-text.ts";

describe("ad reports over a period", () => {
  const meta = (rows: readonly string[]) =>
    ["Reporting starts,Reporting ends,Ad set name,Amount spent (GBP),Impressions,Link clicks", ...rows].join("\n");

  it("never let a row of several days into a daily table, and let one of a single day in", async () => {
    const parsed = await parseText(
      meta(["2026-01-01,2026-01-31,Broad,10,100,3", "2026-02-01,2026-02-01,Broad,2,20,1"]),
    );
    expect(parsed.rows["raw.file_ad_periods"]).toMatchObject([
      {
        row_number: 1,
        period_start: "2026-01-01",
        period_end: "2026-01-31",
        spend: "10",
        platform: "facebook_ads",
        currency_code: "GBP",
        link_clicks: 3,
      },
    ]);
    expect(parsed.rows["raw.file_ad_daily"]).toMatchObject([
      { row_number: 2, date_day: "2026-02-01", date_confidence: "exact", spend: "2" },
    ]);
    expect(parsed.file.account).toMatchObject({ rowsRead: 2, rowsLoaded: 2 });
  });

  it("take the period from a line above the header", async () => {
    const parsed = await parseText(
      'Campaign report\n"October 5, 2026 - October 7, 2026"\nCampaign,Currency code,Cost,Impr.,Clicks\nA,EUR,5.00,100,2\nTotal: Account,,5.00,100,2\n',
    );
    expect(parsed.rows["raw.file_ad_periods"]).toMatchObject([
      { period_start: "2026-10-05", period_end: "2026-10-07", platform: "google_ads", spend: "5" },
    ]);
    expect(parsed.file.account).toMatchObject({ rowsRead: 4, rowsLoaded: 1, rowsDropped: 3 });
  });

  it("know that a week has seven days and a month its own", async () => {
    const week = await parseText("Week,Campaign,Cost\n2026-01-05,A,1\n");
    expect(week.rows["raw.file_ad_periods"]).toMatchObject([{ period_start: "2026-01-05", period_end: "2026-01-11" }]);
    const month = await parseText("Month,Campaign,Cost\n2026-02-01,A,1\n");
    expect(month.rows["raw.file_ad_periods"]).toMatchObject([{ period_start: "2026-02-01", period_end: "2026-02-28" }]);
    const names = await parseText("Month,Campaign,Cost\nFebruary 2028,A,1\nMar 2028,A,1\n2028-04,A,1\nsoon,A,1\n");
    expect(names.rows["raw.file_ad_periods"]?.map(({ period_end }) => period_end)).toEqual([
      "2028-02-29",
      "2028-03-31",
      "2028-04-30",
    ]);
    expect(names.quarantined).toMatchObject([{ column_name: "Month", got: "soon" }]);
  });

  it("are refused where a column with an unknown header is full of days: its spend would be on no day", async () => {
    const text = "Berichtstag,Campaign,Cost\n31.01.2026,A,1\n1.2.2026,A,2\n";
    await expect(parseText(text)).rejects.toMatchObject({
      kind: "data",
      fix: expect.stringContaining('--map "Berichtstag=date_day"'),
    });
    expect((await parseText(text, { map: { date_day: "Berichtstag" } })).file.account).toMatchObject({
      firstDay: "2026-01-31",
      lastDay: "2026-02-01",
    });
    expect((await parseText(text, { family: "ad_periods" })).file.account).toMatchObject({
      rowsLoaded: 2,
      firstDay: null,
    });
  });

  it("keep a figure that is only a bound as written, flagged", async () => {
    const parsed = await parseText(
      "day,campaign,cost,Search impr. share\n2026-01-01,A,1,< 10%\n2026-01-02,A,1,45%\n2026-01-03,A,1,n/k\n",
    );
    expect(parsed.rows["raw.file_ad_daily"]).toMatchObject([
      { flags: "bound_below", properties_json: '{"Search impr. share":"< 10%"}' },
      { flags: "", properties_json: '{"Search impr. share":"45%"}' },
      { flags: "" },
    ]);
  });

  it("load without a period where the file names none, with its stated ratios in shares", async () => {
    const parsed = await parseText(
      "campaign_id;clicks;impressions;reach;spend;ctr;cpl\n5;40;900;800;12,40;4,44%;3,10\n6;10;500;400;2,00;9,00%;1,00\n",
    );
    expect(parsed.rows["raw.file_ad_periods"]).toMatchObject([
      { period_start: null, period_end: null, stated_ctr: 0.0444, stated_cpl: 3.1, flags: "" },
      { stated_ctr: 0.09, flags: "stated_ratio_differs" },
    ]);
    const qualified = await parseText("campaign id,qualified percentage\n5,35.2\n6,0.9\n");
    expect(qualified.rows["raw.file_ad_periods"]?.map(({ stated_qualified_rate }) => stated_qualified_rate)).toEqual([
      0.35200000000000004, 0.009000000000000001,
    ]);
  });
});

describe("a table without spend", () => {
  const header =
    "Campaign_ID,Channel_Used,Date,Clicks,Impressions,Conversion_Rate,Acquisition_Cost,ROI,Engagement_Score";
  const text = `${header}\n1,Email,2026-01-01,100,1000,0.04,$20.00,1.5,6\n`;

  it("keeps spend and revenue unknown until settings say what acquisition_cost is", async () => {
    const parsed = await parseText(text);
    expect(parsed.rows["raw.file_ad_daily"]).toMatchObject([
      {
        spend: null,
        conversion_value: null,
        conversions: 4,
        channel: "Email",
        derived_from: '{"conversions":"conversion_rate × clicks"}',
      },
    ]);
  });

  it("derives 100 × 0.04 × 20 = 80 of spend and 80 × 2.5 = 200 of revenue per conversion, and says how", async () => {
    const parsed = await parseText(text, { acquisitionCost: "per_conversion" });
    const [row] = parsed.rows["raw.file_ad_daily"] ?? [];
    expect(row).toMatchObject({ conversions: 4, spend: "80", conversion_value: "200", flags: "derived" });
    expect(JSON.parse(String(row?.derived_from))).toEqual({
      conversions: "conversion_rate × clicks",
      spend: "acquisition_cost × conversions",
      conversion_value: "spend × (1 + roi)",
    });
  });

  it("takes acquisition_cost for the spend where it is the total", async () => {
    const parsed = await parseText(text, { acquisitionCost: "total" });
    expect(parsed.rows["raw.file_ad_daily"]).toMatchObject([{ spend: "20", conversion_value: "50" }]);
  });
});

describe("aggregated paths", () => {
  it("count equal rows each: they are no copies", async () => {
    const parsed = await parseText("path,conversions\nA > B,1\nA > B,1\nB,2\n");
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 3, rowsMerged: 0 });
    expect(counts(parsed)).toEqual({ repeated_key: 2 });
  });
});

describe("sessions, touches, conversions, paths", () => {
  it("a flag column makes the session a conversion called like the flag; blank is no source", async () => {
    const parsed = await parseText(
      "Visit ID|Visitor ID|Session Start|utm_source|Registered\nv1|u1|2026-01-01 10:00:00|blank|TRUE\nv2|u1|2026-01-02 10:00:00|newsletter|no\n",
      { timeZone: "Europe/Berlin" },
    );
    expect(parsed.file.family).toBe("sessions");
    expect(parsed.rows["raw.file_sessions"]).toMatchObject([
      {
        session_id: "v1",
        user_id: "u1",
        session_start_at: "2026-01-01T09:00:00Z",
        source: null,
        is_conversion: true,
        conversion_type: "registered",
      },
      { session_id: "v2", source: "newsletter", is_conversion: false, conversion_type: null },
    ]);
    expect(parsed.file.findings.some(({ checkName }) => checkName === "time_zone_assumed")).toBe(false);
  });

  it("keeps the events of one session apart", async () => {
    const parsed = await parseText(
      "session_id,user_id,event_ts,event_name\n1,7,2026-01-01 10:00:00,view\n1,7,2026-01-01 10:05:00,view\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 2, rowsQuarantined: 0 });
  });

  it("recognises a touch log, conversions and aggregated paths", async () => {
    const touches = await parseText("user id,touch time,channel\n1,2026-01-01T10:00:00Z,Email\n");
    expect(touches.rows["raw.file_touches"]).toMatchObject([
      { user_id: "1", touch_at: "2026-01-01T10:00:00Z", channel: "Email" },
    ]);
    const conversions = await parseText(
      "transaction id,customer id,conversion date,amount,currency\nT1,1,2026-01-03,9.90,EUR\n",
    );
    expect(conversions.rows["raw.file_conversions"]).toMatchObject([
      { conversion_id: "T1", is_day_only: true, value: "9.9", currency_code: "EUR" },
    ]);
    const paths = await parseText(
      "path;total_conversions;total_conversion_value;total_null\nEmail > Search;2;30.5;7\n",
    );
    expect(paths.rows["raw.file_paths"]).toMatchObject([
      { path: "Email > Search", conversions: 2, conversion_value: "30.5", null_journeys: 7 },
    ]);
  });
});

describe("leads, deals, orders", () => {
  it("normalises statuses, keeps them as read, and lists those without a stage", async () => {
    const parsed = await parseText(
      "lead_id,status,created_at\n1,new-lead,2026-01-01 00:00:00\n1,Call Back,2026-01-02 00:00:00\n",
      { stages: { NEW_LEAD: "lead" } },
    );
    expect(parsed.rows["raw.file_lead_status_changes"]).toMatchObject([
      { status: "NEW_LEAD", status_text: "new-lead", changed_at: "2026-01-01T00:00:00Z" },
      { status: "CALL_BACK", status_text: "Call Back" },
    ]);
    expect(counts(parsed)).toEqual({ unmapped_status: 1 });
    expect(detailOf(parsed, "unmapped_status")).toContain("CALL_BACK");
  });

  it("reads deals with months first where a day above 12 proves it", async () => {
    const parsed = await parseText(
      "opportunity_id,account,deal_stage,engage_date,close_date,close_value\nO1,Acme,Won,10/20/2025,3/1/2026,1054\nO2,Bolt,Engaging,11/3/2025,,\n",
    );
    expect(parsed.rows["raw.file_deals"]).toMatchObject([
      {
        deal_id: "O1",
        account_name: "Acme",
        stage_text: "Won",
        created_at: "2025-10-20T00:00:00Z",
        closed_at: "2026-03-01T00:00:00Z",
        value: "1054",
      },
      { deal_id: "O2", created_at: "2025-11-03T00:00:00Z", closed_at: null, value: null },
    ]);
  });

  it("takes each product of an order for a row of its own", async () => {
    const parsed = await parseText(
      "order_id,customer_id,order_date,product,value\n1,c,2026-01-01,A,10\n1,c,2026-01-01,B,20\n",
    );
    expect(parsed.file.account.rowsLoaded).toBe(2);
  });

  it("a fact is a number or a text, long or one column a fact", async () => {
    const long = await parseText(
      "lead_id,fact,value,known_at\n1,age,34,2026-01-01T00:00:00Z\n1,city,Cairo,2026-01-01T00:00:00Z\n",
    );
    expect(long.rows["raw.file_lead_facts"]).toMatchObject([
      { fact: "age", value_number: 34, value_text: null },
      { fact: "city", value_number: null, value_text: "Cairo" },
    ]);
    const wide = await parseText("contact,age,city\n1,34,Cairo\n2,,Giza\n", {
      family: "lead_facts",
      map: { lead_id: "contact" },
    });
    expect(wide.file.account).toMatchObject({ rowsRead: 2, rowsLoaded: 2 });
    expect(
      wide.rows["raw.file_lead_facts"]
        ?.map(({ lead_id, fact, value_number, value_text }) => [lead_id, fact, value_number, value_text])
        .toSorted(),
    ).toEqual([
      ["1", "age", 34, null],
      ["1", "city", null, "Cairo"],
      ["2", "city", null, "Giza"],
    ]);
  });
});

describe("flags of the command line", () => {
  it("a platform said by a person wins over the column, which stays in the properties, and stands for a campaign", async () => {
    const both = await parseText("day,campaign,platform,cost\n2026-01-01,A,fb,1\n", {
      platform: "facebook_ads",
      account: "42",
    });
    expect(both.rows["raw.file_ad_daily"]).toMatchObject([
      { platform: "facebook_ads", account_id: "42", properties_json: '{"platform":"fb"}' },
    ]);
    const alone = await parseText("day,cost\n2026-01-01,1\n", { platform: "tv" });
    expect(alone.rows["raw.file_ad_daily"]).toMatchObject([{ platform: "tv", spend: "1" }]);
  });

  it("a word nobody knows as a currency does not become the currency of the flag; a shared sign does", async () => {
    const parsed = await parseText(
      "day,campaign,cost,currency\n2026-01-01,A,1,doubloons\n2026-01-02,A,1,$\n2026-01-03,A,1,€\n",
      { currency: "CAD" },
    );
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ currency_code }) => currency_code)).toEqual(["XXX", "CAD", "EUR"]);
  });

  it("columns of a file without a header", async () => {
    const parsed = await parseText("2026-01-01,A,1.5\n2026-01-02,A,2.5\n", { columns: ["day", "campaign", "cost"] });
    expect(parsed.file.account).toMatchObject({ rowsRead: 2, rowsLoaded: 2, spendLoaded: "4" });
  });
});

describe("context files", () => {
  it("reads series, experiments, holidays, rates and lift tests", async () => {
    const only = async (text: string) => Object.values((await parseText(text)).rows)[0]?.[0];
    expect(await only("date,series,value,geo\n2026-01-01,rate,4.25,\n")).toMatchObject({
      date_day: "2026-01-01",
      series: "rate",
      value: 4.25,
      geo: null,
    });
    expect(
      await only("experiment_id,name,arm,unit,entity_id,started_on,share\ne1,Geo,test,geo,NRW,2026-01-01,50%\n"),
    ).toMatchObject({ experiment_id: "e1", arm: "test", share: 0.5, started_on: "2026-01-01" });
    expect(await only("country,date,holiday,type\nDE,2026-12-25,Christmas,public\n")).toMatchObject({
      country_code: "DE",
      holiday_date: "2026-12-25",
      name: "Christmas",
      kind: "public",
    });
    expect(await only("date,base,quote,rate\n2026-01-01,usd,EUR,0.8512\n")).toMatchObject({
      from_currency: "USD",
      to_currency: "EUR",
      rate: "0.8512",
    });
    expect(
      await only(
        "test id,channel,window_start,window_end,spend_delta,lift,lift_se\nL1,tv,2026-01-01,2026-01-14,-500,12,3\n",
      ),
    ).toMatchObject({ lift_test_id: "L1", spend_delta: "-500", lift: 12, lift_se: 3 });
  });

  it("turns a wide marketing-mix file into series: exposure is the value, money the spend", async () => {
    const parsed = await parseText("week,sales,tv_grp,tv_cost,search,price\n2026-01-05,100,7,50,9,1.5\n", {
      family: "mmm_panel",
      map: {
        kpi: "sales",
        "media:tv": "tv_grp",
        "spend:tv": "tv_cost",
        "spend:search": "search",
        "control:price": "price",
      },
      currency: "EUR",
    });
    expect(
      parsed.rows["raw.file_mmm_panel"]
        ?.map(({ series_kind, series, value, spend, currency_code }) => [
          series_kind,
          series,
          value,
          spend,
          currency_code,
        ])
        .toSorted(),
    ).toEqual([
      ["control", "price", 1.5, null, null],
      ["kpi", "sales", 100, null, null],
      ["media", "search", 9, "9", "EUR"],
      ["media", "tv", 7, "50", "EUR"],
    ]);
  });

  it("keeps any table as a lookup when named, by its first column, and only then", async () => {
    const parsed = await parseText(
      "sales_agent,manager,office\nAna,Max,West\n",
      { family: "lookup" },
      "sales_teams.csv",
    );
    expect(parsed.rows["raw.file_lookup"]).toMatchObject([
      { lookup: "sales_teams", key: "Ana", properties_json: '{"manager":"Max","office":"West"}' },
    ]);
    await expect(parseText("sales_agent,manager,office\nAna,Max,West\n")).rejects.toThrow(/known kind of file/);
  });
});
