import { z } from "zod";

/** Canonical timestamp text to seconds since 1970. */
const seconds = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text) / 1000);

/** A row of `marts.int_lead_instants`. */
export const instantRow = z.object({
  lead_id: z.string(),
  person_id: z.string(),
  kind: z.enum(["after_arrival", "now"]),
  score_at: seconds,
  age_days: z.number(),
  stage: z.string().nullable(),
  won_at: seconds.nullable(),
  is_unknown: z.boolean(),
});

const otherFact = z.object({
  fact: z.string(),
  value_number: z.number().nullable(),
  value_text: z.string().nullable(),
});

/** A row of `marts.int_lead_features`: the columns of the feature catalogue, and the files' own facts. */
export const featureRow = z
  .object({ lead_id: z.string(), score_at: seconds, other_facts: z.array(otherFact) })
  .catchall(z.union([z.string(), z.number(), z.null()]));

/** The row of `marts.int_lead_outcomes`. */
export const outcomesRow = z.object({
  data_end: seconds.nullable(),
  first_outcome_at: seconds.nullable(),
  leads: z.number(),
});

/** A row of `marts.int_lead_deal_values`. */
export const dealValueRow = z.object({
  project: z.string().nullable(),
  currency_code: z.string(),
  won_leads: z.number(),
  won_value: z.number(),
});

export type InstantRow = z.output<typeof instantRow>;
export type FeatureRow = z.output<typeof featureRow>;
export type DealValueRow = z.output<typeof dealValueRow>;
