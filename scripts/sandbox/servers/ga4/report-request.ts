import { invalidArgument } from "./api-error.ts";
import { type DateRange, readDateRanges } from "./date-ranges.ts";
import { checkDimension } from "./dimensions.ts";
import { checkMetric } from "./metrics.ts";

/** A checked `runReport` request. */
export interface ReportRequest {
  readonly dimensions: readonly string[];
  readonly metrics: readonly string[];
  readonly ranges: readonly DateRange[];
  readonly orders: readonly Order[];
  readonly limit: number;
  readonly offset: number;
  readonly returnsQuota: boolean;
}

export interface Order {
  readonly by: "dimension" | "metric";
  readonly name: string;
  readonly isDescending: boolean;
}

const MAX_DIMENSIONS = 9;
const MAX_METRICS = 10;
const DEFAULT_LIMIT = 10_000;
/** More is no error: no answer has more rows. */
export const MAX_LIMIT = 250_000;

type Json = Readonly<Record<string, unknown>>;

const READ_KEYS = [
  "property",
  "dimensions",
  "metrics",
  "dateRanges",
  "orderBys",
  "limit",
  "offset",
  "returnPropertyQuota",
  "keepEmptyRows",
];
/** Of the API, but not of this server. */
const NOT_SIMULATED = [
  "dimensionFilter",
  "metricFilter",
  "metricAggregations",
  "currencyCode",
  "cohortSpec",
  "comparisons",
  "conversionSpec",
];

/**
 * Reads the body of `runReport`.
 * @throws ApiError as the API refuses it; Error for what the API can do and this server cannot
 */
export function readReportRequest(text: string, today: string): ReportRequest {
  const body = parse(text);
  for (const key of Object.keys(body)) {
    if (NOT_SIMULATED.includes(key)) throw new Error(`the sandbox's runReport knows no ${key}`);
    if (!READ_KEYS.includes(key)) throw unknownName(key);
  }
  const dimensions = namesOf(body, "dimensions", MAX_DIMENSIONS);
  const metrics = namesOf(body, "metrics", MAX_METRICS);
  for (const name of dimensions) checkDimension(name);
  for (const name of metrics) checkMetric(name);
  if (dimensions.length + metrics.length === 0)
    throw invalidArgument("Requests must have at least one dimension or metric.");
  return {
    dimensions,
    metrics,
    ranges: readDateRanges(listOf(body, "dateRanges"), today),
    orders: listOf(body, "orderBys").map((order) => readOrder(order, dimensions, metrics)),
    limit: Math.min(MAX_LIMIT, integerOf(body, "limit", 1) ?? DEFAULT_LIMIT),
    offset: integerOf(body, "offset", 0) ?? 0,
    returnsQuota: body.returnPropertyQuota === true,
  };
}

function parse(text: string): Json {
  try {
    const body: unknown = JSON.parse(text === "" ? "{}" : text);
    if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Json;
  } catch {
    // Answered below, as a body that is no object.
  }
  throw invalidArgument("Invalid JSON payload received. Root element must be a message.");
}

function unknownName(key: string): Error {
  const description = `Invalid JSON payload received. Unknown name "${key}": Cannot find field.`;
  return invalidArgument(description, [
    { "@type": "type.googleapis.com/google.rpc.BadRequest", fieldViolations: [{ description }] },
  ]);
}

function listOf(body: Json, key: string): readonly Json[] {
  const list = body[key] ?? [];
  if (!Array.isArray(list)) throw invalidArgument(`Invalid value at '${key}' (type list)`);
  return list as readonly Json[];
}

function namesOf(body: Json, key: "dimensions" | "metrics", most: number): readonly string[] {
  const names = listOf(body, key).map(({ name }) => String(name));
  if (names.length > most)
    throw invalidArgument(
      `Requests are limited to ${most} ${key} within a nested request. This request is for ${names.length} ${key}.`,
    );
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw invalidArgument(`Field ${twice} is requested more than once.`);
  return names;
}

/** int64 in JSON: a number, or its text. */
function integerOf(body: Json, key: string, least: number): number | undefined {
  const value = body[key];
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!Number.isInteger(number))
    throw invalidArgument(`Invalid value at '${key}' (TYPE_INT64), ${JSON.stringify(value)}`);
  if (number < least) throw invalidArgument(`The ${key} must be at least ${least}. The request has ${number}.`);
  return number;
}

function readOrder(order: Json, dimensions: readonly string[], metrics: readonly string[]): Order {
  const dimension = (order.dimension as Json | undefined)?.dimensionName;
  const metric = (order.metric as Json | undefined)?.metricName;
  const isDescending = order.desc === true;
  if (typeof dimension === "string" && dimensions.includes(dimension))
    return { by: "dimension", name: dimension, isDescending };
  if (typeof metric === "string" && metrics.includes(metric)) return { by: "metric", name: metric, isDescending };
  throw invalidArgument(`Field ${String(dimension ?? metric)} in orderBys is not a field of the request.`);
}
