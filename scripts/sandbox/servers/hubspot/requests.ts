import { z } from "zod";
import type { SandboxReply, SandboxRequest } from "../serve.ts";
import { invalid } from "./replies.ts";

export type Read<Body> = { readonly body: Body } | { readonly refusal: SandboxReply };

const filter = z.object({
  propertyName: z.string(),
  operator: z.enum([
    "EQ",
    "NEQ",
    "LT",
    "LTE",
    "GT",
    "GTE",
    "BETWEEN",
    "IN",
    "NOT_IN",
    "HAS_PROPERTY",
    "NOT_HAS_PROPERTY",
    "CONTAINS_TOKEN",
    "NOT_CONTAINS_TOKEN",
  ]),
  value: z.string().optional(),
  highValue: z.string().optional(),
  values: z.array(z.string()).optional(),
});

const sort = z.union([
  z.string(),
  z.object({ propertyName: z.string(), direction: z.enum(["ASCENDING", "DESCENDING"]).default("ASCENDING") }),
]);

export const searchBody = z.object({
  filterGroups: z.array(z.object({ filters: z.array(filter) })).default([]),
  sorts: z.array(sort).default([]),
  query: z.string().optional(),
  properties: z.array(z.string()).optional(),
  limit: z.int().default(10),
  after: z.union([z.string(), z.int()]).optional(),
});

export const batchReadBody = z.object({
  inputs: z.array(z.object({ id: z.string() })),
  properties: z.array(z.string()).default([]),
  propertiesWithHistory: z.array(z.string()).default([]),
  idProperty: z.string().optional(),
});

export const associationsBody = z.object({
  inputs: z.array(z.object({ id: z.string(), after: z.string().optional() })),
});

export type SearchBody = z.infer<typeof searchBody>;
export type SearchFilter = z.infer<typeof filter>;

/** The body by its schema, or the refusal HubSpot gives. */
export function readBody<Schema extends z.ZodType>(request: SandboxRequest, schema: Schema): Read<z.infer<Schema>> {
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch {
    return { refusal: invalid("Invalid input JSON on line 1, column 1: expected a JSON object") };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { body: parsed.data };
  const issue = parsed.error.issues[0];
  return { refusal: invalid(`Invalid input JSON at ${issue?.path.join(".")}: ${issue?.message}`) };
}
