import type { Property } from "./properties.ts";
import type { SearchFilter } from "./requests.ts";

type Key = number | string;

/** A value as it is compared: numbers and instants by size, texts without regard to case. Null: none, or none of its type. */
export function comparable(property: Property, value: string | undefined): Key | null {
  if (value === undefined || value === "") return null;
  if (property.type === "number") return Number.isFinite(Number(value)) ? Number(value) : null;
  if (property.type !== "datetime") return value.toLowerCase();
  const atMs = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  return Number.isNaN(atMs) ? null : atMs;
}

/** Whether a value passes; null where the filter lacks what its operator needs, or gives a value of another type. */
export function matches(property: Property, value: string | undefined, filter: SearchFilter): boolean | null {
  const own = comparable(property, value);
  if (filter.operator === "HAS_PROPERTY") return own !== null;
  if (filter.operator === "NOT_HAS_PROPERTY") return own === null;
  if (filter.operator === "IN" || filter.operator === "NOT_IN") {
    const keys = filter.values?.map((each) => comparable(property, each)) ?? [];
    if (keys.length === 0 || keys.includes(null)) return null;
    return keys.includes(own) === (filter.operator === "IN");
  }
  const key = comparable(property, filter.value);
  if (key === null) return null;
  switch (filter.operator) {
    case "EQ":
      return own === key;
    case "NEQ":
      return own !== key;
    case "LT":
      return own !== null && own < key;
    case "LTE":
      return own !== null && own <= key;
    case "GT":
      return own !== null && own > key;
    case "GTE":
      return own !== null && own >= key;
    case "BETWEEN": {
      const high = comparable(property, filter.highValue);
      return high === null ? null : own !== null && own >= key && own <= high;
    }
    case "CONTAINS_TOKEN":
      return hasToken(own, key);
    case "NOT_CONTAINS_TOKEN":
      return !hasToken(own, key);
  }
}

/** Whether one of a text's words is the token; `*` stands for any letters. */
function hasToken(own: Key | null, token: Key): boolean {
  if (own === null) return false;
  const pattern = String(token)
    .split("*")
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("\\S*");
  return new RegExp(`(^|[\\s@.,-])${pattern}($|[\\s@.,-])`).test(String(own));
}
