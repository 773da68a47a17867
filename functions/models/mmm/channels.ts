import { sumDecimals } from "../../lib/money.ts";
import { sum } from "../numeric/columns.ts";
import { adstock } from "./adstock.ts";
import type { BootstrapDraw } from "./block-bootstrap.ts";
import type { Estimate, MmmChannel, MmmPanel } from "./contract.ts";
import type { Design, MediaShape } from "./design.ts";
import { collinearGroups, spendProblem } from "./identification.ts";
import { intervalOf } from "./interval.ts";
import type { PenalisedFit } from "./penalised-fit.ts";
import { REASONS } from "./reasons.ts";

/** What a channel caused over the fitted periods. null: unknown, or without meaning (no spend, no known value of a KPI unit). */
export interface ChannelResult {
  readonly channel: string;
  /** Exact decimal text; null where only exposures are known. */
  readonly spend: string | null;
  readonly spendShare: number | null;
  /** KPI units. Of a channel that the data cannot identify at all the value is null, the interval what is possible. */
  readonly contribution: { readonly value: number | null; readonly low: number | null; readonly high: number | null };
  readonly contributionValue: number | null;
  readonly contributionShare: number | null;
  /** Money back per money spent; contributionValue = roi · spend. */
  readonly roi: Estimate | null;
  /** Money back per further money at +1 % spend. */
  readonly marginalRoi: Estimate | null;
  readonly costPerKpi: number | null;
  readonly reportedRoas: number | null;
  /** Share of the contribution that earlier periods' advertising caused. */
  readonly carryoverShare: number | null;
  readonly identification: "identified" | "not_identified";
  readonly reason: string | null;
}

const STEP = 0.01;

interface Context {
  readonly panel: MmmPanel;
  readonly design: Design;
  readonly fit: PenalisedFit;
  readonly draws: readonly BootstrapDraw[];
  /** KPI units of an average period without advertising, summed over the periods. */
  readonly baselineTotal: number;
}

/** Every channel of the panel, by name, those without an identifiable effect included with the reason. */
export function channelResults(context: Context): ChannelResult[] {
  const { panel, design } = context;
  const groups = collinearGroups(design);
  const totalSpend = sum(panel.channels.map((channel) => fittedSpend(panel, channel)));
  const kpiTotal = sum(panel.kpi);
  return panel.channels.map((channel): ChannelResult => {
    const index = design.shapes.findIndex((shape) => shape.channel.name === channel.name);
    const spend = fittedSpend(panel, channel);
    const common = {
      channel: channel.name,
      spend: channel.isSpendKnown ? sumDecimals(channel.spendText.slice(panel.historyLength)) : null,
      spendShare: channel.isSpendKnown && totalSpend > 0 ? spend / totalSpend : null,
      reportedRoas: reportedRoas(panel, channel, spend),
    };
    if (index < 0) return { ...common, ...unidentified(context, channel) };
    const group = groups.find((members) => members.includes(index));
    const effect = effectOf(context, index, group);
    const value = valued(context, index, spend, effect);
    return {
      ...common,
      ...value,
      contribution: effect,
      contributionShare: kpiTotal > 0 ? effect.value / kpiTotal : null,
      costPerKpi: spend > 0 && effect.value > 0 ? spend / effect.value : null,
      carryoverShare: carryoverShare(design.shapes[index] as MediaShape, panel.historyLength),
      identification: group ? "not_identified" : "identified",
      reason: group ? REASONS.collinear : context.fit.effects[index] === 0 ? REASONS.droppedByPenalty : null,
    };
  });
}

function unidentified({ panel, baselineTotal }: Context, channel: MmmChannel) {
  const reason = spendProblem(channel, panel.historyLength);
  const isZero = reason === REASONS.zeroChannel;
  return {
    contribution: isZero ? { value: 0, low: 0, high: 0 } : { value: null, low: 0, high: Math.max(0, baselineTotal) },
    contributionValue: isZero && panel.valuePerKpi ? 0 : null,
    contributionShare: isZero ? 0 : null,
    roi: null,
    marginalRoi: null,
    costPerKpi: null,
    carryoverShare: null,
    identification: "not_identified" as const,
    reason,
  };
}

/**
 * What is said of channels whose model forecasts no better than its benchmarks: its fit is chance or shrinkage, so that any effect from none
 * to the whole KPI is possible, and a narrow interval around it would be a claim. What is known without a model stays.
 */
