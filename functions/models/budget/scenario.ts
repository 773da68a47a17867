import { quantileSorted } from "../numeric/quantiles.ts";
import { channelBounds, infeasibility } from "./bounds.ts";
import type { Bounds, BudgetChannel, PairedCurves, Range, ResponseCurve } from "./contract.ts";
import { fromMinorUnits } from "./minor-units.ts";
import { unchangedPlan } from "./plan.ts";
import { roundToTotal } from "./round-to-total.ts";
import type { BudgetSettings } from "./settings.ts";
import { waterFill } from "./water-filling.ts";

/** move: shift the money; hold: keep today's split; infeasible: no plan of that total keeps the limits. */
export type ScenarioStatus = "move" | "hold" | "infeasible";

export interface ChannelPlan {
  readonly channel: string;
  /** Decimal text in whole minor units; the channels add up to the total exactly. */
  readonly spend: string;
  readonly minSpend: string;
  readonly maxSpend: string;
  readonly decision: "move" | "hold";
  readonly binding: "none" | "min" | "max";
  readonly objective: Range;
  readonly kpi: Range;
  /** Objective per further money at that spend. */
  readonly slope: number;
}

export interface Scenario {
  /** Total as a multiple of today's: 1.1 = 110 %. */
  readonly level: number;
  readonly status: ScenarioStatus;
  readonly reason: string | null;
  readonly totalBudget: string;
  /** Where infeasible today's split of today's total, of another total none. */
  readonly channels: readonly ChannelPlan[];
  /** null where infeasible. */
  readonly objective: Range | null;
  readonly kpi: number | null;
  /** Of the best split over today's split of the same total, also where the advice is to hold. */
  readonly gain: Range | null;
  readonly gainProbability: number | null;
  /** What rounding to the currency's units cost, as a share of the objective. */
  readonly optimalityGap: number | null;
  readonly isExtrapolated: boolean;
}

export interface ScenarioOptions {
  readonly settings: BudgetSettings;
  /** Decimals of the currency. */
  readonly digits: number;
  /** A reason to hold whatever the curves say; null where the model may be followed. */
  readonly withheld: string | null;
}

/** Below this chance that the best split is better at all, today's is kept. */
export const LEAST_GAIN_PROBABILITY = 0.8;
const MOST_REACH = 1.2;

/**
 * The best split of level × today's total within the bounds, compared with today's split of the same total on paired draws. The split is
 * chosen on the mean curves, the draws only judge it. P(gain > 0) < .8, or no gain, means hold: never a plan worse than today's.
 */
