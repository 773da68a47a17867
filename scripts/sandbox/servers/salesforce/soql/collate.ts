import type { FieldType } from "../objects.ts";
import type { FieldValue } from "../row.ts";

/** A value as it is compared and ordered: texts without regard to case, ids by their first 15 characters with it. */
export function collate(type: FieldType, value: FieldValue): FieldValue {
  if (typeof value !== "string") return value;
  if (type === "id" || type === "reference") return value.slice(0, 15);
  return type === "date" ? value : value.toLowerCase();
}
