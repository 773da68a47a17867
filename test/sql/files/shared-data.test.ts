import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { sumDecimals } from "../../../functions/lib/money.ts";
import type { ParseOptions } from "../../../functions/sources/files/parse-options.ts";
import { counts, detailOf, parsePath } from "./parse-text.ts";

/** Public sets that may not be copied here; the README of this source lists each with its command. */
const DATA = join(import.meta.dirname, "..", "..", "..", "..", "shared", "data");

/** Cells of a file by an own reading, quotes around a cell taken off: header, then rows. */
function cells(
  path: string,
  delimiter = ",",
): { readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] } {
  const [header = "", ...lines] = readFileSync(join(DATA, path), "utf8")
    .replaceAll("\r", "")
    .split("\n")
    .filter((line) => line !== "");
  const split = (line: string) =>
    [...line.matchAll(delimiter === "," ? /(?:^|,)(?:"([^"]*)"|([^,]*))/g : /(?:^|;)(?:"([^"]*)"|([^;]*))/g)].map(
      ([, quoted, plain]) => quoted ?? plain ?? "",
    );
  return { header: split(header), rows: lines.map(split) };
}

function sumOf(rows: readonly (readonly string[])[], index: number): string {
  return sumDecimals(rows.map((row) => (row[index] ?? "").replace("$", "")).filter((text) => text !== ""));
}

const parse = (path: string, options: Partial<ParseOptions> = {}) => parsePath(join(DATA, path), options);
const spend = (rows: readonly { readonly spend?: unknown }[] | undefined) =>
  sumDecimals((rows ?? []).flatMap((row) => (row.spend === null ? [] : [String(row.spend)])));

