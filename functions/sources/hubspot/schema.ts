import { z } from "zod";

/** What HubSpot answers, as far as it is read; unknown keys are ignored. */

export const accountDetails = z.object({
  portalId: z.union([z.number(), z.string()]).transform(String),
  companyCurrency: z.string().nullish(),
  timeZone: z.string().nullish(),
});

const paging = z.object({ next: z.object({ after: z.string().min(1) }).nullish() }).nullish();

export const crmRecord = z.object({
  id: z.string().min(1),
  properties: z.record(z.string(), z.string().nullable()),
  createdAt: z.string(),
  updatedAt: z.string(),
  archived: z.boolean().default(false),
  archivedAt: z.string().nullish(),
});

export type HubspotRecord = z.output<typeof crmRecord>;

export const recordPage = z.object({ results: z.array(z.unknown()), paging });

const historyValue = z.object({
  value: z.string().nullable(),
  timestamp: z.string(),
  sourceType: z.string().nullish(),
});

export type HistoryValue = z.output<typeof historyValue>;

const batchErrors = z.array(z.object({ category: z.string().nullish() })).default([]);

export const recordBatch = z.object({
  results: z.array(
    z.looseObject({
      id: z.string().min(1),
      propertiesWithHistory: z.record(z.string(), z.array(historyValue)).default({}),
    }),
  ),
  errors: batchErrors,
});

export const associationBatch = z.object({
  results: z.array(
    z.object({
      from: z.object({ id: z.union([z.string(), z.number()]).transform(String) }),
      to: z
        .array(
          z.object({
            toObjectId: z.union([z.string(), z.number()]).transform(String),
            associationTypes: z
              .array(z.object({ category: z.string(), typeId: z.number(), label: z.string().nullish() }))
              .default([]),
          }),
        )
        .default([]),
      paging,
    }),
  ),
  errors: batchErrors,
});

export const propertyList = z.object({
  results: z.array(
    z.object({
      name: z.string(),
      label: z.string().default(""),
      type: z.string(),
      fieldType: z.string().default(""),
      hubspotDefined: z.boolean().default(false),
      dataSensitivity: z.string().default("non_sensitive"),
      referencedObjectType: z.string().nullish(),
    }),
  ),
});

export type HubspotProperty = z.output<typeof propertyList>["results"][number];

export const pipelineList = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      label: z.string(),
      stages: z.array(
        z.object({
          id: z.string(),
          label: z.string(),
          metadata: z.record(z.string(), z.unknown()).default({}),
        }),
      ),
    }),
  ),
});

/** The body of a refusal, also where it comes with status 200. */
export const failureBody = z.object({
  status: z.literal("error"),
  message: z.string().default(""),
  category: z.string().nullish(),
  errorType: z.string().nullish(),
  policyName: z.string().nullish(),
  correlationId: z.string().nullish(),
  errors: z
    .array(z.object({ context: z.object({ requiredGranularScopes: z.array(z.string()).optional() }).optional() }))
    .optional(),
});
