import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { days, type FixtureRows, noise } from "./fixture.ts";

export interface MarketOptions {
  /** Last day. */
  readonly asOf: string;
  readonly dayCount: number;
  readonly channels?: readonly string[];
  readonly currencies?: readonly string[];
  readonly campaignsPerChannel?: number;
}

const CHANNELS = ["Search", "Social", "Display", "Video"];

/** An invented market: spend, leads and deals by day, and the results of every model. */
export function market(options: MarketOptions): FixtureRows {
  const { asOf, dayCount, channels = CHANNELS, currencies = ["EUR"], campaignsPerChannel = 3 } = options;
  const range = days(shift(asOf, 1 - dayCount), dayCount);
  const performance = currencies.flatMap((currency, k) =>
    channels.flatMap((channel, c) =>
      Array.from({ length: campaignsPerChannel }, (_, n) =>
        range.map((day, d) => performanceRow(day, d, channel, c, n, currency, k, dayCount)),
      ).flat(),
    ),
  );
  return {
    rpt_performance_daily: performance,
    rpt_funnel_daily: performance.map((row) => ({
      ...row,
      lost_deals: Math.floor(Number(row.leads) * 0.4),
      open_leads: Math.floor(Number(row.leads) * 0.2),
      unmapped: 0,
      churned: 0,
    })),
    rpt_web_daily: channels.flatMap((channel, c) => range.map((day, d) => webRow(day, d, channel, c))),
    rpt_attribution_daily: performance.map((row) => ({
      ...row,
      date_basis: "conversion",
      model: "last_touch",
      conversion_type: "order",
      credit: Number(row.won_deals),
      value: row.revenue ?? null,
    })),
    ...states(asOf, channels, currencies[0] ?? "EUR"),
  };
}

function shift(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
}

function performanceRow(
  day: string,
  d: number,
  channel: string,
  c: number,
  n: number,
  currency: string,
  k: number,
  dayCount: number,
): Row {
  const random = (i: number) => noise(d * 1009 + c * 101 + n * 17 + k * 7 + i);
  const weekly = 1 + 0.25 * Math.sin((d / 7) * 2 * Math.PI);
  const spend = (40 + 25 * c + 10 * n) * weekly * (1 + 0.3 * (d / dayCount)) * (0.8 + 0.4 * random(1));
  const impressions = Math.floor(spend * (60 + 20 * c));
  const clicks = Math.floor(impressions * (0.012 + 0.006 * random(2)));
  const leads = Math.floor(clicks * (0.03 + 0.04 * random(3)));
  const mqls = Math.floor(leads * (0.5 + 0.2 * random(4)));
  const sqls = Math.floor(mqls * 0.6);
  const won = Math.floor(sqls * (0.3 + 0.5 * random(5)));
  const money = spend.toFixed(2);
  return {
    date_day: day,
    platform: c % 2 === 0 ? "google_ads" : "facebook_ads",
    account_id: "1",
    account: "Main",
    campaign_id: `${c}${n}`,
    campaign: `${channel} campaign ${n + 1}`,
    channel,
    currency_code: currency,
    spend: money,
    impressions,
    clicks,
    conversions: leads * 1.2,
    conversion_value: null,
    leads,
    mqls,
    sqls,
    opportunities: Math.ceil((sqls + won) / 2),
    won_deals: won,
    new_customers: won,
    revenue: (won * (180 + 60 * random(6))).toFixed(2),
    revenue_basis: "attributed",
    ctr_clicks: clicks,
    ctr_impressions: impressions,
    cpc_spend: money,
    cpc_clicks: clicks,
    cpa_spend: money,
    cpa_conversions: leads * 1.2,
    is_provisional: d >= dayCount - 3,
  };
}

function webRow(day: string, d: number, channel: string, c: number): Row {
  const sessions = Math.floor(60 + 30 * c + 40 * noise(d * 31 + c));
  return {
    date_day: day,
    channel,
    source: channel.toLowerCase(),
    medium: "cpc",
    landing_page: "/",
    sessions,
    bounces_known: sessions,
    session_seconds_known: sessions,
    conversions_known: sessions,
    bounces: Math.floor(sessions * (0.3 + 0.1 * c)),
    session_seconds: sessions * (95 + 20 * c),
    conversions: Math.floor(sessions * 0.05 * (1 + noise(d + c))),
  };
}

