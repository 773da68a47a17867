import { createRandom, type Random } from "../../../functions/models/numeric/random.ts";
import type { Calendar } from "./calendar.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { pickOne } from "./draws.ts";
import { campaignVersions, type PlanStatus, partVersions } from "./entity-versions.ts";
import type { FacebookAd, FacebookAdSet, FacebookCampaign, FacebookStatus, FacebookTargeting } from "./facebook.ts";
import { type PartSpan, partLife } from "./part-life.ts";
import type { Version } from "./versioned.ts";

export interface FacebookEntity {
  readonly campaign: FacebookCampaign;
  /** By id of the ad. */
  readonly spans: ReadonlyMap<string, PartSpan>;
}

const STATUS: Readonly<Record<PlanStatus, FacebookStatus>> = { on: "ACTIVE", off: "PAUSED", gone: "DELETED" };
const AD_SETS = ["Broad 25-54", "Interests Cycling"] as const;
const ADS = ["Film A", "Carousel B"] as const;
const BODIES = ["Carry everything. Park anywhere.", "Your team rides, we repair.", "Try one this week."] as const;
const CALLS = ["LEARN_MORE", "SIGN_UP", "SHOP_NOW"] as const;

/** Facebook's campaign of a plan. Two in three hold their budget themselves, in the others the ad sets that live share it evenly. */
export function facebookEntity(plan: CampaignPlan, calendar: Calendar, seed: number): FacebookEntity {
  const spans = new Map<string, PartSpan>();
  const holdsBudget = plan.index % 3 !== 0;
  const lives = AD_SETS.map((name, s) => partLife(name, s, plan, adSetRandom(plan, s, seed)));
  const adSets = AD_SETS.map((name, s) => adSet(plan, name, s, holdsBudget ? null : lives, calendar, seed, spans));
  const campaign: FacebookCampaign = {
    id: plan.campaignId,
    versions: campaignVersions(plan, calendar, (name, status, budgetCents) => ({
      name,
      status: STATUS[status],
      dailyBudgetCents: holdsBudget ? budgetCents : null,
    })),
    channel: plan.channel,
    objective:
      plan.channel === "retargeting" ? "OUTCOME_SALES" : plan.index % 2 ? "OUTCOME_LEADS" : "OUTCOME_AWARENESS",
    bidStrategy: plan.index % 4 === 0 ? "COST_CAP" : "LOWEST_COST_WITHOUT_CAP",
    startDay: calendar.day(plan.firstDay),
    adSets,
  };
  return { campaign, spans };
}

function adSet(
  plan: CampaignPlan,
  name: string,
  position: number,
  /** Spans of all ad sets of the campaign where they hold its budget. */
  sharers: readonly PartSpan[] | null,
  calendar: Calendar,
  seed: number,
  spans: Map<string, PartSpan>,
): FacebookAdSet {
  const id = `12022${plan.campaignId.slice(6)}${position + 1}`;
  const random = adSetRandom(plan, position, seed);
  const life = partLife(name, position, plan, random);
  const ads = ADS.map((adName, a) =>
    ad(plan, adName, a, `12023${plan.campaignId.slice(7)}${position + 1}${a + 1}`, life, random, calendar, spans),
  );
  const status = partVersions(life, plan, calendar, (partName, state) => ({
    name: partName,
    status: STATUS[state],
    dailyBudgetCents: null as number | null,
  }));
  return {
    id,
    versions: sharers === null ? status : withBudget(status, plan, calendar, sharers),
    optimizationGoal:
      plan.channel === "retargeting" ? "OFFSITE_CONVERSIONS" : plan.index % 2 ? "LEAD_GENERATION" : "REACH",
    targeting: targeting(plan, position),
    ads,
    audience: plan.channel === "retargeting" ? 18_000 : 400_000 + 100_000 * random.integer(12),
  };
}

function adSetRandom(plan: CampaignPlan, position: number, seed: number): Random {
  return createRandom(seed, `ad set ${plan.campaignId} ${position}`);
}

/** Budget changes of the plan, each ad set's share of it, merged into the ad set's own history. One that has ended keeps what it had. */
function withBudget(
  versions: FacebookAdSet["versions"],
  plan: CampaignPlan,
  calendar: Calendar,
  sharers: readonly PartSpan[],
): FacebookAdSet["versions"] {
  const first = versions[0] as Version<FacebookAdSet["versions"][number]["state"]>;
  const instants = new Set([
    ...versions.map(({ fromMs }) => fromMs),
    ...[...plan.budgetsCents.map(({ fromDay }) => fromDay), ...sharers.map(({ endDay }) => endDay)]
      .filter((day) => day < calendar.days)
      .map((day) => Math.max(first.fromMs, calendar.startMs(day))),
  ]);
  return [...instants]
    .sort((a, b) => a - b)
    .map((fromMs) => {
      const { state } = versions.findLast((version) => version.fromMs <= fromMs) ?? first;
      const budget =
        plan.budgetsCents.findLast(({ fromDay }) => calendar.startMs(fromDay) <= fromMs) ?? plan.budgetsCents[0];
      const living = sharers.filter(({ endDay }) => fromMs < calendar.startMs(endDay)).length;
      const share = state.status === "ACTIVE" ? Math.max(1, living) : sharers.length;
      return { fromMs, state: { ...state, dailyBudgetCents: Math.round((budget?.value ?? 0) / share) } };
    });
}

function targeting(plan: CampaignPlan, position: number): FacebookTargeting {
  return {
    ageMin: position === 0 ? 25 : 18,
    ageMax: position === 0 ? 54 : 65,
    genders: plan.index % 5 === 0 ? [1] : [],
    countries: plan.account.market === "eu" ? ["DE", "AT"] : ["US", "CA"],
    interests: position === 1 ? [{ id: "6003139266461", name: "Cycling" }] : [],
    customAudiences:
      plan.channel === "retargeting"
        ? [{ id: "23850001", name: "Website visitors 30d" }]
        : position === 0
          ? [{ id: "23850002", name: "Lookalike (1%) - Owners" }]
          : [],
  };
}

function ad(
  plan: CampaignPlan,
  name: string,
  position: number,
  id: string,
  parent: PartSpan,
  random: Random,
  calendar: Calendar,
  spans: Map<string, PartSpan>,
): FacebookAd {
  const life = partLife(`${name} ${plan.account.market}`, position, parent, random);
  spans.set(id, life);
  return {
    id,
    versions: partVersions(life, plan, calendar, (partName, status) => ({ name: partName, status: STATUS[status] })),
    creative: {
      id: `7${id.slice(3)}`,
      name: `${name} creative`,
      title: pickOne(["Bikes that carry more", "Fleet, solved"], random),
      body: pickOne(BODIES, random),
      callToActionType: pickOne(CALLS, random),
      linkUrl: "https://www.velo-works.example/fleet",
      urlTags: "utm_source=facebook&utm_medium=paid_social&utm_campaign={{campaign.name}}&utm_content={{ad.name}}",
      imageUrl: position === 1 ? `https://images.velo-works.example/${id}.jpg` : null,
      videoId: position === 0 ? `9${id.slice(4)}` : null,
      textIn: random.uniform() < 0.5 ? "creative" : "object_story_spec",
    },
  };
}
