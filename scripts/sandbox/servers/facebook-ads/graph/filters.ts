import { invalidParameter } from "./graph-error.ts";
import { type GraphRequest, jsonParam } from "./graph-request.ts";

/** One condition of `filtering`. */
export interface Filter {
  readonly field: string;
  readonly operator: string;
  readonly values: readonly string[];
}

const OPERATORS = [
  "EQUAL",
  "NOT_EQUAL",
  "GREATER_THAN",
  "GREATER_THAN_OR_EQUAL",
  "LESS_THAN",
  "LESS_THAN_OR_EQUAL",
  "IN_RANGE",
  "NOT_IN_RANGE",
  "CONTAIN",
  "NOT_CONTAIN",
  "IN",
  "NOT_IN",
  "STARTS_WITH",
  "ENDS_WITH",
  "ANY",
  "ALL",
  "AFTER",
  "BEFORE",
  "ON_OR_AFTER",
  "ON_OR_BEFORE",
  "NONE",
  "TOP",
];

/** Effective statuses of campaigns, ad sets and ads alike. */
const STATUSES = [
  "ACTIVE",
  "PAUSED",
  "DELETED",
  "PENDING_REVIEW",
  "DISAPPROVED",
  "PREAPPROVED",
  "PENDING_BILLING_INFO",
  "CAMPAIGN_PAUSED",
  "ARCHIVED",
  "ADSET_PAUSED",
  "IN_PROCESS",
  "WITH_ISSUES",
];

/**
 * Reads `filtering`: a list of objects with field, operator and value. Empty if it was not sent.
 * @throws GraphError for a field that `isField` does not know, or an operator that is none
 */
export function readFilters(request: GraphRequest, isField: (field: string) => boolean): readonly Filter[] {
  const sent = jsonParam(request, "filtering");
  if (sent === undefined) return [];
  if (!Array.isArray(sent)) throw invalidParameter("Param filtering must be an array.");
  return sent.map((item: unknown, i) => {
    const { field, operator, value } = (typeof item === "object" && item !== null ? item : {}) as Record<
      string,
      unknown
    >;
    if (typeof field !== "string") throw invalidParameter(`The parameter filtering[${i}][field] is required`);
    if (typeof operator !== "string" || !OPERATORS.includes(operator))
      throw invalidParameter(
        `Param filtering[${i}][operator] must be one of {${OPERATORS.join(", ")}} - got "${String(operator)}".`,
      );
    if (!isField(field)) throw invalidParameter(`Filtering field '${field}' with this operation is not supported`);
    const values = (Array.isArray(value) ? value : [value]).map(String);
    if (field.endsWith("effective_status")) checkStatuses(values, `filtering[${i}][value]`);
    return { field, operator, values };
  });
}

/** @throws GraphError for a status that no object has */
export function checkStatuses(statuses: readonly string[], param: string): void {
  const unknown = statuses.findIndex((status) => !STATUSES.includes(status));
  if (unknown >= 0)
    throw invalidParameter(
      `Param ${param}[${unknown}] must be one of {${STATUSES.join(", ")}} - got "${statuses[unknown]}".`,
    );
}

/**
 * Whether a text fulfils a condition on it.
 * @throws Error for an operator that Graph has and this server has not
 */
export function fulfils(filter: Filter, text: string): boolean {
  switch (filter.operator) {
    case "IN":
    case "EQUAL":
      return filter.values.includes(text);
    case "NOT_IN":
    case "NOT_EQUAL":
      return !filter.values.includes(text);
    case "CONTAIN":
      return filter.values.some((value) => text.includes(value));
    case "GREATER_THAN":
      return filter.values.every((value) => Number(text) > Number(value));
    default:
      throw new Error(`the sandbox does not filter ${filter.field} by ${filter.operator}`);
  }
}

/** Whether some condition on a status asks for deleted objects: without one Meta leaves them out of every list. */
export function asksForDeleted(filters: readonly Filter[]): boolean {
  return filters.some(
    ({ field, operator, values }) =>
      field.endsWith("effective_status") && ["IN", "EQUAL"].includes(operator) && values.includes("DELETED"),
  );
}
