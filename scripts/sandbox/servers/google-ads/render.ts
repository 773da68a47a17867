import type { Dimension, Metric, Value } from "./catalogue/field.ts";
import type { Plan, ResultRow } from "./plan/plan.ts";
import type { Item } from "./rows/item.ts";

/** `campaign.start_date_time` → `campaign.startDateTime` */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type JsonObject = { [key: string]: unknown };

/**
 * Makes rows of a plan JSON text: nested by the dots of names, int64 as text, absent values left out. Attributes repeat from day to day, so their
 * text is kept.
 */
export function renderer(plan: Plan): (row: ResultRow) => string {
  const attributes = [...new Set([...plan.implied, ...plan.dimensions])].filter((field) => !isSegment(field));
  const texts = new Map<string, string>();
  const attributesOf = ({ things, item }: ResultRow): string => {
    let text = texts.get(things);
    if (text === undefined) {
      text = JSON.stringify(objectOf(attributes, item)).slice(1, -1);
      texts.set(things, text);
    }
    return text;
  };
  const segmentsOf = member("segments", plan.dimensions.filter(isSegment), ({ item }) => item);
  const metricsOf = member("metrics", plan.metrics, ({ total }) => total);
  return (row) => `{${[attributesOf(row), segmentsOf(row), metricsOf(row)].filter((text) => text !== "").join(",")}}`;
}

function isSegment({ name }: { readonly name: string }): boolean {
  return name.startsWith("segments.");
}

/** Nested object of the fields that have a value. */
function objectOf(fields: readonly Dimension[], item: Item): JsonObject {
  const row: JsonObject = {};
  for (const { name, type, value: of } of fields) {
    const value = of(item);
    if (value === undefined) continue;
    const path = camelCase(name).split(".");
    let at = row;
    for (const key of path.slice(0, -1)) {
      at[key] ??= {};
      at = at[key] as JsonObject;
    }
    at[path.at(-1) ?? ""] = type === "INT64" ? String(value) : value;
  }
  return row;
}

/** Writes `"metrics":{…}`: fields with one dot in their names; nothing where none has a value. */
function member<Part>(
  owner: string,
  fields: readonly (Pick<Dimension | Metric, "name" | "type"> & { value(part: Part): Value | undefined })[],
  partOf: (row: ResultRow) => Part,
): (row: ResultRow) => string {
  const named = [...new Set(fields)].map(({ name, type, value }) => ({
    before: `${JSON.stringify(camelCase(name.slice(owner.length + 1)))}:`,
    isText: type === "INT64",
    value,
  }));
  return (row) => {
    const part = partOf(row);
    let text = "";
    for (const { before, isText, value } of named) {
      const one = value(part);
      if (one === undefined) continue;
      text += `${text === "" ? "" : ","}${before}${isText ? `"${one}"` : JSON.stringify(one)}`;
    }
    return text === "" ? "" : `"${owner}":{${text}}`;
  };
}
