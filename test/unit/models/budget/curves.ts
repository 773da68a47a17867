import type { BudgetChannel, ResponseCurve } from "../../../../functions/models/budget/contract.ts";

/** weight · ln(1 + spend/scale). */
export function logCurve(weight: number, scale: number): ResponseCurve {
  return { value: (spend) => weight * Math.log1p(spend / scale), slope: (spend) => weight / (scale + spend) };
}

/** A channel with a log curve and draws whose weights are 0.9, 0.95 … 1.1 of its own, unless given. */
export function logChannel(
  channel: string,
  currentSpend: string,
  weight: number,
  held: string | null = null,
  factors: readonly number[] = [0.9, 0.95, 1, 1.05, 1.1],
): BudgetChannel {
  const scale = Math.max(1, Number(currentSpend));
  const curves = { mean: logCurve(weight, scale), draws: factors.map((factor) => logCurve(weight * factor, scale)) };
  return { channel, currentSpend, objective: curves, kpi: curves, held, reach: (spend) => spend / scale };
}
