import { correlation } from "../numeric/columns.ts";
import { type Refusal, refuse } from "../readiness/refusal.ts";
import type { MmmPanel } from "./contract.ts";
import type { Design } from "./design.ts";
import { REASONS } from "./reasons.ts";

export interface Warning {
  readonly reason: string;
  readonly detail: string;
}

const LEAST_PERIODS = { week: 52, day: 84 } as const;
const ENOUGH_PERIODS = { week: 104, day: 84 } as const;
const LEAST_ROWS_PER_EFFECT = 4;
const ENOUGH_ROWS_PER_EFFECT = 8;
const LEAK_CORRELATION = 0.995;

/** Whether the series can carry a model at all: enough periods, a KPI that varies, no series that is the KPI in disguise. */
export function checkPanel(panel: MmmPanel): Refusal | null {
  const { kpi, grain, periods, series } = panel;
  const unit = grain === "week" ? "weeks" : "days";
  if (periods.length < LEAST_PERIODS[grain])
    return refuse(REASONS.tooFewPeriods, `${periods.length} ${unit}, at least ${LEAST_PERIODS[grain]} are needed`);
  if (kpi.every((value) => value === kpi[0]))
    return refuse(REASONS.kpiConstant, `${panel.kpiName} is ${kpi[0]} in all ${periods.length} ${unit}`);
  const leak = series.find(({ values }) => Math.abs(correlation(values, kpi) ?? 0) >= LEAK_CORRELATION);
  if (leak)
    return refuse(
      REASONS.leakage,
      `${leak.kind} ${leak.name} correlates ${correlation(leak.values, kpi)?.toFixed(4)} with ${panel.kpiName}: it is made from it`,
    );
  return null;
}

/** Whether there are rows enough for the columns; a warning where they are few. */
export function checkDesign(design: Design): Refusal | null {
  const { effects, periods, perEffect } = sizeOf(design);
  if (effects === 0 || design.shapes.length === 0)
    return refuse(REASONS.noIdentifiedChannel, "no channel has spend that varies");
  return perEffect < LEAST_ROWS_PER_EFFECT
    ? refuse(
        REASONS.tooFewRowsPerEffect,
        `${periods} periods for ${effects} columns, at least ${LEAST_ROWS_PER_EFFECT} each are needed`,
      )
    : null;
}

export function warningsOf(panel: MmmPanel, design: Design): Warning[] {
  const { effects, periods, perEffect } = sizeOf(design);
  const warnings: Warning[] = [];
  if (periods < ENOUGH_PERIODS[panel.grain])
    warnings.push({
      reason: REASONS.tooFewPeriods,
      detail: `${periods} periods, ${ENOUGH_PERIODS[panel.grain]} are recommended`,
    });
  if (perEffect < ENOUGH_ROWS_PER_EFFECT)
    warnings.push({
      reason: REASONS.tooFewRowsPerEffect,
      detail: `${periods} periods for ${effects} columns, ${ENOUGH_ROWS_PER_EFFECT} each are recommended`,
    });
  return warnings;
}

function sizeOf({ kpi, fixed, effects }: Design) {
  const columns = effects.length + fixed.length - 1;
  return { effects: columns, periods: kpi.length, perEffect: kpi.length / columns };
}
