import { adstock } from "./adstock.ts";
import type { BootstrapDraw } from "./block-bootstrap.ts";
import type { Estimate, MmmPanel } from "./contract.ts";
import type { Design, MediaShape } from "./design.ts";
import { intervalOf } from "./interval.ts";
import type { PenalisedFit } from "./penalised-fit.ts";

export interface ResponsePoint {
  readonly channel: string;
  readonly multiplier: number;
  readonly spend: number;
  readonly responseKpi: Estimate;
  /** Money per further money at that spend; null without a value per KPI unit. */
  readonly marginalRoi: number | null;
  readonly isExtrapolated: boolean;
}

/** 0, 0.1 … 2 times the spend of the fitted periods. */
const MULTIPLIERS: readonly number[] = Array.from({ length: 21 }, (_, i) => i / 10);
export const MOST_REACH = 1.2;

/** What each channel would have caused in the fitted periods at other levels of its spend, same flow, earlier advertising carried in. */
export function responseTable(
  panel: MmmPanel,
  design: Design,
  fit: PenalisedFit,
  draws: readonly BootstrapDraw[],
): ResponsePoint[] {
  return design.shapes.flatMap((shape, j) => {
    const own = draws.map((draw) => draw.fit.effects[j] as number);
    const weight = fit.effects[j] as number;
    const spent = shape.channel.spend.subarray(panel.historyLength).reduce((a, b) => a + b, 0);
    return MULTIPLIERS.map((multiplier): ResponsePoint => {
      const { units, slope } = unitsAt(shape, panel, multiplier);
      return {
        channel: shape.channel.name,
        multiplier,
        spend: multiplier * spent,
        responseKpi: intervalOf(
          weight * units,
          own.map((one) => one * units),
        ),
        marginalRoi: panel.valuePerKpi && spent > 0 ? (weight * slope) / spent : null,
        isExtrapolated: multiplier > MOST_REACH,
      };
    });
  });
}

function unitsAt({ channel, decay, saturation }: MediaShape, panel: MmmPanel, multiplier: number) {
  const { historyLength, valuePerKpi } = panel;
  const scaled = adstock(
    channel.media.map((value, t) => (t < historyLength ? value : value * multiplier)),
    decay,
  );
  const flow = adstock(
    channel.media.map((value, t) => (t < historyLength ? 0 : value)),
    decay,
  );
  let units = 0;
  let slope = 0;
  for (let t = historyLength; t < scaled.length; t++) {
    units += saturation.effect(scaled[t] as number);
    slope += (valuePerKpi?.[t - historyLength] ?? 0) * (flow[t] as number) * saturation.slope(scaled[t] as number);
  }
  return { units, slope };
}
