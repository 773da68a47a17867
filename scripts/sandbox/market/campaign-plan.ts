import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import { type Channel, channelNames, channelSettings } from "./channels.ts";
import { usdToEur } from "./fx.ts";
import type { AccountSettings, MarketSettings } from "./settings.ts";

/** What the advertiser decided for a campaign: life, names, budget, days on air. Days are indices of the market. */
export interface CampaignPlan {
  /** Position among all campaigns of the market. */
  readonly index: number;
  readonly account: AccountSettings;
  readonly channel: Channel;
  readonly campaignId: string;
  readonly firstDay: number;
  /** First day it no longer runs; the number of days of the market if it is still there. */
  readonly endDay: number;
  readonly names: readonly PlanStep<string>[];
  /** Daily budget in hundredths of the account's currency. */
  readonly budgetsCents: readonly PlanStep<number>[];
  readonly onDays: number;
  readonly offDays: number;
}

export interface PlanStep<T> {
  readonly fromDay: number;
  readonly value: T;
}

const THEMES: Readonly<Record<Channel, readonly string[]>> = {
  paid_search: ["Brand", "Cargo Bikes", "Fleet Leasing", "City Bikes", "E-Bikes", "Bike Service"],
  performance_max: ["All Products", "Fleet", "Accessories"],
  paid_video: ["Launch Film", "Rider Stories", "How It Works"],
  display: ["Catalog", "Partner Sites"],
  paid_social: ["Prospecting Riders", "Lookalike Owners", "Fleet Managers", "City Launch", "Summer Push", "Parents"],
  retargeting: ["Visitors 30d", "Cart 7d"],
};
const LABEL: Readonly<Record<Channel, string>> = {
  paid_search: "Search",
  performance_max: "PMax",
  paid_video: "Video",
  display: "Display",
  paid_social: "Social",
  retargeting: "Retargeting",
};
const LATE_START_SHARE = 0.3;
const EARLY_END_SHARE = 0.2;
const RENAMED_SHARE = 0.3;
const BUDGET_STEP_DAYS = 28;

/** Plans of every campaign of every account. The first campaign of each channel and account lives all through. */
export function planCampaigns(settings: MarketSettings): readonly CampaignPlan[] {
  const slots = settings.accounts.flatMap((account, a) =>
    channelNames.flatMap((channel) =>
      Array.from({ length: account.campaigns[channel] ?? 0 }, (_, position) => ({ account, a, channel, position })),
    ),
  );
  const sizes = slots.map(({ position }) => 1 / (1 + 0.35 * position));
  return slots.map(({ account, a, channel, position }, index) => {
    const random = createRandom(settings.seed, `plan ${account.accountId} ${channel} ${position}`);
    const life = lifeOf(position, settings.days, random);
    const channelSize = slots.reduce((sum, slot, s) => sum + (slot.channel === channel ? (sizes[s] ?? 0) : 0), 0);
    const meanEur = (channelSettings[channel].dailyEur * (sizes[index] ?? 0)) / channelSize;
    const { onDays, offDays } = channelSettings[channel];
    return {
      index,
      account,
      channel,
      campaignId: campaignIdOf(account, a, index),
      ...life,
      names: namesOf(account, channel, position, life, random),
      budgetsCents: budgetsOf(account, (meanEur * (onDays + offDays)) / onDays, settings, life, random),
      onDays: onDays + (offDays > 0 ? random.integer(5) : 0),
      offDays,
    };
  });
}

/** Whether the plan lets the campaign run that day. */
export function isOnAir(plan: CampaignPlan, day: number): boolean {
  if (day < plan.firstDay || day >= plan.endDay) return false;
  return (day - plan.firstDay) % (plan.onDays + plan.offDays) < plan.onDays;
}

/** The step in force on a day: the last that began. */
export function stepOf<T>(steps: readonly PlanStep<T>[], day: number): T {
  return (steps.findLast(({ fromDay }) => fromDay <= day) ?? (steps[0] as PlanStep<T>)).value;
}

function lifeOf(
  position: number,
  days: number,
  random: Random,
): { readonly firstDay: number; readonly endDay: number } {
  const late = random.uniform();
  const start = random.uniform();
  const early = random.uniform();
  const end = random.uniform();
  const firstDay = position > 0 && late < LATE_START_SHARE ? Math.floor(days * 0.5 * start) : 0;
  const endDay = position > 0 && early < EARLY_END_SHARE ? Math.floor(days * (0.65 + 0.3 * end)) : days;
  return { firstDay, endDay: Math.max(endDay, firstDay + 1) };
}

/** Google: 11 digits. Facebook: 18 digits, more than a double holds exactly. */
function campaignIdOf(account: AccountSettings, a: number, index: number): string {
  const running = String(index + 1).padStart(4, "0");
  return account.platform === "google_ads" ? `2${a + 1}04517${running}` : `12021${a + 1}48830715${running}`;
}

function namesOf(
  account: AccountSettings,
  channel: Channel,
  position: number,
  life: { readonly firstDay: number; readonly endDay: number },
  random: Random,
): readonly PlanStep<string>[] {
  const themes = THEMES[channel];
  const round = position >= themes.length ? ` ${Math.floor(position / themes.length) + 1}` : "";
  const name = `${account.market.toUpperCase()} | ${LABEL[channel]} | ${themes[position % themes.length]}${round}`;
  const isRenamed = random.uniform() < RENAMED_SHARE;
  const at = life.firstDay + 1 + Math.floor((life.endDay - life.firstDay - 1) * (0.2 + 0.6 * random.uniform()));
  const first = { fromDay: life.firstDay, value: name };
  return isRenamed
    ? [first, { fromDay: at, value: `${name.replaceAll(" | ", "_").replaceAll(" ", "-")}_v2` }]
    : [first];
}

/** Budgets move every four weeks or so, between half and one and a half times the mean. */
function budgetsOf(
  account: AccountSettings,
  meanEur: number,
  settings: MarketSettings,
  life: { readonly firstDay: number; readonly endDay: number },
  random: Random,
): readonly PlanStep<number>[] {
  const mean = account.currencyCode === "EUR" ? meanEur : meanEur / usdToEur(settings.firstDay);
  const steps: PlanStep<number>[] = [];
  for (let day = life.firstDay; day < life.endDay; day += BUDGET_STEP_DAYS - 7 + random.integer(15))
    steps.push({ fromDay: day, value: Math.max(100, Math.round(mean * (0.5 + random.uniform())) * 100) });
  return steps;
}
