import { z } from "zod";

/** What Salesforce answers, as far as it is read; unknown keys are ignored. Numbers arrive as text (`parseExact`). */

export const tokenAnswer = z.object({ access_token: z.string().min(1), instance_url: z.url() });

export const queryPage = z.object({
  totalSize: z.string().transform(Number),
  done: z.boolean(),
  nextRecordsUrl: z.string().nullish(),
  records: z.array(z.record(z.string(), z.unknown())),
});

/** A record: field → value as text, true or false; parts that are objects (attributes) are left out by the reader. */
export type SalesforceRecord = Readonly<Record<string, unknown>>;

export const describeAnswer = z.object({
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string().default(""),
      type: z.string(),
      /** A formula: it changes without the record being changed. */
      calculated: z.boolean().default(false),
    }),
  ),
});

export type SalesforceField = z.output<typeof describeAnswer>["fields"][number];

/** `connect/organization`: the one place that tells the currency of an organisation with a single one. */
export const organizationFeatures = z.object({
  features: z.object({ defaultCurrencyIsoCode: z.string().nullish() }).nullish(),
});

/** Errors stand in an array; the token endpoint has words of its own. */
export const failureList = z.array(z.object({ errorCode: z.string(), message: z.string().default("") })).min(1);
export const tokenFailure = z.object({ error: z.string(), error_description: z.string().default("") });

/** JSON with every number as its own text: money never passes a float. */
export function parseExact(text: string): unknown {
  return JSON.parse(text, (_key, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? (context?.source ?? String(value)) : value,
  );
}
