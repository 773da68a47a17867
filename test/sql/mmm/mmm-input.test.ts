import { describe, expect, it } from "vitest";
import { defaultSettings } from "../../../functions/config/settings.ts";
import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { build } from "../marts/build.ts";
import { contextOf, runModels } from "./run-models.ts";

const DAY_MS = 86_400_000;

function days(first: string, count: number): string[] {
  return Array.from({ length: count }, (_, i) => new Date(Date.parse(first) + i * DAY_MS).toISOString().slice(0, 10));
}

function adRow(day: string, campaign: string, more: Row = {}): Row {
  return {
    date_day: day,
    date_confidence: "exact",
    platform: "google_ads",
    account_id: "1",
    campaign_id: campaign,
    campaign_name: `Campaign ${campaign}`,
    spend: "10",
    conversion_value: "40",
    conversions: 2,
    currency_code: "EUR",
    ...more,
  };
}

const summary = `
  select model_id, series_kind, series, count(*) as periods, min(period_start) as first_period, sum(value) as total
  from marts.fct_mmm_input group by model_id, series_kind, series order by model_id, series_kind, series`;

async function inputOf(given: Parameters<typeof build>[0], sql = summary): Promise<readonly Row[]> {
  const warehouse = await build(given);
  const { rows } = await warehouse.query(sql);
  await warehouse.close();
  return rows;
}

describe("fct_mmm_input", () => {
  it("takes the first KPI with a positive sum, each regular campaign as a channel, and claims beside spend", async () => {
    const rows = await inputOf(
      {
        "raw.file_ad_daily": days("2026-01-01", 10).flatMap((day) => [
          adRow(day, "a"),
          adRow(day, "b", { spend: "5" }),
        ]),
      },
      `select series_kind, series, value, spend, currency_code, reported_kpi, is_final
       from marts.fct_mmm_input where period_start = date '2026-01-02' order by series_kind, series`,
    );
    const none = { spend: null, currency_code: null, reported_kpi: null };
    expect(rows).toEqual([
      { series_kind: "kpi", series: "conversion_value", value: 80, ...none, is_final: true },
      {
        series_kind: "media",
        series: "Campaign a",
        value: 10,
        spend: "10",
        currency_code: "EUR",
        reported_kpi: 40,
        is_final: true,
      },
      {
        series_kind: "media",
        series: "Campaign b",
        value: 5,
        spend: "5",
        currency_code: "EUR",
        reported_kpi: 40,
        is_final: true,
      },
      {
        series_kind: "value_per_kpi",
        series: "conversion_value",
        value: 1,
        ...none,
        currency_code: "EUR",
        is_final: true,
      },
    ]);
  });

  it("takes campaign groups where a campaign ran on less than half of the days", async () => {
    const rows = await inputOf({
      "raw.file_ad_daily": [
        ...days("2026-01-01", 10).map((day) => adRow(day, "a", { channel: "search" })),
        adRow("2026-01-05", "b", { channel: "display" }),
      ],
    });
    expect(rows.filter(({ series_kind }) => series_kind === "media").map(({ series }) => series)).toEqual([
      "google_ads / display",
      "google_ads / search",
    ]);
  });

  it("goes by whole weeks, Monday first, from 104 weeks on", async () => {
    const rows = await inputOf({ "raw.file_ad_daily": days("2024-01-03", 739).map((day) => adRow(day, "a")) });
    const kpi = rows.find(({ series_kind }) => series_kind === "kpi");
    expect(kpi).toMatchObject({ first_period: "2024-01-08", periods: 104, total: 104 * 7 * 40 });
  });

  it("a platform's KPI is unknown on a day without any ad row; days after the data clock are not final", async () => {
    const rows = await inputOf(
      {
        "raw.file_ad_daily": days("2026-03-25", 10)
          .filter((day) => day !== "2026-03-28")
          .map((day) => adRow(day, "a")),
      },
      "select period_start, is_final from marts.fct_mmm_input where series_kind = 'kpi' order by period_start",
    );
    expect(rows.map(({ period_start }) => period_start)).not.toContain("2026-03-28");
    expect(rows).toHaveLength(9);
    expect(rows.filter(({ is_final }) => is_final === false).map(({ period_start }) => period_start)).toEqual([
      "2026-04-01",
      "2026-04-02",
      "2026-04-03",
    ]);
  });

  it("converts to the reporting currency where a rate exists, else keeps both and the model is refused", async () => {
    const ads = days("2026-01-01", 5).flatMap((day) => [adRow(day, "a"), adRow(day, "b", { currency_code: "USD" })]);
    const currencies =
      "select distinct currency_code from marts.fct_mmm_input where currency_code is not null order by 1";
    expect(await inputOf({ "raw.file_ad_daily": ads }, currencies)).toEqual([
      { currency_code: "EUR" },
      { currency_code: "EUR+USD" },
      { currency_code: "USD" },
    ]);
    const reporting = {
      "raw.file_ad_daily": ads,
      "ops.settings": [{ key: "reporting_currency", value: "EUR" }],
      "raw.fx_daily": [{ date_day: "2026-01-01", from_currency: "USD", to_currency: "EUR", rate: "0.5" }],
    };
    expect(await inputOf(reporting, currencies)).toEqual([{ currency_code: "EUR" }]);
    const [kpi] = await inputOf(reporting, "select value from marts.fct_mmm_input where series_kind = 'kpi' limit 1");
    expect(kpi).toEqual({ value: 60 });
  });

  it("adds outside signals that cover every day, and holidays where any are known", async () => {
    const window = days("2026-01-01", 10);
    const rows = await inputOf({
      "raw.file_ad_daily": window.map((day) => adRow(day, "a")),
      "raw.file_series": [
        ...window.map((day) => ({ date_day: day, series: "weather", value: 3 })),
        { date_day: "2026-01-02", series: "partial", value: 3 },
      ],
      "raw.holidays": [{ country_code: "DE", holiday_date: "2026-01-06", name: "Epiphany", kind: "public" }],
    });
    expect(rows.filter(({ series_kind }) => series_kind === "control" || series_kind === "holiday")).toEqual([
      expect.objectContaining({ series_kind: "control", series: "weather", periods: 10, total: 30 }),
      expect.objectContaining({ series_kind: "holiday", series: "holidays", periods: 10, total: 1 }),
    ]);
  });
});

