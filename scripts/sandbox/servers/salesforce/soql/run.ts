import type { FieldValue, Row } from "../row.ts";
import { collate } from "./collate.ts";
import { compileFilter } from "./filter.ts";
import { type Ordering, parseSoql, type Query } from "./parse.ts";
import { objectOf, type ResolvedField, resolve, type Schema } from "./schema.ts";
import { SoqlError } from "./soql-error.ts";

/** What a query found: rows in its order, and how each is written. */
export interface QueryResult {
  readonly object: string;
  /** Null for `COUNT()`: only their number is answered. */
  readonly fields: readonly ResolvedField[] | null;
  readonly rows: readonly Row[];
}

/** Rows that a query finds. Deleted ones are among them where it is `queryAll`. Throws SoqlError. */
export function runSoql(text: string, schema: Schema, includesDeleted: boolean): QueryResult {
  const query = parseSoql(text);
  const object = objectOf(schema, query.from, text);
  const fields = query.fields?.map((path) => resolve(schema, object, path, text)) ?? null;
  const names =
    fields?.map(({ field, relationships }) => [...relationships.map(({ name }) => name), field.name].join(".")) ?? [];
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new SoqlError("MALFORMED_QUERY", `duplicate field selected: ${twice}`);
  const test = query.where ? compileFilter(schema, object, query.where, text) : () => true;
  const orders = query.orderBy.map((ordering) => ({ ...ordering, by: resolve(schema, object, ordering.path, text) }));
  const found = schema.rows(object.name).filter((row) => (includesDeleted || row.IsDeleted !== true) && test(row));
  return { object: object.name, fields, rows: limited(ordered(found, orders), query) };
}

type Order = Ordering & { readonly by: ResolvedField };

/** What a row is ordered by is worked out once, not for every comparison. */
function ordered(rows: readonly Row[], orders: readonly Order[]): readonly Row[] {
  if (orders.length === 0) return rows;
  return rows
    .map((row) => ({ row, keys: orders.map(({ by }) => collate(by.field.type, by.value(row))) }))
    .sort((a, b) => compareKeys(a.keys, b.keys, orders))
    .map(({ row }) => row);
}

function compareKeys(a: readonly FieldValue[], b: readonly FieldValue[], orders: readonly Order[]): number {
  for (const [i, { isDescending, isNullsLast }] of orders.entries()) {
    const [left, right] = [a[i] ?? null, b[i] ?? null];
    if (left === right) continue;
    if (left === null || right === null) return (left === null) === isNullsLast ? 1 : -1;
    return left < right === isDescending ? 1 : -1;
  }
  return 0;
}

function limited(rows: readonly Row[], { limit, offset }: Query): readonly Row[] {
  return rows.slice(offset, limit === null ? undefined : offset + limit);
}