describe.skipIf(!existsSync(DATA))("public sets", () => {
  it("leadsmart insights: 16 exact duplicates merged, no key in conflict, nothing lost", async () => {
    const { rows } = cells("leadsmart/insights.csv");
    const distinct = [...new Map(rows.map((row) => [row.join(), row])).values()];
    const byKey = new Set(distinct.map((row) => `${row[0]},${row[6]}`));
    const parsed = await parse("leadsmart/insights.csv");
    expect(parsed.file.account).toMatchObject({
      rowsRead: rows.length,
      rowsLoaded: distinct.length,
      rowsMerged: rows.length - distinct.length,
      rowsQuarantined: distinct.length - byKey.size,
      spendRead: sumOf(rows, 3),
      spendLoaded: sumOf(distinct, 3),
      firstDay: "2024-06-01",
      lastDay: "2024-10-31",
    });
    expect(counts(parsed)).toMatchObject({
      exact_duplicate: 16,
      clicks_over_impressions: distinct.filter((row) => Number(row[4]) > Number(row[5])).length,
    });
  });

  it("leadsmart campaigns and status changes: every campaign, one duplicate change merged", async () => {
    const campaigns = cells("leadsmart/campaigns.csv").rows;
    const parsed = await parse("leadsmart/campaigns.csv");
    expect(parsed.file.family).toBe("campaigns");
    expect(parsed.file.account).toMatchObject({ rowsLoaded: campaigns.length, rowsQuarantined: 0 });
    expect(sumDecimals((parsed.rows["raw.file_campaigns"] ?? []).map((row) => String(row.daily_budget)))).toBe(
      sumOf(campaigns, 1),
    );
    const changes = await parse("leadsmart/lead_status_changes.csv");
    expect(changes.file.account).toMatchObject({ rowsRead: 18737, rowsLoaded: 18736, rowsMerged: 1 });
  });

  it("kag_facebook: 1,143 ads over no stated period, zero clicks kept", async () => {
    const { rows } = cells("kag_facebook/KAG_conversion_data.csv");
    const parsed = await parse("kag_facebook/KAG_conversion_data.csv", {
      map: { campaign_id: "xyz_campaign_id", ad_group_id: "fb_campaign_id" },
      platform: "facebook_ads",
    });
    expect(parsed.file.family).toBe("ad_periods");
    const loaded = parsed.rows["raw.file_ad_periods"] ?? [];
    expect(loaded).toHaveLength(rows.length);
    expect(spend(loaded)).toBe(sumOf(rows, 8));
    expect(loaded.filter(({ clicks }) => clicks === 0)).toHaveLength(rows.filter((row) => row[7] === "0").length);
    expect(new Set(loaded.map(({ campaign_id }) => campaign_id))).toEqual(new Set(["916", "936", "1178"]));
  });

  it("global_ads_performance: three platforms, stated ratios agree with their parts", async () => {
    const { rows } = cells("global_ads_performance/global_ads_performance_dataset.csv");
    const parsed = await parse("global_ads_performance/global_ads_performance_dataset.csv", { currency: "USD" });
    for (const platform of ["Google Ads", "Meta Ads", "TikTok Ads"]) {
      expect(spend(parsed.rows["raw.file_ad_daily"]?.filter((row) => row.platform === platform))).toBe(
        sumOf(
          rows.filter((row) => row[1] === platform),
          9,
        ),
      );
    }
    expect(counts(parsed).stated_ratio_differs).toBeUndefined();
    expect(parsed.file.account.currencyCode).toBe("USD");
  });

  it("google_ads_uncleaned: $ amounts, days first, near spellings suggested, missing spend stays unknown", async () => {
    const { rows } = cells("google_ads_uncleaned/variant_sarath_dollar.csv");
    const parsed = await parse("google_ads_uncleaned/variant_sarath_dollar.csv", {
      currency: "USD",
      platform: "google_ads",
    });
    expect(parsed.file.account).toMatchObject({
      rowsLoaded: 2600,
      spendLoaded: sumOf(rows, 4),
      firstDay: "2024-11-01",
      lastDay: "2024-11-30",
    });
    expect(counts(parsed).null_spend).toBe(rows.filter((row) => row[4] === "").length);
    expect(detailOf(parsed, "near_spelling")).toContain("Data Anlytics Corse");
  });

  it("ab_campaigns: semicolons, D.MM.YYYY and the currency in the header", async () => {
    const { rows } = cells("ab_campaigns/test_group.csv", ";");
    const parsed = await parse("ab_campaigns/test_group.csv");
    expect(parsed.file.account).toMatchObject({
      rowsLoaded: rows.length,
      spendLoaded: sumOf(rows, 2),
      currencyCode: "USD",
      firstDay: "2019-08-01",
      lastDay: "2019-08-30",
    });
  });

  it("ui_exports: preamble and totals row left out and reconciled; a multi-year Meta row stays out of the daily table", async () => {
    const google = await parse("ui_exports/google_ads_daily_with_share.csv");
    expect(google.file.account).toMatchObject({
      rowsRead: 6,
      rowsLoaded: 3,
      rowsDropped: 3,
      spendLoaded: "32.9",
      currencyCode: "EUR",
    });
    expect(google.rows["raw.file_ad_daily"]?.map(({ impressions, platform }) => [impressions, platform])).toEqual([
      [900, "google_ads"],
      [1200, "google_ads"],
      [300, "google_ads"],
    ]);
    const meta = await parse("ui_exports/meta_ads_manager_campaigns.csv");
    expect(Object.keys(meta.rows)).toEqual(["raw.file_ad_periods"]);
    expect(meta.file.account).toMatchObject({ spendLoaded: "190", currencyCode: "EGP" });
    expect(counts(meta)).toEqual({});
  });

  it("do_campaigns: 5,000 sessions, those with the flag are conversions, blank is no source", async () => {
    const { rows } = cells("do_campaigns/Do.csv");
    const parsed = await parse("do_campaigns/Do.csv");
    const loaded = parsed.rows["raw.file_sessions"] ?? [];
    expect(loaded).toHaveLength(5000);
    expect(loaded.filter(({ is_conversion }) => is_conversion)).toHaveLength(
      rows.filter((row) => row.at(-1) === "TRUE").length,
    );
    expect(loaded.some(({ source }) => String(source).toLowerCase() === "blank")).toBe(false);
    expect(new Set(loaded.flatMap(({ conversion_type: type }) => type ?? []))).toEqual(new Set(["sign_up"]));
  });

  it("seed4_manz: every campaign-day, its gaps listed", async () => {
    const path = "seed4_manz/facebook_ads_raw_seed42_end20260113.csv";
    const { rows } = cells(path);
    const parsed = await parse(path, { currency: "USD", platform: "facebook_ads" });
    expect(parsed.file.account).toMatchObject({ rowsLoaded: 353, spendLoaded: sumOf(rows, 2) });
    const days = (name: string) => new Set(rows.filter((row) => row[1] === name).map((row) => row[0])).size;
    expect(counts(parsed).missing_days).toBe(
      90 - days("Brand_Awareness_Q1") + (90 - days("Retargeting_Warm_Audience")) + (90 - days("Lead_Generation_B2B")),
    );
  });

  it("maven_crm: 8,800 deals with months first; the other tables as lookups when named", async () => {
    const { rows } = cells("maven_crm/sales_pipeline.csv");
    const parsed = await parse("maven_crm/sales_pipeline.csv", { currency: "USD" });
    const loaded = parsed.rows["raw.file_deals"] ?? [];
    expect(parsed.file.account).toMatchObject({ rowsRead: rows.length, rowsLoaded: rows.length });
    expect(sumDecimals(loaded.flatMap(({ value }) => (value === null ? [] : [String(value)])))).toBe(sumOf(rows, 7));
    expect(loaded.filter(({ stage_text }) => stage_text === "Won")).toHaveLength(4238);
    for (const [name, count] of [
      ["accounts", 85],
      ["products", 7],
      ["sales_teams", 35],
    ] as const) {
      const lookup = await parse(`maven_crm/${name}.csv`, { family: "lookup" });
      expect(lookup.rows["raw.file_lookup"]).toHaveLength(count);
      await expect(parse(`maven_crm/${name}.csv`)).rejects.toThrow(/known kind of file/);
    }
  });

  it("dbt_attribution_playbook: ragged sessions, conversions and spend", async () => {
    const sessions = await parse("dbt_attribution_playbook/sessions.csv");
    expect(sessions.file.account).toMatchObject({ rowsRead: 90, rowsLoaded: 90 });
    expect(counts(sessions).ragged_short).toBe(33);
    const conversions = await parse("dbt_attribution_playbook/customer_conversions.csv", { currency: "USD" });
    expect(sumDecimals((conversions.rows["raw.file_conversions"] ?? []).map(({ value }) => String(value)))).toBe(
      sumOf(cells("dbt_attribution_playbook/customer_conversions.csv").rows, 2),
    );
    const ads = await parse("dbt_attribution_playbook/ad_spend.csv", {
      map: { platform: "utm_source" },
      currency: "USD",
    });
    expect(ads.file.account).toMatchObject({
      rowsLoaded: 42,
      spendLoaded: sumOf(cells("dbt_attribution_playbook/ad_spend.csv").rows, 4),
    });
  });

  it("olist_funnel: leads and won deals by mapping, and the deals' columns as facts", async () => {
    const leads = await parse("olist_funnel/olist_marketing_qualified_leads_dataset.csv", {
      map: { lead_id: "mql_id" },
    });
    expect(leads.file.family).toBe("leads");
    expect(leads.file.account).toMatchObject({ rowsRead: 8000, rowsLoaded: 8000 });
    const deals = await parse("olist_funnel/olist_closed_deals_dataset.csv", {
      map: { lead_id: "mql_id", deal_id: "seller_id", stage_text: "'Won'" },
    });
    expect(deals.file.family).toBe("deals");
    expect(deals.file.account).toMatchObject({ rowsRead: 842, rowsLoaded: 842 });
    const facts = await parse("olist_funnel/olist_closed_deals_dataset.csv", {
      family: "lead_facts",
      map: { lead_id: "mql_id", known_at: "won_date" },
    });
    const { header, rows } = cells("olist_funnel/olist_closed_deals_dataset.csv");
    const filled = rows.flatMap((row) =>
      row.filter((cell, index) => header[index] !== "mql_id" && header[index] !== "won_date" && cell !== ""),
    ).length;
    expect(facts.rows["raw.file_lead_facts"]).toHaveLength(filled);
  });

  it.each([
    "digital_marketing_8000/digital_marketing_campaign_dataset.csv",
    "bank_marketing/bank-additional.csv",
  ])("%s is no known kind of file: refused with what to write", async (path) => {
    const error = await parse(path).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ kind: "data", fix: expect.stringContaining("--map") });
  });
});
