import type { Row } from "../../../functions/warehouse/warehouse.ts";
import { days, type FixtureRows, noise, shift } from "./fixture.ts";
import { marketStates } from "./market-states.ts";

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
    ...marketStates(asOf, channels, currencies[0] ?? "EUR"),
  };
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
  const revenue = (won * (180 + 60 * random(6))).toFixed(2);
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
    revenue,
    revenue_basis: "attributed",
    ctr_clicks: clicks,
    ctr_impressions: impressions,
    cpc_spend: money,
    cpc_clicks: clicks,
    cpa_spend: money,
    cpa_conversions: leads * 1.2,
    roas_revenue: revenue,
    roas_spend: money,
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
