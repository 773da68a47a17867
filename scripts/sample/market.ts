import { dayNumber, dayText } from "../../functions/lib/instants.ts";
import { createRandom, type Random } from "../../functions/models/numeric/random.ts";
import {
  BASE_REVENUE,
  type CampaignTruth,
  campaigns,
  DAYS,
  FIRST_DAY,
  MEAN_ORDER_VALUE,
  ORDER_VALUE_SPREAD,
  SEASON_SHARE,
  TREND_SHARE,
  WEEKDAY,
} from "./truth.ts";

export interface AdDay {
  readonly day: string;
  readonly campaign: CampaignTruth;
  /** EUR, cents exact. */
  readonly spend: number;
  readonly impressions: number;
  readonly clicks: number;
}

export interface MarketDay {
  readonly day: string;
  readonly ads: readonly AdDay[];
  /** EUR of web-shop revenue the day is expected to bring: without ads, and by campaign. */
  readonly baseRevenue: number;
  readonly revenueByCampaign: readonly number[];
  /** Order values of the day, EUR, with what caused each: a campaign, or null for base demand. */
  readonly orders: readonly { readonly value: number; readonly cause: CampaignTruth | null }[];
}

/** The market day by day: spend in flights, carry-over, saturation, weekday, season, and orders drawn from them. */
export function simulateMarket(seed: number): readonly MarketDay[] {
  const random = createRandom(seed, "market");
  const first = dayNumber(FIRST_DAY);
  const pressure = campaigns.map(() => 0);
  return Array.from({ length: DAYS }, (_, t) => {
    const day = dayText(first + t);
    const ads = campaigns.map((campaign) => adDay(campaign, day, t, random));
    const rhythm = WEEKDAY[(first + t + 3) % 7] ?? 1;
    const revenueByCampaign = campaigns.map((campaign, c) => {
      pressure[c] = (ads[c]?.spend ?? 0) + campaign.adstockDecay * (pressure[c] ?? 0);
      return campaign.beta * Math.log(1 + (pressure[c] ?? 0) / campaign.halfPoint);
    });
    const season = 1 + SEASON_SHARE * Math.sin((2 * Math.PI * t) / 365) + (TREND_SHARE * t) / DAYS;
    const baseRevenue = BASE_REVENUE * rhythm * season;
    return { day, ads, baseRevenue, revenueByCampaign, orders: drawOrders(baseRevenue, revenueByCampaign, random) };
  });
}

function adDay(campaign: CampaignTruth, day: string, t: number, random: Random): AdDay {
  const { onDays, offDays } = campaign.flight;
  const isOnAir = t % (onDays + offDays) < onDays;
  /** Budgets step every four weeks, as people move them. */
  const level = 0.7 + 0.2 * ((Math.floor(t / 28) * 7 + campaigns.indexOf(campaign) * 3) % 5);
  const spend = isOnAir ? cents(campaign.dailySpend * level * Math.exp(0.12 * random.normal())) : 0;
  const clicks = Math.round((spend / campaign.cpc) * Math.exp(0.08 * random.normal()));
  const impressions = Math.round((clicks / campaign.ctr) * Math.exp(0.06 * random.normal()));
  return { day, campaign, spend, clicks: Math.min(clicks, impressions), impressions };
}

function drawOrders(base: number, byCampaign: readonly number[], random: Random): MarketDay["orders"] {
  const total = base + byCampaign.reduce((sum, revenue) => sum + revenue, 0);
  return Array.from({ length: poisson(total / MEAN_ORDER_VALUE, random) }, () => {
    const value = MEAN_ORDER_VALUE * Math.exp(ORDER_VALUE_SPREAD * random.normal() - ORDER_VALUE_SPREAD ** 2 / 2);
    return { value: cents(value), cause: pickWeighted([null, ...campaigns], [base, ...byCampaign], random) };
  });
}

/** Poisson draw by counting exponential gaps; mean up to a few hundred. */
export function poisson(mean: number, random: Random): number {
  const gap = (): number => -Math.log(1 - random.uniform());
  let count = 0;
  let elapsed = gap();
  while (elapsed < mean) {
    count += 1;
    elapsed += gap();
  }
  return count;
}

/** One of the options, drawn in proportion to its weight. */
export function pickWeighted<T>(options: readonly T[], weights: readonly number[], random: Random): T {
  let left = random.uniform() * weights.reduce((sum, weight) => sum + weight, 0);
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return options[index === -1 ? options.length - 1 : index] as T;
}

function cents(amount: number): number {
  return Math.round(amount * 100) / 100;
}
