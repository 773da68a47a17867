import { describe, expect, it } from "vitest";
import { counts, detailOf, parseText } from "./parse-text.ts";

const daily = (lines: readonly string[]) => ["Datum;Kampagne;Kosten (€);Impressionen;Klicks", ...lines].join("\n");

describe("what an ad file's rows become", () => {
  it("reads headers in another language and dialect, and takes the currency from the header", async () => {
    const parsed = await parseText(daily(["31.01.2026;Winter;1.234,50;10.000;120", "01.02.2026;Winter;10,00;900;12"]));
    expect(parsed.file.family).toBe("ad_daily");
    expect(
      parsed.rows["raw.file_ad_daily"]?.map(
        ({ date_day, spend, currency_code, impressions, clicks, campaign_name }) => [
          date_day,
          spend,
          currency_code,
          impressions,
          clicks,
          campaign_name,
        ],
      ),
    ).toEqual([
      ["2026-01-31", "1234.5", "EUR", 10000, 120, "Winter"],
      ["2026-02-01", "10", "EUR", 900, 12, "Winter"],
    ]);
    expect(parsed.file.account).toMatchObject({
      spendRead: "1244.5",
      currencyCode: "EUR",
      firstDay: "2026-01-31",
      lastDay: "2026-02-01",
    });
  });

  it("drops a totals row, counts it and says that it agrees with the rows", async () => {
    const parsed = await parseText(
      "Day,Campaign,Ad spend,Clicks\n2026-01-01,A,10.10,5\n2026-01-02,B,20.20,7\nGrand total,,30.30,12\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsRead: 3, rowsLoaded: 2, rowsDropped: 1, spendRead: "30.3" });
    expect(detailOf(parsed, "totals_row")).toContain("spend 30.3 stated, 30.3 in the rows");
    expect(detailOf(parsed, "totals_row")).not.toContain("DIFFER");
  });

  it("says so when a stated total is not what the rows add up to", async () => {
    const parsed = await parseText(
      "Day,Campaign,Ad spend,Clicks\n2026-01-01,A,10,5\n2026-01-02,B,20,7\nTotal: Account,,99,12\n",
    );
    expect(detailOf(parsed, "totals_row")).toContain("spend 99 stated, 30 in the rows");
    expect(detailOf(parsed, "totals_row")).toContain("DIFFER");
  });

  it.each([
    "Gesamt: Konto",
    "Итого",
    "TOTALE",
    "合计",
    "الإجمالي",
    "Results from 2 campaigns",
  ])("knows %j for a total", async (label) => {
    const parsed = await parseText(`day,campaign,cost,clicks\n2026-01-01,A,10,5\n2026-01-02,B,20,7\n,${label},30,12\n`);
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 2, rowsDropped: 1 });
  });

  it("drops a row without any name whose figures are the sum of the others, and keeps one that only lacks a name", async () => {
    const total = await parseText("date,campaign name,cost,clicks\n2026-01-01,A,10,5\n2026-01-02,B,20,7\n,,30,12\n");
    expect(total.file.account).toMatchObject({ rowsLoaded: 2, rowsDropped: 1 });
    const nameless = await parseText(
      "date,campaign name,cost,clicks\n2026-01-01,A,10,5\n2026-01-02,,20,7\n2026-01-02,B,1,1\n",
    );
    expect(nameless.file.account).toMatchObject({ rowsLoaded: 3, rowsDropped: 0, spendLoaded: "31" });
  });

  it("keeps a campaign that is called Total", async () => {
    const parsed = await parseText(
      "date,campaign name,cost,clicks\n2026-01-01,Total Wellness,10,5\n2026-01-02,Total Wellness,20,7\n2026-01-02,Other,5,1\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 3, rowsDropped: 0 });
  });

  it("drops a subtotal of a day, but not a lone row that equals its neighbour", async () => {
    const parsed = await parseText(
      "date,campaign name,cost,clicks\n2026-01-01,A,10,5\n2026-01-01,B,20,7\n2026-01-01,Total,30,12\n2026-01-02,A,4,2\n2026-01-02,,4,2\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 4, rowsDropped: 1, spendLoaded: "38" });
  });

  it("merges rows equal in every column, with an id or without", async () => {
    const parsed = await parseText(
      "date,campaign name,cost,clicks,note\n2026-01-01,A,10,5,x\n2026-01-01,A,10,5,x\n2026-01-01,A,10,5,x\n2026-01-01,A,10,5,y\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsRead: 4, rowsLoaded: 2, rowsMerged: 2, spendLoaded: "20" });
    expect(parsed.file.findings.find(({ checkName }) => checkName === "exact_duplicate")).toMatchObject({
      rowCount: 2,
      amount: "20",
    });
  });

  it("keeps the last row of an id with two readings and quarantines the earlier ones", async () => {
    const parsed = await parseText(
      "day,ad id,cost,clicks\n2026-01-01,7,10,5\n2026-01-01,8,1,1\n2026-01-01,7,12,6\n2026-01-02,7,3,1\n",
    );
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ row_number, spend }) => [row_number, spend])).toEqual([
      [2, "1"],
      [3, "12"],
      [4, "3"],
    ]);
    expect(parsed.quarantined).toMatchObject([{ row_number: 1, reason: "conflicting_key" }]);
    expect(parsed.file.account).toMatchObject({ rowsQuarantined: 1, rowsBad: 0, spendQuarantined: "10" });
  });

  it("does not take an ad and a campaign with the same number for the same thing", async () => {
    const parsed = await parseText("day,campaign id,ad id,cost\n2026-01-01,7,,10\n2026-01-01,1,7,12\n");
    expect(parsed.file.account.rowsLoaded).toBe(2);
  });

  it("does not trust an id that a spreadsheet rounded: no row is held back for it", async () => {
    const parsed = await parseText("day,ad id,cost\n2026-01-01,1.23E+15,10\n2026-01-01,1.23E+15,12\n");
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 2, rowsQuarantined: 0, spendLoaded: "22" });
    expect(counts(parsed)).toMatchObject({ damaged_id: 2 });
  });

  it("takes a device, or a split without a column of its own, for part of the key", async () => {
    const parsed = await parseText(
      "day,campaign id,device,Placement,cost\n2026-01-01,7,mobile,feed,10\n2026-01-01,7,desktop,feed,11\n2026-01-01,7,mobile,story,12\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 3, rowsQuarantined: 0 });
  });

  it("loads and flags rows without an id that say different things about one campaign and day", async () => {
    const parsed = await parseText(
      "day,campaign,cost,clicks\n2026-01-01,A,10,5\n2026-01-01,A,12,6\n2026-01-02,A,12,6\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 3, rowsFlagged: 2 });
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ flags }) => flags)).toEqual(["repeated_key", "repeated_key", ""]);
  });

  it("flags what cannot be and what is odd, and keeps it", async () => {
    const parsed = await parseText(
      [
        "day,campaign,cost,impressions,clicks",
        "2026-01-01,A,10,100,101",
        "2026-01-02,A,-3,100,1",
        "2026-01-03,A,5,0,0",
        "2026-01-04,A,,100,1",
        "2026-01-05,A,60,100,10",
        "2026-01-06,A,49,100,10",
      ].join("\n"),
      { maxCpc: { EGP: 300, EUR: 5 }, currency: "EUR" },
    );
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ flags }) => flags)).toEqual([
      "clicks_over_impressions",
      "negative_spend",
      "spend_without_impressions",
      "null_spend",
      "max_cpc",
      "",
    ]);
    expect(parsed.file.findings.find(({ checkName }) => checkName === "negative_spend")).toMatchObject({
      rowCount: 1,
      amount: "-3",
    });
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 6, rowsFlagged: 5, spendLoaded: "121" });
  });

  it("judges no cost per click by another currency's limit", async () => {
    const parsed = await parseText("day,campaign,cost,clicks\n2026-01-05,A,60,10\n", {
      maxCpc: { USD: 5 },
      currency: "EGP",
    });
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ flags }) => flags)).toEqual([""]);
  });

  it("flags a day above Q3 + 3 IQR of its own campaign: 10, 11, 12, 13, 14 and 21 against 20", async () => {
    const days = [10, 11, 12, 13, 14];
    const line = (campaign: string, spend: number, day: number) =>
      `2026-01-${String(day).padStart(2, "0")},${campaign},${spend}`;
    // Of 10…14 and x the quartiles are 11.25 and 13.75: the fence is 13.75 + 3 × 2.5 = 21.25.
    const at = async (x: number) =>
      counts(
        await parseText(
          [
            "day,campaign,cost",
            ...days.map((spend, i) => line("A", spend, i + 1)),
            line("A", x, 6),
            ...days.map((spend, i) => line("B", spend * 100, i + 1)),
          ].join("\n"),
        ),
      );
    expect((await at(21)).outlier_day).toBeUndefined();
    expect((await at(22)).outlier_day).toBe(1);
  });

  it("lists the days a campaign has no row for", async () => {
    const parsed = await parseText(
      "day,campaign,cost\n2026-01-01,A,1\n2026-01-04,A,1\n2026-01-01,B,1\n2026-01-02,B,1\n",
    );
    expect(counts(parsed).missing_days).toBe(2);
    expect(detailOf(parsed, "missing_days")).toContain("A: 2026-01-02, 2026-01-03");
  });

  it("recomputes a stated ratio, in its own precision and unit", async () => {
    const parsed = await parseText(
      "day,campaign,impressions,clicks,cost,CTR (all),CPC\n2026-01-01,A,900,40,12.4,4.44,0.31\n2026-01-02,A,900,40,12.4,4.44,0.35\n",
    );
    expect(counts(parsed).stated_ratio_differs).toBe(1);
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ flags }) => flags)).toEqual(["", "stated_ratio_differs"]);
  });

  it("flags days outside the campaign where its dates are known", async () => {
    const campaigns = [{ campaignId: "7", startedOn: "2026-01-02", stoppedOn: null }];
    const parsed = await parseText("day,campaign id,cost\n2026-01-01,7,1\n2026-01-02,7,1\n2026-01-01,8,1\n", {
      campaigns,
    });
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ flags }) => flags)).toEqual(["outside_campaign", "", ""]);
  });

  it("takes names that differ in a country or language for different ones, not in a short word", async () => {
    const names = ["EU | Brand", "US | Brand", "eu_Brand", "Back to School", "Back ot School"];
    const lines = names.map((name, i) => `2026-01-0${i + 1},${name},1`);
    const parsed = await parseText(`day,campaign,cost\n${lines.join("\n")}\n`);
    expect(counts(parsed).near_spelling).toBe(1);
    expect(detailOf(parsed, "near_spelling")).toContain("Back ot School");
  });

  it("suggests names that are a slip apart and leaves them as they are; a digit makes another name", async () => {
    const parsed = await parseText(
      "day,campaign,cost\n2026-01-01,Retargeting,1\n2026-01-02,Retargeting,1\n2026-01-03,Retargetting,1\n2026-01-04,Flight 1,1\n2026-01-05,Flight 2,1\n",
    );
    expect(counts(parsed).near_spelling).toBe(1);
    expect(parsed.rows["raw.file_ad_daily"]?.[2]?.campaign_name).toBe("Retargetting");
    const joined = await parseText("day,campaign,cost\n2026-01-03,retar getting,1\n", {
      aliases: { Retargetting: "Retargeting", "Retar-Getting": "Retargeting" },
    });
    expect(joined.rows["raw.file_ad_daily"]?.[0]?.campaign_name).toBe("Retargeting");
  });

  it("flags a text that a spreadsheet would run, and a negative number is none", async () => {
    const parsed = await parseText("day,campaign,cost\n2026-01-01,=HYPERLINK(1),1\n2026-01-02,A,-4\n");
    expect(parsed.rows["raw.file_ad_daily"]?.map(({ flags }) => flags)).toEqual(["formula_cell", "negative_spend"]);
  });

  it("quarantines a cell that is no value, with what was expected, and never reads it as zero", async () => {
    const parsed = await parseText(
      "day,campaign,cost,clicks\n2026-01-01,A,ten,5\n2026-01-02,A,10,5\nyesterday,A,10,5\n2026-01-04,A,10,5\n",
    );
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 2, rowsQuarantined: 2, rowsBad: 2 });
    expect(parsed.quarantined).toMatchObject([
      { row_number: 1, column_name: "cost", expected: "an amount of money", got: "ten", reason: "bad_value" },
      { row_number: 3, column_name: "day", expected: "a date", got: "yesterday", reason: "bad_value" },
    ]);
    expect(JSON.parse(String(parsed.quarantined[0]?.payload_redacted))).toEqual({
      day: "2026-01-01",
      campaign: "A",
      cost: "ten",
      clicks: "5",
    });
  });

  it("holds back dates with two readings only when told to be strict, and says what was read", async () => {
    const text = "day,campaign,cost\n01/02/2026,A,1\n03/04/2026,A,2\n";
    expect((await parseText(text)).rows["raw.file_ad_daily"]).toMatchObject([
      { date_confidence: "ambiguous", flags: "ambiguous_date" },
      {},
    ]);
    const strict = await parseText(text, { isStrict: true });
    expect(strict.quarantined).toMatchObject([
      { reason: "ambiguous_date", column_name: "day", got: "01/02/2026" },
      { got: "03/04/2026" },
    ]);
    expect((await parseText(text, { isStrict: true, dateOrder: "dmy" })).file.account).toMatchObject({
      rowsLoaded: 2,
      firstDay: "2026-02-01",
    });
  });

  it("keeps unknown columns as JSON and says so; a slip in a header is suggested, never guessed", async () => {
    const parsed = await parseText('day,campaign,cost,Impresions,Mood\n2026-01-01,A,1,50,"good, ""really"""\n');
    expect(parsed.rows["raw.file_ad_daily"]?.[0]).toMatchObject({ impressions: null });
    expect(JSON.parse(String(parsed.rows["raw.file_ad_daily"]?.[0]?.properties_json))).toEqual({
      Impresions: "50",
      Mood: 'good, "really"',
    });
    expect(detailOf(parsed, "unknown_column")).toContain('--map "Impresions=impressions"');
    const mapped = await parseText("day,campaign,cost,Impresions\n2026-01-01,A,1,50\n", {
      map: { impressions: "Impresions" },
    });
    expect(mapped.rows["raw.file_ad_daily"]?.[0]?.impressions).toBe(50);
  });

  it("stores XXX where nothing names a currency, takes the flag where the file is silent, and never overrules the file", async () => {
    const silent = "day,campaign,cost\n2026-01-01,A,$1\n";
    const code = async (text: string, currency?: string) =>
      (await parseText(text, currency === undefined ? {} : { currency })).rows["raw.file_ad_daily"]?.[0]?.currency_code;
    expect(await code(silent)).toBe("XXX");
    expect(await code(silent, "CAD")).toBe("CAD");
    expect(await code("day,campaign,cost,currency\n2026-01-01,A,1,egp\n", "CAD")).toBe("EGP");
    expect(await code("day,campaign,spend_usd\n2026-01-01,A,1\n", "CAD")).toBe("USD");
    expect(await code("day,campaign,cost\n2026-01-01,A,£1\n", "CAD")).toBe("GBP");
  });

  it("gives no sum of spend where a file has two currencies", async () => {
    const parsed = await parseText("day,campaign,cost,currency\n2026-01-01,A,1,EUR\n2026-01-01,B,1,USD\n");
    expect(parsed.file.account).toMatchObject({
      spendRead: null,
      spendLoaded: null,
      currencyCode: null,
      rowsLoaded: 2,
    });
  });

  it("reads cost in micros exactly", async () => {
    const parsed = await parseText("day,campaign id,cost_micros\n2026-01-01,1,1234567\n");
    expect(parsed.rows["raw.file_ad_daily"]?.[0]?.spend).toBe("1.234567");
  });
});
