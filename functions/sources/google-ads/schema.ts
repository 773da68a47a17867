import { z } from "zod";

/** What the API sends, as far as it is read; unknown keys are ignored, new ones do no harm. */

/** One element of the searchStream array, without its rows. */
export const chunkSchema = z.object({
  fieldMask: z.string().optional(),
  error: z.unknown().optional(),
});

export const accessibleCustomersSchema = z.object({
  resourceNames: z.array(z.string().regex(/^customers\/\d{1,20}$/)).default([]),
});

/** A row of `FROM customer_client`. */
export const customerClientSchema = z.object({
  customerClient: z.object({
    id: z.string().regex(/^\d{1,20}$/),
    level: z.string().regex(/^\d+$/).default("0"),
    manager: z.boolean().default(false),
    status: z.string().default("UNSPECIFIED"),
    descriptiveName: z.string().optional(),
    currencyCode: z.string().optional(),
    timeZone: z.string().optional(),
  }),
});

export type CustomerClient = z.output<typeof customerClientSchema>["customerClient"];

const quotaErrorDetails = z.object({ retryDelay: z.string().optional() });

/** GoogleAdsFailure, google.rpc.ErrorInfo and what else stands in `details`. */
const detail = z.object({
  requestId: z.string().optional(),
  reason: z.string().optional(),
  errors: z
    .array(
      z.object({
        errorCode: z.record(z.string(), z.string()).default({}),
        message: z.string().optional(),
        details: z.object({ quotaErrorDetails: quotaErrorDetails.optional() }).optional(),
      }),
    )
    .default([]),
});

export const errorSchema = z.object({
  code: z.number().optional(),
  message: z.string().optional(),
  details: z.array(detail).default([]),
});
