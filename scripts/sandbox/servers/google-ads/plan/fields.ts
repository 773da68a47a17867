import { DIMENSIONS, METRIC_BY_NAME } from "../catalogue/catalogue.ts";
import type { Dimension, Metric } from "../catalogue/field.ts";
import type { From } from "../catalogue/from.ts";
import { REFUSED_WITH_SEGMENT } from "../catalogue/metric-sets.ts";
import { googleName } from "../catalogue/protos.ts";
import { queryRefusal, Refusal } from "../failure.ts";

export type Clause = "SELECT" | "WHERE" | "ORDER BY";

export type Field =
  | { readonly kind: "dimension"; readonly field: Dimension }
  | { readonly kind: "metric"; readonly field: Metric };

/**
 * The field of a name, if it may stand beside the resource in FROM. An attribute that the market does not know is one that its accounts leave unset,
 * so rows do not have it.
 * @throws Refusal as Google words it; 501 for a segment or metric that Google has and the market does not
 */
export function fieldOf(name: string, from: From, clause: Clause): Field {
  if (from.notHeld.includes(name)) throw notHeld(name, from);
  const metric = METRIC_BY_NAME.get(name);
  const dimension = DIMENSIONS.get(name) ?? (metric ? undefined : unsetAttribute(name, from, clause));
  checkCompany(name, from, clause);
  if (metric) return { kind: "metric", field: metric };
  if (dimension) return { kind: "dimension", field: dimension };
  throw notHeld(name, from);
}

/** Undefined for a segment or metric. */
function unsetAttribute(name: string, from: From, clause: Clause): Dimension | undefined {
  const found = googleName(name);
  if (found === null) throw queryRefusal("UNRECOGNIZED_FIELD", `Unrecognized field in the query: '${name}'.`);
  if (found.kind === "message")
    throw prohibited("FIELD", clause, `The following fields are not selectable: '${name}'.`);
  const isOfResource = !name.startsWith("segments.") && !name.startsWith("metrics.");
  if (isOfResource) return { name, type: found.type, isRepeated: found.isRepeated, value: () => undefined };
  if (!from.refused.includes(name) && from.split !== null) throw notHeld(name, from);
  return undefined;
}

/** Whether a field's resource, segment or metric may stand beside FROM at all. */
function checkCompany(name: string, from: From, clause: Clause): void {
  const main = from.resource.name;
  const owner = name.slice(0, name.indexOf("."));
  if (owner === "segments") {
    if (!from.segments.includes(name))
      throw queryRefusal(
        "PROHIBITED_SEGMENT_IN_SELECT_OR_WHERE_CLAUSE",
        `Cannot select or filter on the following segments: '${name}'(could not support requested resources: '${main.toUpperCase()}'), since segment is incompatible with the resource in the FROM clause or other selected segmenting resources.`,
      );
  } else if (owner === "metrics") {
    if (!from.metrics.includes(name))
      throw queryRefusal(
        "PROHIBITED_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        `Cannot select or filter on the following metrics: '${name}', since metrics is incompatible with the resource in the FROM clause.`,
      );
  } else if (owner !== main && !from.attributed.some((resource) => resource.name === owner))
    throw prohibited(
      "RESOURCE_TYPE",
      clause,
      `The following field cannot be selected or filtered on, since its resource is not compatible with the resource in the FROM clause '${main}': '${name}'.`,
    );
}

/** Refuses segments beside metrics that they do not go with. */
export function checkPairs(segments: readonly string[], metrics: readonly string[]): void {
  for (const segment of segments) {
    const refused = metrics.filter((metric) => REFUSED_WITH_SEGMENT[segment]?.includes(metric));
    if (refused.length > 0)
      throw queryRefusal(
        "PROHIBITED_SEGMENT_WITH_METRIC_IN_SELECT_OR_WHERE_CLAUSE",
        `Cannot select the following segments because at least one unsupported metric is found in SELECT or WHERE clause: '${segment}'(unsupported metrics: ${refused.map((name) => `'${name}'`).join(", ")}).`,
      );
  }
}

function prohibited(what: "FIELD" | "RESOURCE_TYPE", clause: Clause, message: string): Refusal {
  return queryRefusal(`PROHIBITED_${what}_IN_${clause === "WHERE" ? "WHERE" : "SELECT"}_CLAUSE`, message);
}

function notHeld(name: string, from: From): Refusal {
  return new Refusal(501, {
    errorCode: { requestError: "UNKNOWN" },
    message: `Google Ads has '${name}' FROM ${from.resource.name}, the sandbox's market holds no facts of it.`,
  });
}
