import { z } from "zod";
import { ApiError } from "./api-error.ts";

/** Bodies that the double takes. An unknown field is refused, as Google's parser refuses it. */

const labels = z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), z.string().regex(/^[a-z0-9_-]{0,63}$/));

const field: z.ZodType<FieldBody> = z.strictObject({
  name: z.string().min(1),
  type: z.string().min(1),
  mode: z.enum(["NULLABLE", "REQUIRED", "REPEATED"]).optional(),
  description: z.string().optional(),
  get fields() {
    return z.array(field).optional();
  },
});
interface FieldBody {
  readonly name: string;
  readonly type: string;
  readonly mode?: "NULLABLE" | "REQUIRED" | "REPEATED" | undefined;
  readonly description?: string | undefined;
  readonly fields?: readonly FieldBody[] | undefined;
}

const scalarType = z.strictObject({ type: z.string() });
const scalarValue = z.strictObject({ value: z.string().nullable().optional() });
const parameter = z.strictObject({
  name: z.string(),
  parameterType: z.union([scalarType, z.strictObject({ type: z.literal("ARRAY"), arrayType: scalarType })]),
  parameterValue: z.union([scalarValue, z.strictObject({ arrayValues: z.array(scalarValue) })]),
});

const query = z.strictObject({
  query: z.string().min(1),
  useLegacySql: z.literal(false),
  parameterMode: z.literal("NAMED").optional(),
  queryParameters: z.array(parameter).optional(),
  maximumBytesBilled: z.string().regex(/^\d+$/).optional(),
});

const jobReference = z.strictObject({
  projectId: z.string(),
  location: z.string().optional(),
  jobId: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,1024}$/)
    .optional(),
});

export const queryJobBody = z.strictObject({
  jobReference,
  configuration: z.strictObject({ dryRun: z.boolean().optional(), labels: labels.optional(), query }),
});
export type QueryJobBody = z.output<typeof queryJobBody>;

const load = z.strictObject({
  destinationTable: z.strictObject({ projectId: z.string(), datasetId: z.string(), tableId: z.string() }),
  sourceFormat: z.enum(["NEWLINE_DELIMITED_JSON", "PARQUET"]),
  writeDisposition: z.enum(["WRITE_TRUNCATE", "WRITE_APPEND", "WRITE_EMPTY"]),
  createDisposition: z.enum(["CREATE_IF_NEEDED", "CREATE_NEVER"]),
  schema: z.strictObject({ fields: z.array(field) }),
});

export const loadJobBody = z.strictObject({
  jobReference,
  configuration: z.strictObject({ labels: labels.optional(), load }),
});
export type LoadJobBody = z.output<typeof loadJobBody>;

export const datasetBody = z.strictObject({
  datasetReference: z.strictObject({ projectId: z.string(), datasetId: z.string().regex(/^\w{1,1024}$/) }),
  location: z.string(),
  defaultTableExpirationMs: z.string().regex(/^\d+$/).optional(),
});

export const tablePatchBody = z.strictObject({ schema: z.strictObject({ fields: z.array(field) }) });

/** Query strings by operation. */
export const KNOWN_PARAMETERS = {
  job: ["location"],
  results: ["location", "timeoutMs", "maxResults", "pageToken", "formatOptions.useInt64Timestamp"],
  upload: ["uploadType"],
  tables: ["maxResults", "pageToken"],
  none: [],
} as const;

export function parsed<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ApiError("invalid", `Invalid JSON payload received. ${issue?.path.join(".")}: ${issue?.message}`);
}

export function requireKnown(url: URL, operation: keyof typeof KNOWN_PARAMETERS): void {
  const known: readonly string[] = [...KNOWN_PARAMETERS[operation], "prettyPrint"];
  const strange = [...url.searchParams.keys()].find((name) => !known.includes(name));
  if (strange !== undefined)
    throw new ApiError(
      "invalid",
      `Invalid JSON payload received. Unknown name "${strange}": Cannot bind query parameter.`,
    );
}
