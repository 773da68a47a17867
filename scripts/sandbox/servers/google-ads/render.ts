import type { FieldType, Value } from "./catalogue/field.ts";
import type { Plan, ResultRow } from "./plan/plan.ts";

/** `campaign.start_date_time` → `campaign.startDateTime` */
export function camelCase(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

type JsonObject = { [key: string]: unknown };

/** Makes rows of a plan JSON objects: nested by the dots of names, int64 as text, absent values left out. */
export function renderer(plan: Plan): (row: ResultRow) => JsonObject {
  const dimensions = [...new Set([...plan.implied, ...plan.dimensions])].map((field) => ({
    ...field,
    path: camelCase(field.name).split("."),
  }));
  const metrics = plan.metrics.map((metric) => ({ ...metric, path: camelCase(metric.name).split(".") }));
  return ({ item, total }) => {
    const row: JsonObject = {};
    for (const { path, type, value } of dimensions) put(row, path, type, value(item));
    for (const { path, type, value } of metrics) put(row, path, type, value(total));
    return row;
  };
}

function put(row: JsonObject, path: readonly string[], type: FieldType, value: Value | undefined): void {
  if (value === undefined) return;
  let at = row;
  for (const key of path.slice(0, -1)) {
    at[key] ??= {};
    at = at[key] as JsonObject;
  }
  at[path.at(-1) ?? ""] = type === "INT64" ? String(value) : value;
}