export function planScenario(channels: readonly BudgetChannel[], level: number, options: ScenarioOptions): Scenario {
  const { settings, digits, withheld } = options;
  const text = (units: number): string => fromMinorUnits(BigInt(units), digits);
  const plan = unchangedPlan(channels, level, digits);
  const now = unchangedPlan(channels, 1, digits)?.total ?? 0;
  const problem = plan
    ? infeasibility(channels, plan.spend, plan.total, settings)
    : "the held channels leave no budget to plan";
  const unit = 10 ** -digits;
  if (!plan || problem !== null) {
    const kept = plan && level === 1 ? plan.spend : [];
    const stay = kept.map((spend, i) =>
      channelPlan(
        channels[i] as BudgetChannel,
        spend,
        { min: spend, max: spend, relaxed: null },
        { moves: false, unit, text },
      ),
    );
    return { ...infeasible(level, text(Math.round(level * now)), problem), channels: stay };
  }
  const bounds = channelBounds(channels, plan.spend, plan.total, settings);
  const curves = channels.map(({ objective }) => inUnits(objective.mean, unit));
  const ideal = waterFill(curves, bounds, plan.total).spend;
  const best = roundToTotal(
    ideal,
    plan.total,
    bounds.map(({ max }) => max),
  );
  const worth = (spend: readonly number[], of: (channel: BudgetChannel) => ResponseCurve): number =>
    channels.reduce((sum, channel, i) => sum + of(channel).value((spend[i] as number) * unit), 0);
  const gains = drawsOf(channels).map((d) => worth(best, drawn(d)) - worth(plan.spend, drawn(d)));
  const meanGain = worth(best, meanCurve) - worth(plan.spend, meanCurve);
  const gainProbability = gains.filter((gain) => gain > 0).length / gains.length;
  const relaxed = bounds.flatMap((bound) => bound.relaxed ?? []);
  const hold = withheld ?? (meanGain > 0 && gainProbability >= LEAST_GAIN_PROBABILITY ? null : "gain_uncertain");
  const spend = hold === null ? best : plan.spend;
  const bestWorth = worth(best, meanCurve);
  return {
    level,
    status: hold === null ? "move" : "hold",
    reason: [...(hold === null ? [] : [hold]), ...relaxed].join("; ") || null,
    totalBudget: text(plan.total),
    channels: channels.map((channel, i) =>
      channelPlan(channel, spend[i] as number, bounds[i] as Bounds, { moves: hold === null, unit, text }),
    ),
    objective: rangeOf(
      worth(spend, meanCurve),
      drawsOf(channels).map((d) => worth(spend, drawn(d))),
    ),
    kpi: worth(spend, (channel) => channel.kpi.mean),
    gain: rangeOf(meanGain, gains),
    gainProbability,
    optimalityGap: bestWorth > 0 ? Math.max(0, worth(ideal, meanCurve) / bestWorth - 1) : null,
    isExtrapolated: channels.some(({ reach }, i) => reach((spend[i] as number) * unit) > MOST_REACH),
  };
}

interface PlanUnits {
  readonly moves: boolean;
  /** Money of one minor unit. */
  readonly unit: number;
  readonly text: (units: number) => string;
}

function channelPlan(
  channel: BudgetChannel,
  spend: number,
  { min, max }: Bounds,
  { moves, unit, text }: PlanUnits,
): ChannelPlan {
  const at = ({ mean, draws }: PairedCurves): Range =>
    rangeOf(
      mean.value(spend * unit),
      draws.map((draw) => draw.value(spend * unit)),
    );
  return {
    channel: channel.channel,
    spend: text(spend),
    minSpend: text(min),
    maxSpend: text(max),
    decision: moves && channel.held === null && max > min ? "move" : "hold",
    binding: !moves || max === min ? "none" : spend <= min ? "min" : spend >= max ? "max" : "none",
    objective: at(channel.objective),
    kpi: at(channel.kpi),
    slope: channel.objective.mean.slope(spend * unit),
  };
}

function infeasible(level: number, totalBudget: string, reason: string | null): Scenario {
  return {
    level,
    status: "infeasible",
    reason,
    totalBudget,
    channels: [],
    objective: null,
    kpi: null,
    gain: null,
    gainProbability: null,
    optimalityGap: null,
    isExtrapolated: false,
  };
}

function inUnits(curve: ResponseCurve, unit: number): ResponseCurve {
  return { value: (spend) => curve.value(spend * unit), slope: (spend) => curve.slope(spend * unit) * unit };
}

function meanCurve(channel: BudgetChannel): ResponseCurve {
  return channel.objective.mean;
}

function drawn(index: number): (channel: BudgetChannel) => ResponseCurve {
  return (channel) => channel.objective.draws[index] as ResponseCurve;
}

function drawsOf(channels: readonly BudgetChannel[]): number[] {
  return Array.from({ length: Math.min(...channels.map(({ objective }) => objective.draws.length)) }, (_, d) => d);
}

function rangeOf(value: number, draws: readonly number[]): Range {
  const sorted = Float64Array.from(draws).sort();
  return {
    value,
    low: Math.min(value, quantileSorted(sorted, 0.05)),
    high: Math.max(value, quantileSorted(sorted, 0.95)),
  };
}
