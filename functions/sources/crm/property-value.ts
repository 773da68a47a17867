import type { FieldKind } from "../contacts/keep-field.ts";
import { withoutContacts } from "../contacts/without-contacts.ts";
import { decimalText, textOrNull } from "./values.ts";

/** A kept field's value as text: numbers in one spelling, texts without contacts; null where it is empty. */
export function propertyValue(kind: FieldKind, value: string | null): string | null {
  const known = textOrNull(value);
  if (known === null) return null;
  if (kind === "number") return decimalText(known) ?? known;
  return kind === "text" || kind === "choice" ? withoutContacts(known) : known;
}
