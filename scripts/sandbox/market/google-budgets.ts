import type { Calendar } from "./calendar.ts";
import { type CampaignPlan, stepOf } from "./campaign-plan.ts";
import type { GoogleBudget } from "./google.ts";

const MICROS_PER_CENT = 10_000;
/** Campaigns of a search account that share one budget: the second and third. */
const SHARED_POSITIONS = [1, 2] as const;
const SET_UP_MS = 3 * 86_400_000;

/** Budgets of the Google accounts: one a campaign, but that two search campaigns of an account share one. */
export function googleBudgets(
  plans: readonly CampaignPlan[],
  calendarOf: (accountId: string) => Calendar,
): { idOf(plan: CampaignPlan): string; ofAccount(accountId: string): readonly GoogleBudget[] } {
  const google = plans.filter(({ account }) => account.platform === "google_ads");
  const shared = (plan: CampaignPlan): readonly CampaignPlan[] => {
    const search = google.filter(
      ({ account, channel }) => account.accountId === plan.account.accountId && channel === "paid_search",
    );
    const partners = SHARED_POSITIONS.flatMap((position) => search[position] ?? []);
    return partners.includes(plan) ? partners : [plan];
  };
  const idOf = (plan: CampaignPlan): string => `9${(shared(plan)[0] ?? plan).campaignId.slice(1)}`;
  return {
    idOf,
    ofAccount: (accountId) => {
      const groups = new Map<string, readonly CampaignPlan[]>();
      for (const plan of google) if (plan.account.accountId === accountId) groups.set(idOf(plan), shared(plan));
      return [...groups].map(([id, members]) => budget(id, members, calendarOf(accountId)));
    },
  };
}

/** Amount: what the plans of the members that live that day add up to. */
function budget(id: string, members: readonly CampaignPlan[], calendar: Calendar): GoogleBudget {
  const name = members.length > 1 ? "Shared search budget" : `Budget ${members[0]?.campaignId}`;
  const starts = members.flatMap(({ budgetsCents, firstDay, endDay }) => [
    firstDay,
    ...budgetsCents.map(({ fromDay }) => fromDay),
    ...(members.length > 1 && endDay < calendar.days ? [endDay] : []),
  ]);
  const days = [...new Set(starts)].sort((a, b) => a - b);
  const versions = days.flatMap((day, i) => {
    const alive = members.filter(({ firstDay, endDay }) => day >= firstDay && day < endDay);
    const cents = alive.reduce((sum, plan) => sum + stepOf(plan.budgetsCents, day), 0);
    if (cents === 0) return [];
    const fromMs = calendar.startMs(day) - (i === 0 ? SET_UP_MS : 0);
    return [{ fromMs, state: { name, amountMicros: cents * MICROS_PER_CENT } }];
  });
  return { id, versions };
}
