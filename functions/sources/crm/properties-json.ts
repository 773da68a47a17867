import type { CrmField } from "../contacts/keep-field.ts";
import { propertyValue } from "./property-value.ts";

/** Fields beside the typed columns as JSON text, sorted by name, unknown ones left out; null where none is known. All values are text. */
export function propertiesJson(fields: readonly CrmField[], read: (name: string) => string | null): string | null {
  const known = fields.flatMap(({ name, kind }) => {
    const value = propertyValue(kind, read(name));
    return value === null ? [] : [[name, value] as const];
  });
  known.sort(([a], [b]) => (a < b ? -1 : 1));
  return known.length === 0 ? null : JSON.stringify(Object.fromEntries(known));
}
