import { z } from "zod";

/** `models.budget` of settings.yaml. */
export const budgetSettings = z.strictObject({
  /** Furthest change of a channel's spend from plan, as a share of it. */
  bounds: z.number().gt(0).max(1).default(0.3),
  /** Least and largest share of the whole budget for one channel; each gives way where `bounds` cannot reach it. */
  min_share: z.number().min(0).lt(1).default(0.05),
  max_share: z.number().gt(0).max(1).default(0.6),
  /** The current plan is what was spent in the last so many weeks; the advice is for as many. */
  horizon_weeks: z.int().min(1).max(104).default(13),
  /** Total budgets to plan for, as multiples of the current one. */
  scenarios: z.array(z.number().positive()).min(1).default([0.9, 1, 1.1, 1.2, 1.5]),
});

export type BudgetSettings = z.output<typeof budgetSettings>;
