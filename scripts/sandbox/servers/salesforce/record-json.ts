import { instant } from "./replies.ts";
import type { FieldValue, Row } from "./row.ts";
import type { QueryResult } from "./soql/run.ts";
import type { ResolvedField } from "./soql/schema.ts";

type Json = { [name: string]: unknown };

/** A row as queries answer it: fields in the order asked for; those of a related record in an object of its own, null without one. */
export function recordJson({ object, fields }: QueryResult, row: Row, version: string): Readonly<Json> {
  const record: Json = { attributes: attributes(object, row.Id ?? null, version) };
  for (const field of fields ?? []) write(record, row, field, version);
  return record;
}

function write(record: Json, row: Row, { field, relationships }: ResolvedField, version: string): void {
  let json = record;
  let at = row;
  for (const { name, object, follow } of relationships) {
    const other = follow(at);
    if (other === undefined) {
      json[name] = null;
      return;
    }
    json[name] ??= { attributes: attributes(object, other.Id ?? null, version) };
    json = json[name] as Json;
    at = other;
  }
  const value = at[field.name] ?? null;
  json[field.name] = field.type === "datetime" && typeof value === "number" ? instant(value) : value;
}

function attributes(type: string, id: FieldValue, version: string): Json {
  return { type, url: `/services/data/${version}/sobjects/${type}/${id}` };
}
