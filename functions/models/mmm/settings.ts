import { z } from "zod";

const unitShare = z.number().gt(0).lt(1);

/** `models.mmm` of settings.yaml. */
export const mmmSettings = z.strictObject({
  /** Penalty: ridge shrinks all channels, lasso drops some, elastic_net does both. */
  model_type: z.enum(["ridge", "lasso", "elastic_net"]).default("ridge"),
  /** Share of a period's advertising that still works in the next one, by channel; others by name (`adstock.ts`). */
  adstock_decay: z.record(z.string(), z.number().min(0).lt(1)).default({}),
  /** Form of diminishing returns. */
  saturation: z.enum(["log", "none"]).default("log"),
  /** q of ln(1 + A/q): a number in media units, or `mean`, the channel's mean adstock, which no change of unit moves. */
  saturation_scale: z.union([z.literal("mean"), z.number().positive()]).default("mean"),
  /** What is allowed to explain the KPI beside advertising; those that the data cannot carry are left out. */
  time_features: z
    .array(z.enum(["trend", "weekday", "weekend", "month", "yearly", "holidays"]))
    .default(["trend", "weekday", "yearly", "holidays"]),
  /** Last share of the periods, held out to test the model. */
  test_share: unitShare.default(0.2),
  /** Penalty with the least error over the time folds, or the largest one within a standard error of it. */
  alpha_rule: z.enum(["minimum", "one_standard_error"]).default("minimum"),
  /** `auto`: pull towards what the platforms report where their claims add up to the KPI (within 0.5 %). `none`: pull towards 0. */
  prior: z.enum(["auto", "none"]).default("auto"),
  /** Allowed direction of an effect by series; media and organic series are positive unless named here. */
  sign: z.record(z.string(), z.enum(["positive", "negative", "any"])).default({}),
  seed: z.int().min(0).default(1),
});

export type MmmSettings = z.output<typeof mmmSettings>;
