import type { AdsAccount } from "../accounts.ts";
import { DIMENSIONS, FROMS } from "../catalogue/catalogue.ts";
import type { Dimension, Metric } from "../catalogue/field.ts";
import type { From } from "../catalogue/from.ts";
import { googleName } from "../catalogue/protos.ts";
import { DATE_SEGMENT } from "../catalogue/segments.ts";
import { queryRefusal, Refusal } from "../failure.ts";
import type { Condition, GaqlQuery } from "../gaql/query.ts";
import { camelCase } from "../render.ts";
import type { Item } from "../rows/item.ts";
import type { Measures } from "../rows/measures.ts";
import { daysOf } from "./days.ts";
import { checkPairs, type Field, fieldOf } from "./fields.ts";
import { testOf } from "./filter.ts";
import type { Plan, ResultRow } from "./plan.ts";

/**
 * Checks a query against the catalogue as Google does and says how it is answered.
 * @param today day of the account
 * @throws Refusal
 */
export function planQuery(query: GaqlQuery, account: AdsAccount, today: string): Plan {
  const from = fromOf(query.from);
  const selected = query.select.map((name) => fieldOf(name, from, "SELECT"));
  const filtered = query.where.map(({ field }) => fieldOf(field, from, "WHERE"));
  const dimensions = selected.flatMap((one) => (one.kind === "dimension" ? [one.field] : []));
  const metrics = selected.flatMap((one) => (one.kind === "metric" ? [one.field] : []));
  const segments = dimensions.filter(({ name }) => name.startsWith("segments."));
  const usedMetrics = [...selected, ...filtered].filter(({ kind }) => kind === "metric");
  if (account.isManager && usedMetrics.length > 0)
    throw queryRefusal(
      "REQUESTED_METRICS_FOR_MANAGER",
      "Metrics cannot be requested for a manager account. To retrieve metrics, issue separate requests against each client account under the manager account.",
    );
  checkReferences(query, from);
  checkPairs(
    segments.map(({ name }) => name),
    usedMetrics.map(({ field }) => field.name),
  );
  const hasDate = query.select.includes(DATE_SEGMENT);
  const days = daysOf(query.where, { today, isSelected: hasDate, isClickView: from.split === "click" });
  const orderBy = query.orderBy.map(({ field, isDescending }) => {
    const { kind, field: one } = fieldOf(field, from, "ORDER BY");
    return {
      isDescending,
      value: (row: ResultRow) => (kind === "metric" ? one.value(row.total) : one.value(row.item)),
    };
  });
  const things = thingsOf(from, query.select);
  return {
    from,
    dimensions,
    things,
    implied: impliedNames(things, query),
    metrics,
    isSegmented: segments.length > 0,
    hasDate,
    days,
    ...filtersOf(query.where, filtered),
    orderBy,
    limit: query.limit,
    fieldMask: query.select.map(camelCase).join(","),
  };
}

function fromOf(name: string): From {
  const from = FROMS.find(({ resource }) => resource.name === name);
  if (from) return from;
  if (googleName(name)?.kind === "message" && name !== "metrics" && name !== "segments")
    throw new Refusal(501, {
      errorCode: { requestError: "UNKNOWN" },
      message: `Google Ads has FROM ${name}, the sandbox's market holds no facts of it.`,
    });
  throw queryRefusal("BAD_RESOURCE_TYPE_IN_FROM_CLAUSE", `'${name}' is not a valid resource name.`);
}

/** A segment that is filtered on and a field that is ordered by must be selected; a date need not. */
function checkReferences({ select, where, orderBy }: GaqlQuery, { resource }: From): void {
  const filtered = where
    .map(({ field }) => field)
    .filter((name) => name.startsWith("segments.") && name !== DATE_SEGMENT);
  const ordered = orderBy.map(({ field }) => field).filter((name) => !name.startsWith(`${resource.name}.`));
  const missing = [...filtered, ...ordered].filter((name) => !select.includes(name));
  if (missing.length > 0)
    throw queryRefusal(
      "EXPECTED_REFERENCED_FIELD_IN_SELECT_CLAUSE",
      `The following fields must be present in SELECT clause: ${missing.map((name) => `'${name}'`).join(", ")}.`,
    );
}

/** Resource names of FROM and of every resource that a field is selected of. */
function thingsOf({ resource }: From, select: readonly string[]): readonly Dimension[] {
  const owners = [resource.name, ...select.map((name) => name.slice(0, name.indexOf(".")))];
  return [...new Set(owners)].flatMap((owner) => DIMENSIONS.get(`${owner}.resource_name`) ?? []);
}

/** The resource names that rows bring along: those, and that of the ad inside an ad group's ad. */
function impliedNames(things: readonly Dimension[], { select, parameters }: GaqlQuery): readonly Dimension[] {
  if (parameters.omit_unselected_resource_names === "true") return [];
  const ad = DIMENSIONS.get("ad_group_ad.ad.resource_name");
  return ad && select.some((name) => name.startsWith("ad_group_ad.ad.")) ? [...things, ad] : things;
}

/** Conditions on attributes and segments judge rows before they are grouped, those on metrics afterwards. */
function filtersOf(conditions: readonly Condition[], fields: readonly Field[]): Pick<Plan, "keeps" | "keepsTotal"> {
  const ofItem: ((item: Item) => boolean)[] = [];
  const ofTotal: ((total: Measures) => boolean)[] = [];
  for (const [i, condition] of conditions.entries()) {
    const { kind, field } = fields[i] as Field;
    if (field.name === DATE_SEGMENT) continue;
    if (condition.kind === "during")
      throw queryRefusal("OPERATOR_FIELD_MISMATCH", `The operator DURING is not applicable to field '${field.name}'.`);
    if (kind === "metric") {
      const test = testOf(condition, field.type, false);
      ofTotal.push((total) => test((field as Metric).value(total)));
    } else {
      const { isRepeated, type, value } = field as Dimension;
      const test = testOf(condition, type, isRepeated);
      ofItem.push((item) => test(value(item)));
    }
  }
  return {
    keeps: (item) => ofItem.every((test) => test(item)),
    keepsTotal: (total) => ofTotal.every((test) => test(total)),
  };
}
