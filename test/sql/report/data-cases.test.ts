import { describe, expect, it } from "vitest";
import { pages } from "../../../functions/report/manifest/pages.ts";
import { manifest } from "../../../functions/report/manifest.ts";
import { buildReport } from "../../../functions/report/write-report.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { days, type FixtureRows, openReportFixture } from "../../support/report/fixture.ts";
import { market } from "../../support/report/market.ts";

const AS_OF = "2026-06-30";

/** The static report over hand-made rows. */
async function report(rows: FixtureRows, isStatic = true): Promise<string> {
  const warehouse = await openReportFixture(rows);
  try {
    return await buildReport({
      query: (sql) => warehouse.query(sql),
      asOf: AS_OF,
      runId: "nightly:2026-07-01",
      isStatic,
    });
  } finally {
    await warehouse.close();
  }
}

/** The inside of one chart, white space folded. */
function chart(html: string, id: string): string {
  const start = html.indexOf(`id="chart-${id}"`);
  expect(start, id).toBeGreaterThan(0);
  return html.slice(start, html.indexOf("</figure>", start)).replace(/\s+/g, " ");
}

function text(html: string): string {
  return html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
}

const day = (over: Row): Row => {
  const row = { ...plainDay, ...over };
  return { ...row, roas_revenue: row.revenue ?? null, roas_spend: row.revenue === null ? null : (row.spend ?? null) };
};

const plainDay: Row = {
  date_day: AS_OF,
  platform: "google_ads",
  account_id: "1",
  campaign_id: "1",
  campaign: "Spring",
  channel: "Search",
  currency_code: "EUR",
  spend: "100",
  impressions: 1000,
  clicks: 10,
  ctr_clicks: 10,
  ctr_impressions: 1000,
  cpc_spend: "100",
  cpc_clicks: 10,
  leads: 4,
  won_deals: 1,
  new_customers: 1,
  revenue: "150",
};

