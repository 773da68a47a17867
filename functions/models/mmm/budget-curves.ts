import { sumDecimals } from "../../lib/money.ts";
import type { ClassicModel } from "./classic.ts";
import type { MmmChannel } from "./contract.ts";
import { unitCurve } from "./curves.ts";
import type { MediaShape } from "./design.ts";
import { dayNumber, daysOf, isoDay } from "./periods.ts";

/** A curve of a channel's spend over the horizon: value and its derivative. */
interface Curve {
  value(spend: number): number;
  slope(spend: number): number;
}

/** One channel's part of the current plan, and what its spend brings; as the allocation reads it. */
export interface ChannelHorizon {
  readonly channel: string;
  readonly currentSpend: string;
  readonly objective: { readonly mean: Curve; readonly draws: readonly Curve[] };
  readonly kpi: { readonly mean: Curve; readonly draws: readonly Curve[] };
  readonly held: string | null;
  readonly reach: (spend: number) => number;
}

export interface Horizon {
  /** First and last day. */
  readonly start: string;
  readonly end: string;
  readonly channels: readonly ChannelHorizon[];
}

/**
 * The last weeks of spend as the current plan, with the response of each channel: money where a KPI unit has a value, else KPI. Periods whose
 * KPI is not final belong to the plan too. Channels whose effect is not identified are held at their spend; those of unknown spend are no part.
 */
export function budgetHorizon(model: ClassicModel, horizonWeeks: number): Horizon {
  const { panel, design, fit, draws, channels: results } = model;
  const first = panel.channels[0] as MmmChannel;
  const known = first.media.length + first.recent.media.length;
  const periods = Math.min(known, horizonWeeks * (panel.grain === "week" ? 1 : 7));
  const from = known - periods;
  const dayOf = (t: number): number =>
    dayNumber(panel.periods[0] as string) + (t - panel.historyLength) * daysOf(panel.grain);
  const ones = new Float64Array(periods).fill(1);
  const worth = panel.valuePerKpi ? worthOver(panel.valuePerKpi, panel.historyLength, from, periods) : ones;
  const channels = panel.channels
    .filter(({ isSpendKnown }) => isSpendKnown)
    .map((channel): ChannelHorizon => {
      const index = design.shapes.findIndex((shape) => shape.channel.name === channel.name);
      const spendText = [...channel.spendText, ...channel.recent.spendText].slice(from);
      const common = { channel: channel.name, currentSpend: sumDecimals(spendText) };
      const result = results.find((one) => one.channel === channel.name);
      if (index < 0) return { ...common, ...nothing(draws.length), held: result?.reason ?? "not_identified" };
      const shape = design.shapes[index] as MediaShape;
      const money = unitCurve({ shape, from, to: known, worth });
      const kpi = unitCurve({ shape, from, to: known, worth: ones });
      const weights = draws.map((draw) => draw.fit.effects[index] as number);
      const paired = (curve: Curve) => ({
        mean: weighted(curve, fit.effects[index] as number),
        draws: weights.map((weight) => weighted(curve, weight)),
      });
      return {
        ...common,
        objective: paired(money),
        kpi: paired(kpi),
        held: result?.identification === "identified" ? null : (result?.reason ?? "not_identified"),
        reach: money.reach,
      };
    });
  return { start: isoDay(dayOf(from)), end: isoDay(dayOf(known) - 1), channels };
}

/** Values of the fitted periods that the horizon covers; later ones take the last known value. */
function worthOver(worth: Float64Array, historyLength: number, from: number, periods: number): Float64Array {
  return Float64Array.from({ length: periods }, (_, i) => {
    const t = Math.max(0, Math.min(worth.length - 1, from - historyLength + i));
    return worth[t] as number;
  });
}

function weighted(curve: Curve, weight: number): Curve {
  return { value: (spend) => weight * curve.value(spend), slope: (spend) => weight * curve.slope(spend) };
}

function nothing(draws: number) {
  const flat: Curve = { value: () => 0, slope: () => 0 };
  const paired = { mean: flat, draws: Array.from({ length: draws }, () => flat) };
  return { objective: paired, kpi: paired, reach: () => 0 };
}