function states(asOf: string, channels: readonly string[], currency: string): FixtureRows {
  const run = { date_day: asOf, model_id: "default", window_start: shift(asOf, -181) };
  const fit = days(shift(asOf, 1 - 26 * 7), 26).map((_, i) => shift(asOf, (i - 25) * 7));
  const steps = [
    ["lead", "mql"],
    ["mql", "sql"],
    ["sql", "opportunity"],
    ["opportunity", "won"],
  ];
  const metrics: readonly (readonly [string, number])[] = [
    ["ctr", 0.015],
    ["cpc", 1.2],
    ["cpl", 32],
    ["bounce_rate", 0.42],
  ];
  return {
    rpt_funnel_steps: [28, 90].flatMap((window) =>
      channels.flatMap((channel, c) =>
        steps.map(([from = "", to = ""], s) => ({
          ...run,
          window_days: window,
          platform: "google_ads",
          channel,
          from_stage: from,
          to_stage: to,
          entered: 900 - 180 * s - 40 * c,
          passed: 500 - 110 * s - 20 * c,
          step_rate: (500 - 110 * s - 20 * c) / (900 - 180 * s - 40 * c),
          median_days: 1.5 + 2 * s,
        })),
      ),
    ),
    rpt_mmm_channels: channels.map((channel, c) => ({
      ...run,
      channel,
      geo: "(all)",
      currency_code: currency,
      spend: (12000 + 3000 * c).toFixed(2),
      spend_share: 0.2 + 0.033 * c,
      contribution: 900 - 170 * c,
      contribution_low: 700 - 170 * c,
      contribution_high: 1150 - 170 * c,
      contribution_value: (42000 - 8000 * c).toFixed(2),
      contribution_share: 0.24 - 0.05 * c,
      roi: 3.5 - 0.9 * c,
      roi_low: 2.4 - 0.8 * c,
      roi_high: 4.6 - 0.9 * c,
      marginal_roi: 1.9 - 0.5 * c,
      reported_roas: 4.4 - 0.3 * c,
      cost_per_kpi: (13.3 + 12 * c).toFixed(2),
      identification: c === 3 ? "not_identified" : "identified",
      reason: c === 3 ? "no_spend_variation" : null,
    })),
    rpt_mmm_fit: fit.map((day, i) => {
      const predicted = 260 + 60 * Math.sin(i / 3) + 3 * i;
      return {
        date_day: day,
        geo: "(all)",
        model_id: "default",
        held_out_predicted: i < 20 ? null : predicted * 1.03,
        actual: predicted + 55 * (noise(i + 5) - 0.5),
        predicted,
        predicted_low: predicted - 35,
        predicted_high: predicted + 35,
        baseline: 150,
      };
    }),
    rpt_mmm_performance: ["train", "test", "fold_1", "fold_2"].map((split, i) => ({
      ...run,
      split,
      model_type: "ridge",
      n_samples: 80 - 15 * i,
      r2: 0.81 - 0.06 * i,
      nrmse: 0.08 + 0.01 * i,
      mape: 0.07 + 0.012 * i,
      wmape: 0.066 + 0.01 * i,
      wmape_seasonal_naive: 0.19,
      wmape_no_media: 0.14,
      durbin_watson: 1.9,
      regularization_alpha: 0.316,
    })),
    rpt_mmm_coefficients: ["(intercept)", "trend", ...channels].map((feature, i) => ({
      ...run,
      feature,
      feature_type: i === 0 ? "intercept" : i === 1 ? "time" : "media",
      coefficient: 12.4 / (i + 1),
      coefficient_scaled: 0.4 / (i + 1),
      coefficient_low: 8 / (i + 1),
      coefficient_high: 15 / (i + 1),
    })),
    rpt_budget_plan: channels.map((channel, c) => ({
      ...run,
      channel,
      currency_code: currency,
      decision: c === 3 ? "hold" : "move",
      binding: c === 0 ? "max" : c === 2 ? "min" : "none",
      current_spend: (4000 + 1000 * c).toFixed(2),
      optimal_spend: [5200, 5400, 4200, 7200][c]?.toFixed(2) ?? (4000 + 1000 * c).toFixed(2),
      min_spend: ((4000 + 1000 * c) * 0.7).toFixed(2),
      max_spend: ((4000 + 1000 * c) * 1.3).toFixed(2),
      expected_revenue: (16000 - 1500 * c).toFixed(2),
      marginal_roi: 1.4,
      horizon_start: shift(asOf, 1),
      horizon_end: shift(asOf, 28),
    })),
    rpt_budget_scenarios: [0.9, 1, 1.1, 1.2, 1.5].map((level) => ({
      ...run,
      scenario_level: level,
      currency_code: currency,
      total_budget: (22000 * level).toFixed(2),
      predicted_revenue: (61000 * Math.sqrt(level)).toFixed(2),
      expected_roi: (61000 * Math.sqrt(level)) / (22000 * level),
      gain: (61000 * Math.sqrt(level) - 58000).toFixed(2),
      gain_low: (55000 * Math.sqrt(level) - 56000).toFixed(2),
      gain_high: (67000 * Math.sqrt(level) - 59000).toFixed(2),
      gain_probability: 0.86,
      is_extrapolated: level > 1.2,
      status: "done",
      reason: null,
    })),
    rpt_metric_statistics: metrics.flatMap(([metric, base]) =>
      channels.map((level, c) => ({
        ...run,
        metric,
        dimension: "channel",
        level,
        n: 190,
        missing: 3,
        mean: base * (1 + 0.2 * c),
        median: base * (0.95 + 0.2 * c),
        sd: base * 0.3,
        minimum: base * 0.3,
        maximum: base * (2.2 + c * 0.3),
        q1: base * (0.7 + 0.2 * c),
        q3: base * (1.3 + 0.2 * c),
        outliers: c,
      })),
    ),
    rpt_metric_histogram: metrics.flatMap(([metric, base]) =>
      ["(all)"].flatMap((level) =>
        Array.from({ length: 12 }, (_, bin) => ({
          ...run,
          metric,
          dimension: "all",
          level,
          bin: bin + 1,
          lower: base * 0.2 * bin,
          upper: base * 0.2 * (bin + 1),
          n: Math.floor(60 * Math.exp(-((bin - 5) ** 2) / 8)),
        })),
      ),
    ),
    rpt_data_inventory: ["campaign_id", "spend", "clicks", "keyword"].map((column, i) => ({
      ...run,
      table_name: "raw.file_ad_daily",
      source: "files",
      column_name: column,
      row_count: 2400,
      filled: 2400 - 800 * i,
      empty: 800 * i,
      null_share: i / 3,
      distinct_values: 12 + i,
      first_day: "2026-01-01",
      last_day: asOf,
      used_for: "KPIs",
      needed_for: i === 3 ? "keyword report" : null,
    })),
    rpt_lead_scores: Array.from({ length: 240 }, (_, i) => {
      const probability = Math.exp(-i / 60) * 0.6;
      return {
        ...run,
        lead_id: `L-${1000 + i}`,
        stage: i % 3 === 0 ? "mql" : "lead",
        horizon_days: 90,
        will_convert_probability: probability,
        will_convert_probability_low: probability * 0.7,
        will_convert_probability_high: Math.min(1, probability * 1.3),
        score: probability,
        decile: Math.floor(i / 24) + 1,
        conversion_likelihood: probability > 0.3 ? "Hot" : probability > 0.08 ? "Warm" : "Cold",
        expected_value: (probability * 220).toFixed(2),
        currency_code: currency,
        reasons_json:
          '[{"feature":"source","value":"search","log_odds":0.42},{"feature":"days_since_status","value":41.25,"log_odds":-0.2}]',
      };
    }),
    rpt_model_status: [
      {
        model: "lead_score",
        ...run,
        status: "done",
        reason: null,
        estimator: "logistic",
        run_id: "lead_score:2026-06-30:1",
        model_version: "0.1.0+1234abcd-5678ef01",
      },
      {
        model: "mmm",
        ...run,
        status: "done",
        reason: null,
        estimator: "classic",
        run_id: "mmm:2026-06-30:1",
        model_version: "0.1.0+1234abcd-9876fe01",
      },
      {
        model: "budget",
        ...run,
        status: "done",
        reason: null,
        estimator: "classic",
        run_id: "budget:2026-06-30:1",
        model_version: "0.1.0+1234abcd-1111fe01",
      },
    ],
    rpt_freshness: [
      {
        source: "files",
        account_id: "default",
        report: "ad_daily",
        ...run,
        last_success_at: `${asOf}T05:12:00Z`,
        missing_slices: 0,
        quarantined_rows: 7,
        status: "ok",
        reason: null,
      },
    ],
    rpt_data_quality: [
      {
        ...run,
        source: "files",
        file_name: "ads.csv",
        check_name: "exact_duplicate",
        severity: "info",
        column_name: null,
        row_count: 16,
        amount: "812.4",
        currency_code: currency,
        example: "row 88",
        detail: "merged",
      },
      {
        ...run,
        source: "files",
        file_name: "ads.csv",
        check_name: "clicks_over_impressions",
        severity: "warning",
        column_name: "clicks",
        row_count: 2,
        amount: "12.4",
        currency_code: currency,
        example: "clicks 12, impressions 4",
        detail: "flagged",
      },
      {
        ...run,
        source: "files",
        file_name: "leads.csv",
        check_name: "unmapped_status",
        severity: "error",
        column_name: "status",
        row_count: 5,
        amount: null,
        currency_code: null,
        example: "GHOSTED",
        detail: "add it to stages in settings.yaml",
      },
    ],
  };
}
