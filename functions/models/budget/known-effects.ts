import type { BudgetChannel } from "./contract.ts";

/** The reason of channels whose sum is identified, only not its split among them. */
const COLLINEAR = "collinear";

type Held = Pick<BudgetChannel, "held" | "currentSpend">;

/** Whether the model knows what a channel's spend brings: of one held for want of evidence it does not, unless nothing is spent. */
export function isEffectKnown({ held, currentSpend }: Held): boolean {
  return held === null || Number(currentSpend) === 0;
}

/** Whether it knows what all of them bring: channels that only move together are known together. */
export function isTotalKnown(channels: readonly Held[]): boolean {
  return channels.every((channel) => isEffectKnown(channel) || channel.held === COLLINEAR);
}