describe("the nightly steps", () => {
  it("fit a panel file beside ad data that is refused, and say why", async () => {
    const panel = days("2025-01-01", 120).flatMap((day, t): Row[] => {
      const at = { model_id: "shop", period_start: day, is_final: true };
      const spend = 50 + 40 * Math.sin(t) + (t % 5) * 10;
      return [
        { ...at, series_kind: "kpi", series: "orders", value: 100 + 40 * Math.log1p(spend / 50) + (t % 3) },
        { ...at, series_kind: "media", series: "tv", value: spend, spend: spend.toFixed(2), currency_code: "EUR" },
      ];
    });
    const warehouse = await build({
      "raw.file_mmm_panel": panel,
      "raw.file_ad_daily": days("2026-01-01", 20).map((day) => adRow(day, "a")),
    });
    const { fit, plan } = await runModels(await contextOf(warehouse), "2026-03-31");
    const { rows } = await warehouse.query(
      "select model_id, channel, roi, cost_per_kpi from reporting.rpt_mmm_channels",
    );
    const { rows: runs } = await warehouse.query(
      "select model, status, reason from models.runs where ended_at is not null order by model",
    );
    await warehouse.close();
    expect(fit).toMatchObject({ status: "done", refusals: [{ model: "mmm", reason: "too_few_periods" }] });
    expect(plan.status).toBe("done");
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ model_id: "shop", channel: "tv", roi: null });
    expect(rows[0]?.cost_per_kpi).toBeGreaterThan(0);
    expect(runs).toEqual([
      { model: "budget", status: "done", reason: "too_few_periods" },
      { model: "mmm", status: "done", reason: "too_few_periods" },
    ]);
  });

  it("explain a panel of exposures, whose unknown spend is never 0 and has no budget", async () => {
    const panel = days("2025-01-01", 120).flatMap((day, t): Row[] => {
      const at = { model_id: "shop", period_start: day };
      const views = 50 + 40 * Math.sin(t) + (t % 5) * 10;
      return [
        { ...at, series_kind: "kpi", series: "orders", value: 100 + 40 * Math.log1p(views / 50) + (t % 3) },
        { ...at, series_kind: "media", series: "tv", value: views },
      ];
    });
    const warehouse = await build({ "raw.file_mmm_panel": panel });
    const { fit, plan } = await runModels(await contextOf(warehouse), "2026-03-31");
    const { rows } = await warehouse.query(
      "select spend, spend_share, roi, cost_per_kpi from reporting.rpt_mmm_channels",
    );
    await warehouse.close();
    expect(fit.status).toBe("done");
    expect(plan).toMatchObject({ status: "refused", reason: "spend_unknown" });
    expect(rows).toEqual([{ spend: null, spend_share: null, roi: null, cost_per_kpi: null }]);
  });

  it("are refused as a whole where there is nothing to fit, and write no rows", async () => {
    const warehouse = await build({});
    const { fit, plan } = await runModels(await contextOf(warehouse, defaultSettings), "2026-03-31");
    const { rows } = await warehouse.query("select count(*) as n from models.mmm_channel_contributions");
    await warehouse.close();
    expect(fit).toMatchObject({ status: "refused", reason: "no_input" });
    expect(plan).toMatchObject({ status: "refused", reason: "no_input" });
    expect(rows).toEqual([{ n: 0 }]);
  });
});
