import { z } from "zod";

/** What the API sends, as far as it is read. Proto3 JSON leaves out what is empty, zero or false; unknown keys are ignored. */

const header = z.object({ name: z.string() });
/** int64 as text; the client libraries' own JSON writes a number. */
const int64 = z.union([z.string().regex(/^\d{1,15}$/), z.int().nonnegative()]).transform(Number);
const quotaStatus = z.object({ consumed: int64.default(0), remaining: int64.default(0) });

const metadata = z.object({
  currencyCode: z.string().optional(),
  timeZone: z.string().optional(),
  dataLossFromOtherRow: z.boolean().default(false),
  subjectToThresholding: z.boolean().default(false),
  emptyReason: z.string().optional(),
  samplingMetadatas: z.array(z.object({ samplesReadCount: int64, samplingSpaceSize: int64 })).default([]),
  schemaRestrictionResponse: z
    .object({ activeMetricRestrictions: z.array(z.object({ metricName: z.string() })).default([]) })
    .optional(),
});

/** The answer of runReport. `kind` is always there: without it the body is something else. */
export const reportSchema = z.object({
  kind: z.literal("analyticsData#runReport"),
  dimensionHeaders: z.array(header).default([]),
  metricHeaders: z.array(header).default([]),
  /** Checked one by one where they are read: a copy of every cell would double what a page takes. */
  rows: z.array(z.unknown()).default([]),
  rowCount: z.int().nonnegative().default(0),
  metadata: metadata.prefault({}),
  propertyQuota: z.record(z.string(), quotaStatus).default({}),
});

export type ReportAnswer = z.output<typeof reportSchema>;
export type ReportMetadata = ReportAnswer["metadata"];

/** google.rpc.Status, with google.rpc.ErrorInfo and google.rpc.RetryInfo among its details. */
export const errorSchema = z.object({
  error: z
    .object({
      message: z.string().optional(),
      status: z.string().optional(),
      details: z
        .array(
          z.object({
            reason: z.string().optional(),
            retryDelay: z.string().optional(),
            metadata: z.record(z.string(), z.string()).optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});
