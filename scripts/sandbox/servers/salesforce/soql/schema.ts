import type { Field, SalesforceObject } from "../objects.ts";
import type { FieldValue, Row } from "../row.ts";
import type { Path } from "./parse.ts";
import { pointAt, SoqlError } from "./soql-error.ts";

/** What queries can ask for, and the rows of an instant. */
export interface Schema {
  readonly objects: readonly SalesforceObject[];
  rows(object: string): readonly Row[];
}

/** From a row to the one its reference names; undefined where it names none that is there. */
export interface Relationship {
  /** As answers write it: `Owner`. */
  readonly name: string;
  readonly object: string;
  follow(row: Row): Row | undefined;
}

/** A field reached from an object, over relationships where the path has dots. */
export interface ResolvedField {
  readonly field: Field;
  readonly relationships: readonly Relationship[];
  value(row: Row): FieldValue;
}

/** The object of FROM. Throws INVALID_TYPE. */
export function objectOf(schema: Schema, { text, at }: Path, query: string): SalesforceObject {
  const object = schema.objects.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (object) return object;
  const message =
    `sObject type '${text}' is not supported. If you are attempting to use a custom object, be sure to append the '__c' after the ` +
    "entity name. Please reference your WSDL or the describe call for the appropriate names.";
  throw new SoqlError("INVALID_TYPE", pointAt(query, at, text, message));
}

/** Throws INVALID_FIELD for a field or relationship that the object does not have. */
export function resolve(schema: Schema, object: SalesforceObject, path: Path, query: string): ResolvedField {
  const parts = path.text.split(".");
  if (parts.length > 1 && parts[0]?.toLowerCase() === object.name.toLowerCase()) parts.shift();
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return own(object, first, path, query);
  const reference = object.fields.find(
    ({ name, to }) => to && relationshipOf(name).toLowerCase() === first.toLowerCase(),
  );
  if (!reference?.to) {
    const message =
      `Didn't understand relationship '${first}' in field path. If you are attempting to use a custom relationship, be sure to append ` +
      "the '__r' after the custom relationship name. Please reference your WSDL or the describe call for the appropriate names.";
    throw new SoqlError("INVALID_FIELD", pointAt(query, path.at, path.text, message));
  }
  const target = objectOf(schema, { text: reference.to, at: path.at }, query);
  const inner = resolve(schema, target, { text: rest.join("."), at: path.at }, query);
  let byId: ReadonlyMap<FieldValue, Row> | undefined;
  const follow = (row: Row): Row | undefined => {
    byId ??= new Map(schema.rows(target.name).map((other) => [other.Id ?? null, other]));
    return byId.get(row[reference.name] ?? null);
  };
  return {
    field: inner.field,
    relationships: [{ name: relationshipOf(reference.name), object: target.name, follow }, ...inner.relationships],
    value: (row) => {
      const other = follow(row);
      return other ? inner.value(other) : null;
    },
  };
}

/** `OwnerId` leads to `Owner`. */
export function relationshipOf(referenceName: string): string {
  return referenceName.replace(/Id$/, "");
}

function own(object: SalesforceObject, name: string, path: Path, query: string): ResolvedField {
  const field = object.fields.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
  if (field) return { field, relationships: [], value: (row) => row[field.name] ?? null };
  const message =
    `No such column '${name}' on entity '${object.name}'. If you are attempting to use a custom field, be sure to append the '__c' ` +
    "after the custom field name. Please reference your WSDL or the describe call for the appropriate names.";
  throw new SoqlError("INVALID_FIELD", pointAt(query, path.at, path.text, message));
}
