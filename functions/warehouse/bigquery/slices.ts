import type { Column, Parameter, Slice, TableName } from "../warehouse.ts";
import { WarehouseError } from "../warehouse-error.ts";

export interface Condition {
  readonly sql: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/**
 * Rows `t` that lie in one of the slices: one term per combination of all columns but the one with the most values, which is
 * asked by list. Parameters, not literals, and the column bare, so that BigQuery reads the named partitions only.
 */
export function sliceCondition(table: TableName, columns: readonly Column[], slices: readonly Slice[]): Condition {
  const keys = Object.keys(slices[0] ?? {});
  if (keys.length === 0)
    throw new WarehouseError("bad-rows", "expected at least one slice with a column, got none", { where: table });
  const types = new Map(keys.map((key) => [key, typeOf(table, columns, key)]));
  const listed = keys.reduce((most, key) => (distinct(slices, key) > distinct(slices, most) ? key : most));
  const rest = keys.filter((key) => key !== listed);
  const groups = Map.groupBy(slices, (slice) => JSON.stringify(rest.map((key) => slice[key])));
  const parameters: Record<string, Parameter> = {};
  const parameter = (type: string, value: Parameter["value"]): string => {
    const name = `slice_${Object.keys(parameters).length}`;
    parameters[name] = { type, value };
    return `@${name}`;
  };
  const terms = [...groups.values()].map((group) => {
    const equal = rest.map((key) => `t.${key} = ${parameter(types.get(key) ?? "", group[0]?.[key] ?? null)}`);
    const values = [...new Set(group.map((slice) => slice[listed] ?? ""))];
    return [...equal, `t.${listed} in unnest(${parameter(`ARRAY<${types.get(listed)}>`, values)})`].join(" and ");
  });
  return { sql: terms.length === 1 ? (terms[0] ?? "") : terms.map((term) => `(${term})`).join(" or "), parameters };
}

function distinct(slices: readonly Slice[], key: string): number {
  return new Set(slices.map((slice) => slice[key])).size;
}

function typeOf(table: TableName, columns: readonly Column[], key: string): string {
  const column = columns.find(({ name }) => name === key);
  if (column === undefined)
    throw new WarehouseError("bad-rows", `expected a slice column of ${table}, got "${key}"`, { where: table });
  return column.type;
}