describe("the report", () => {
  it("says of an empty warehouse what would fill each chart, and invents nothing", async () => {
    const html = await report({});
    for (const { id, empty } of manifest) expect(text(chart(html, id)), id).toContain(empty.replaceAll("'", "&#39;"));
    for (const { title } of pages) expect(html).toContain(`>${title}</h2>`);
    expect(html).not.toContain("<table>");
    expect(html).toContain("Data through <b>30 Jun 2026</b>");
  });

  it("shows a single day without a change, since nothing comes before it", async () => {
    const html = await report({ rpt_performance_daily: [day({})] });
    const cards = text(chart(html, "overview_kpis"));
    expect(cards).toContain("Spend 100.00 EUR no full range before: data begin on 30 Jun 2026");
    expect(cards).toContain("ROAS 1.50×");
    expect(cards).toContain("Cost per lead 25.00 EUR");
    expect(cards).not.toContain("NaN");
  });

  it("shows one channel without a total row that would only repeat it", async () => {
    const html = await report({ rpt_performance_daily: [day({})] });
    expect(chart(html, "channels_compare")).not.toContain("<tfoot>");
    expect(text(chart(html, "channels_compare"))).toContain("Search 100.00 4");
  });

  it("divides by zero spend and zero leads into unknown, not into 0 or infinity", async () => {
    const html = await report({
      rpt_performance_daily: [day({ spend: "0", leads: 0, new_customers: 0, cpc_spend: "0" })],
    });
    const cards = text(chart(html, "overview_kpis"));
    expect(cards).toContain("Spend 0.00 EUR");
    expect(cards).toContain("ROAS – no spend in this range");
    expect(cards).toContain("Cost per lead – no leads in this range");
    expect(html).not.toMatch(/Infinity|NaN/);
  });

  it("shows revenue that no source knows as unknown", async () => {
    const cards = text(chart(await report({ rpt_performance_daily: [day({ revenue: null })] }), "overview_kpis"));
    expect(cards).toContain("Revenue – not known from any source");
    expect(cards).toContain("ROAS – revenue not known");
  });

  it("says how much spend has no known revenue behind it", async () => {
    const rows = [day({}), day({ channel: "Social", campaign_id: "2", revenue: null })];
    const cards = text(chart(await report({ rpt_performance_daily: rows }), "overview_kpis"));
    expect(cards).toContain("Spend 200.00 EUR");
    expect(cards).toContain("ROAS 1.50×");
    expect(cards).toContain("100.00 EUR (50 %) of the spend is on days and channels whose revenue is unknown");
  });

  it("says how much revenue belongs to channels without spend, since ROAS of all channels counts it", async () => {
    const rows = [day({}), day({ channel: "Direct", campaign_id: "2", spend: null, revenue: "50" })];
    const cards = text(chart(await report({ rpt_performance_daily: rows }), "overview_kpis"));
    expect(cards).toContain("ROAS 2.00×");
    expect(cards).toContain("50.00 EUR (25 %) of the revenue belongs to channels without spend");
  });

  it("never adds up two currencies", async () => {
    const html = await report({ rpt_performance_daily: [day({}), day({ currency_code: "USD", spend: "7" })] });
    expect(text(chart(html, "overview_kpis"))).toContain("Spend 100.00 EUR");
    expect(text(chart(html, "overview_kpis--1"))).toContain("Spend 7.00 USD");
    expect(html).not.toContain("107.00");
  });

  it("adds leads without money of their own to the only currency there is", async () => {
    const stray = day({
      currency_code: "XXX",
      channel: "(unattributed)",
      spend: null,
      cpc_spend: null,
      revenue: null,
      leads: 6,
    });
    const cards = text(chart(await report({ rpt_performance_daily: [day({}), stray] }), "overview_kpis"));
    expect(cards).toContain("Leads 10");
    expect(cards).toContain("Cost per lead 10.00 EUR");
  });

  it("keeps money without a currency apart from money with one", async () => {
    const html = await report({ rpt_performance_daily: [day({}), day({ currency_code: "XXX", spend: "9" })] });
    expect(html).toContain("Currency not stated");
    expect(html).not.toContain("109.00");
  });

  it.each([false, true])("writes hostile, right-to-left and emoji names as text (static: %s)", async (isStatic) => {
    const names = [
      "</script><img onerror=alert(1)>",
      "\" onload='x' &amp;",
      "حملة الصيف",
      "🚀 launch",
      "<!--",
      "\u2028line",
    ];
    const rows = names.map((campaign, i) => day({ campaign, channel: campaign, campaign_id: String(i) }));
    const html = await report({ rpt_performance_daily: rows, rpt_funnel_daily: rows }, isStatic);
    const body = html.slice(0, html.indexOf("<script ") >>> 0);
    expect(body).toContain("&lt;/script&gt;&lt;img onerror=alert(1)&gt;");
    expect(body).toContain("<bdi>حملة الصيف</bdi>");
    expect(html).not.toContain("<img");
    expect(html.match(/<\/script>/g) ?? []).toHaveLength(isStatic ? 0 : 2);
  });

  it("shows why a model refused and what is used instead, and no chart in its place", async () => {
    const status = (model: string, reason: string, estimator: string | null) => ({
      model,
      date_day: AS_OF,
      status: "refused",
      reason,
      detail: "12 weeks; needs 52",
      estimator,
      run_id: `${model}:1`,
      model_version: "v1",
    });
    const html = await report({
      rpt_model_status: [status("mmm", "too_few_periods", null), status("lead_score", "too_few_outcomes", "heuristic")],
    });
    const page = (id: string) =>
      text(html.slice(html.indexOf(`<section class="page" id="${id}"`)).split("</section>")[0] ?? "");
    expect(page("mmm")).toContain(
      "The media-mix model was refused. There are too few weeks or days of spend and outcome. (too_few_periods) 12 weeks; needs 52",
    );
    expect(page("leads")).toContain("A documented heuristic is in use instead");
    expect(page("overview")).toContain("The lead score was refused");
    expect(html.slice(html.indexOf('id="mmm"'), html.indexOf('id="budget"'))).not.toContain("<svg");
  });

  it("marks days that may still change", async () => {
    const rows = days("2026-06-01", 30).map((date_day) => day({ date_day, is_provisional: date_day > "2026-06-27" }));
    const html = await report({ rpt_performance_daily: rows });
    expect(chart(html, "overview_spend_revenue")).toContain("days from 28 Jun 2026 on are provisional");
  });
});

describe("building the report", () => {
  it("gives the same bytes twice, and no date of today", async () => {
    const rows = market({ asOf: AS_OF, dayCount: 60 });
    const first = await report(rows, false);
    expect((await report(rows, false)) === first).toBe(true);
    expect(first).not.toContain("Written");
  });

  it("forbids everything by policy but its own style and, by hash, its own script", async () => {
    const rows = market({ asOf: AS_OF, dayCount: 10 });
    const policy = (html: string) => /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1];
    expect(policy(await report(rows))).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    );
    expect(policy(await report(rows, false))).toMatch(
      /^default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri/,
    );
  });

  it("keeps two years of 200 campaigns, and five years, within 1.5 MB", async () => {
    const wide = await report(
      market({
        asOf: AS_OF,
        dayCount: 731,
        channels: ["a", "b", "c", "d", "e", "f", "g", "h"],
        campaignsPerChannel: 25,
      }),
      false,
    );
    const long = await report(market({ asOf: AS_OF, dayCount: 1826, campaignsPerChannel: 1 }), false);
    expect(wide.length).toBeLessThan(1_500_000);
    expect(long.length).toBeLessThan(1_500_000);
    expect(text(chart(wide, "channels_campaigns"))).not.toContain("are left out here");
  });
});
