import type { Calendar } from "./calendar.ts";
import { type CampaignPlan, isOnAir, type PlanStep, stepOf } from "./campaign-plan.ts";
import type { Version, Versioned } from "./versioned.ts";

/** An advertiser sets a campaign up this long before it first runs. */
const SET_UP_MS = 2 * 86_400_000;
/** Names are changed at 10:37 in the morning, while the day is running. */
const RENAMED_AT_MS = (10 * 60 + 37) * 60_000;

export type PlanStatus = "on" | "off" | "gone";

/** State of a campaign day by day becomes versions: one where name, status or budget changes. */
export function campaignVersions<State>(
  plan: CampaignPlan,
  calendar: Calendar,
  stateOf: (name: string, status: PlanStatus, budgetCents: number) => State,
): readonly Version<State>[] {
  const versions: Version<State>[] = [];
  let before: readonly [string, PlanStatus, number] | undefined;
  for (let day = plan.firstDay; day <= Math.min(plan.endDay, calendar.days - 1); day++) {
    const now = [
      stepOf(plan.names, day),
      day >= plan.endDay ? "gone" : isOnAir(plan, day) ? "on" : "off",
      stepOf(plan.budgetsCents, day),
    ] as const;
    const wasRenamed = before !== undefined && before[0] !== now[0];
    const hasMoved = before === undefined || before[1] !== now[1] || before[2] !== now[2];
    const startMs = calendar.startMs(day) - (before === undefined ? SET_UP_MS : 0);
    if (hasMoved) versions.push({ fromMs: startMs, state: stateOf(before?.[0] ?? now[0], now[1], now[2]) });
    if (wasRenamed) versions.push({ fromMs: startMs + RENAMED_AT_MS, state: stateOf(...now) });
    before = now;
  }
  return versions;
}

/** Part of a campaign: its own days on air, and a new name at some point. */
export interface PartLife {
  readonly firstDay: number;
  readonly endDay: number;
  readonly names: readonly PlanStep<string>[];
  readonly endStatus: PlanStatus;
}

/** Versions of an ad group, ad set, ad or keyword: set up, renamed, ended. Ends with the campaign without a change of its own. */
export function partVersions<State>(
  life: PartLife,
  plan: CampaignPlan,
  calendar: Calendar,
  stateOf: (name: string, status: PlanStatus) => State,
): readonly Version<State>[] {
  const setUpMs = calendar.startMs(life.firstDay) - SET_UP_MS;
  const isRemoved = life.endDay < plan.endDay;
  return life.names
    .map(({ fromDay, value }, i) => ({
      fromMs: i === 0 ? setUpMs : calendar.startMs(fromDay) + RENAMED_AT_MS,
      state: stateOf(value, "on"),
    }))
    .concat(
      isRemoved
        ? [{ fromMs: calendar.startMs(life.endDay), state: stateOf(stepOf(life.names, life.endDay), life.endStatus) }]
        : [],
    );
}

/** A versioned thing without history of its own: there from the set-up on. */
export function fixed<State>(id: string, plan: CampaignPlan, calendar: Calendar, state: State): Versioned<State> {
  return { id, versions: [{ fromMs: calendar.startMs(plan.firstDay) - SET_UP_MS, state }] };
}
