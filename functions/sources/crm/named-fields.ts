import { AppError } from "../../lib/errors.ts";
import { type CrmField, isPersonalField } from "../contacts/keep-field.ts";
import { ATTRIBUTION_COLUMNS, type AttributionFields } from "./attribution.ts";

/** Fields that settings name: behind a column, and to keep. */
export interface FieldSettings {
  readonly fields: AttributionFields;
  readonly properties: readonly string[];
  readonly known_at_creation?: readonly string[];
}

/** How a CRM calls its fields, for messages. */
export interface FieldWords {
  /** `sources.hubspot`. */
  readonly section: string;
  /** `the internal name of a contact or deal property`. */
  readonly expected: string;
  /** Where a person finds the names. */
  readonly fix: string;
}

/** Whether settings name any field. */
export function namesAny({ fields, properties, known_at_creation: atCreation = [] }: FieldSettings): boolean {
  return (
    properties.length > 0 || atCreation.length > 0 || ATTRIBUTION_COLUMNS.some((column) => fields[column] !== undefined)
  );
}

/** Throws `settings`, naming the key, where a field that settings name is in no object, or holds names or contacts and is to be kept. */
export function checkNamedFields(settings: FieldSettings, existing: readonly CrmField[], words: FieldWords): void {
  const byName = new Map(existing.map((field) => [field.name.toLowerCase(), field]));
  const named = [
    ...ATTRIBUTION_COLUMNS.map((column) => [`${words.section}.fields.${column}`, settings.fields[column]] as const),
    ...settings.properties.map((name, i) => [`${words.section}.properties[${i}]`, name] as const),
    ...(settings.known_at_creation ?? []).map((name, i) => [`${words.section}.known_at_creation[${i}]`, name] as const),
  ];
  for (const [key, name] of named) {
    if (name === undefined) continue;
    const field = byName.get(name.toLowerCase());
    if (field === undefined)
      throw new AppError(`${key}: expected ${words.expected}, got "${name}"`, {
        kind: "settings",
        where: key,
        fix: `${words.fix}; or remove the key`,
      });
    if (isPersonalField(field))
      throw new AppError(`${key}: expected a field without names and contacts, got "${name}"`, {
        kind: "settings",
        where: key,
        fix: "remove it: people are joined by person_key, their names and contacts are not kept",
      });
  }
}
