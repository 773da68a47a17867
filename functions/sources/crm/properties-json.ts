import type { CrmField, FieldKind } from "../contacts/keep-field.ts";
import { withoutContacts } from "../contacts/without-contacts.ts";
import { decimalText } from "./values.ts";

/** Fields beside the typed columns as JSON text, sorted by name, unknown ones left out; null where none is known. All values are text. */
export function propertiesJson(fields: readonly CrmField[], read: (name: string) => string | null): string | null {
  const known = fields.flatMap(({ name, kind }) => {
    const value = read(name);
    if (value === null || value === "") return [];
    return [[name, plain(kind, value)] as const];
  });
  known.sort(([a], [b]) => (a < b ? -1 : 1));
  return known.length === 0 ? null : JSON.stringify(Object.fromEntries(known));
}

/** Numbers in one spelling, texts without contacts. */
function plain(kind: FieldKind, value: string): string {
  if (kind === "number") return decimalText(value) ?? value;
  return kind === "text" || kind === "choice" ? withoutContacts(value) : value;
}