export function withoutEvidence(channels: readonly ChannelResult[], kpiTotal: number): ChannelResult[] {
  return channels.map((channel) =>
    channel.reason === REASONS.zeroChannel
      ? channel
      : {
          ...channel,
          contribution: { value: null, low: 0, high: Math.max(0, kpiTotal) },
          contributionValue: null,
          contributionShare: null,
          roi: null,
          marginalRoi: null,
          costPerKpi: null,
          carryoverShare: null,
          identification: "not_identified",
          reason: channel.identification === "not_identified" ? channel.reason : REASONS.noBetterThanNaive,
        },
  );
}

/** Contribution with its interval; of channels that only move together anything from none to all of the group's. */
function effectOf({ design, fit, draws }: Context, index: number, group: readonly number[] | undefined): Estimate {
  const units = design.effects.map(({ values }) => sum(values));
  const contribution = (weights: readonly number[], j: number): number => (units[j] as number) * (weights[j] as number);
  const own = intervalOf(
    contribution(fit.effects, index),
    draws.map((draw) => contribution(draw.fit.effects, index)),
  );
  if (!group) return own;
  const ofGroup = (weights: readonly number[]): number => sum(group.map((j) => contribution(weights, j)));
  const whole = intervalOf(
    ofGroup(fit.effects),
    draws.map((draw) => ofGroup(draw.fit.effects)),
  );
  return { value: own.value, low: Math.min(0, own.low), high: Math.max(own.high, whole.high) };
}

function valued({ panel, design, fit, draws }: Context, index: number, spend: number, effect: Estimate) {
  const { valuePerKpi, historyLength } = panel;
  if (!valuePerKpi || !(spend > 0)) return { contributionValue: null, roi: null, marginalRoi: null };
  const shape = design.shapes[index] as MediaShape;
  const now = moneyPerWeight(shape, historyLength, valuePerKpi, 1);
  const more = moneyPerWeight(shape, historyLength, valuePerKpi, 1 + STEP) - now;
  const weight = fit.effects[index] as number;
  const draw = draws.map((one) => one.fit.effects[index] as number);
  const roi = intervalOf(
    (weight * now) / spend,
    draw.map((one) => (one * now) / spend),
  );
  const stretch = (bound: number): number => (effect.value === 0 ? 0 : (bound / effect.value) * roi.value);
  const marginalRoi = intervalOf(
    (weight * more) / (STEP * spend),
    draw.map((one) => (one * more) / (STEP * spend)),
  );
  return {
    contributionValue: roi.value * spend,
    roi: {
      value: roi.value,
      low: Math.min(roi.low, stretch(effect.low)),
      high: Math.max(roi.high, stretch(effect.high)),
    },
    marginalRoi,
  };
}

/** Money per unit weight over the fitted periods with their media multiplied; the history stays. */
function moneyPerWeight(shape: MediaShape, historyLength: number, worth: Float64Array, multiplier: number): number {
  const media = shape.channel.media.map((value, t) => (t < historyLength ? value : value * multiplier));
  const working = adstock(media, shape.decay).subarray(historyLength);
  return sum(worth.map((money, t) => money * shape.saturation.effect(working[t] as number)));
}

/** Each period's effect belongs to this and earlier periods in proportion to what each has at work. */
function carryoverShare(shape: MediaShape, historyLength: number): number | null {
  const working = adstock(shape.channel.media, shape.decay);
  let all = 0;
  let carried = 0;
  for (let t = historyLength; t < working.length; t++) {
    const amount = working[t] as number;
    if (amount <= 0) continue;
    const effect = shape.saturation.effect(amount);
    all += effect;
    carried += (effect * (amount - (shape.channel.media[t] as number))) / amount;
  }
  return all > 0 ? carried / all : null;
}

function fittedSpend({ historyLength }: MmmPanel, { spend }: MmmChannel): number {
  return sum(spend.subarray(historyLength));
}

function reportedRoas(
  { historyLength, valuePerKpi }: MmmPanel,
  { reportedKpi }: MmmChannel,
  spend: number,
): number | null {
  if (!reportedKpi || !valuePerKpi || !(spend > 0)) return null;
  return sum(valuePerKpi.map((money, t) => money * (reportedKpi[historyLength + t] as number))) / spend;
}
