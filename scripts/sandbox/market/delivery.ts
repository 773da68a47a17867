import { createRandom } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import { type CampaignPlan, isOnAir, stepOf } from "./campaign-plan.ts";
import { channelSettings } from "./channels.ts";
import { toEur } from "./fx.ts";
import type { MarketSettings } from "./settings.ts";

/** What a campaign delivered on each day, and when reports showed it. */
export interface Delivery {
  /** Micros of the account's currency, as first billed. Whole cents on Facebook. */
  readonly costMicros: Float64Array;
  readonly clicks: Int32Array;
  /** Impressions without a click that were watched, and that were not. */
  readonly viewed: Int32Array;
  readonly unviewed: Int32Array;
  /** When the platform found the day's traffic invalid and took all of it back; 0 never. */
  readonly voidedMs: Float64Array;
  /** When the day first showed in reports; 0 as it happens. */
  readonly lateMs: Float64Array;
}

const MICROS_PER_CENT = 10_000;
/** Budget use of a day: mean, and the standard deviation of its logarithm. A day spends at most twice its budget. */
const BUDGET_USE = 0.92;
const BUDGET_USE_SPREAD = 0.14;
const CLICK_SPREAD = 0.09;
const IMPRESSION_SPREAD = 0.07;
const VOIDED_SHARE = 1 / 300;
const OUTAGE_SHARE = 1 / 150;
const LATE_SHARE = 1 / 60;
const DAY_MS = 86_400_000;

/** Delivery of every campaign. Days when an account's payment failed have none at all. */
export function deliver(
  plans: readonly CampaignPlan[],
  settings: MarketSettings,
  calendarOf: (accountId: string) => Calendar,
): readonly Delivery[] {
  const accountDays = new Map(
    settings.accounts.map(({ accountId }) => [accountId, accountDaysOf(accountId, settings, calendarOf(accountId))]),
  );
  return plans.map((plan) => {
    const account = accountDays.get(plan.account.accountId) as AccountDays;
    return deliverCampaign(plan, account, settings, calendarOf(plan.account.accountId));
  });
}

interface AccountDays {
  readonly isOutage: readonly boolean[];
  readonly lateMs: Float64Array;
}

function accountDaysOf(accountId: string, settings: MarketSettings, calendar: Calendar): AccountDays {
  const random = createRandom(settings.seed, `account days ${accountId}`);
  const lateMs = new Float64Array(settings.days);
  const isOutage = Array.from({ length: settings.days }, (_, t) => {
    const isLate = random.uniform() < LATE_SHARE;
    const hours = 18 + 24 * random.uniform();
    if (isLate) lateMs[t] = Math.round(calendar.startMs(t + 1) + hours * 3_600_000);
    return random.uniform() < OUTAGE_SHARE;
  });
  return { isOutage, lateMs };
}

function deliverCampaign(
  plan: CampaignPlan,
  account: AccountDays,
  settings: MarketSettings,
  calendar: Calendar,
): Delivery {
  const { days, seed, noise } = settings;
  const random = createRandom(seed, `delivery ${plan.campaignId}`);
  const channel = channelSettings[plan.channel];
  const delivery: Delivery = {
    costMicros: new Float64Array(days),
    clicks: new Int32Array(days),
    viewed: new Int32Array(days),
    unviewed: new Int32Array(days),
    voidedMs: new Float64Array(days),
    lateMs: account.lateMs,
  };
  for (let t = 0; t < days; t++) {
    const [use, clickNoise, impressionNoise] = [random.normal(), random.normal(), random.normal()];
    const [voided, voidAge] = [random.uniform(), random.uniform()];
    if (!isOnAir(plan, t) || account.isOutage[t]) continue;
    const share = Math.min(2, BUDGET_USE * Math.exp(BUDGET_USE_SPREAD * noise * use));
    const budgetMicros = stepOf(plan.budgetsCents, t) * MICROS_PER_CENT;
    const unit = plan.account.platform === "facebook_ads" ? MICROS_PER_CENT : 1;
    const costMicros = Math.max(unit, Math.round((budgetMicros * share) / unit) * unit);
    const costEur = (costMicros / 1e6) * toEur(plan.account.currencyCode, calendar.day(t));
    const clicks = Math.max(1, Math.round((costEur / channel.cpcEur) * Math.exp(CLICK_SPREAD * noise * clickNoise)));
    const impressions = (clicks / channel.ctr) * Math.exp(IMPRESSION_SPREAD * noise * impressionNoise);
    const unclicked = Math.max(0, Math.round(impressions) - clicks);
    delivery.costMicros[t] = costMicros;
    delivery.clicks[t] = clicks;
    delivery.viewed[t] = Math.floor(unclicked * channel.viewRate);
    delivery.unviewed[t] = unclicked - (delivery.viewed[t] as number);
    if (voided < VOIDED_SHARE)
      delivery.voidedMs[t] = Math.round(calendar.startMs(t + 1) + voidDays(plan, voidAge) * DAY_MS);
  }
  return delivery;
}

/** Google takes traffic back within a week, Facebook within four. */
function voidDays(plan: CampaignPlan, uniform: number): number {
  return plan.account.platform === "google_ads" ? 1 + 4.5 * uniform : 1 + 22 * uniform;
}
