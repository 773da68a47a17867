import type { FieldType, Value } from "../catalogue/field.ts";
import { enumConstants } from "../catalogue/protos.ts";
import { queryRefusal } from "../failure.ts";
import type { Comparison, Condition, Literal } from "../gaql/query.ts";
import { matcherOf } from "./pattern.ts";

export type Test = (value: Value | undefined) => boolean;

/**
 * What a condition asks of a value. An absent value fails every condition but IS NULL, !=, and the negated ones.
 * @throws Refusal for an operator or a value that does not fit the field's type
 */
export function testOf(condition: Exclude<Condition, { kind: "during" }>, type: FieldType, isRepeated: boolean): Test {
  const { field } = condition;
  const mismatch = (): Error =>
    queryRefusal("OPERATOR_FIELD_MISMATCH", `The operator used on field '${field}' is not applicable to it.`);
  const read = (literal: Literal): string | number | boolean => readLiteral(literal, type, field);
  switch (condition.kind) {
    case "null":
      return (value) => (value === undefined) === condition.isNull;
    case "pattern": {
      if ((type !== "STRING" && type !== "RESOURCE_NAME") || isRepeated) throw mismatch();
      const matches = matcherOf(condition.operator, condition.pattern);
      const isNegated = condition.operator.startsWith("NOT");
      return (value) => (value === undefined ? isNegated : matches(String(value)) !== isNegated);
    }
    case "between": {
      if (!isOrdered(type)) throw mismatch();
      const [low, high] = [read(condition.low), read(condition.high)];
      return (value) => value !== undefined && order(value, low) >= 0 && order(value, high) <= 0;
    }
    case "list": {
      const values = condition.values.map(read);
      if (condition.operator.startsWith("CONTAINS") !== isRepeated) throw mismatch();
      if (isRepeated) return containsTest(condition.operator, values);
      const isIn: Test = (value) => value !== undefined && values.some((one) => order(value, one) === 0);
      return condition.operator === "IN" ? isIn : (value) => !isIn(value);
    }
    case "comparison": {
      const { operator } = condition;
      if (isRepeated || (!isOrdered(type) && operator !== "=" && operator !== "!=")) throw mismatch();
      const wanted = read(condition.value);
      return (value) => (value === undefined ? operator === "!=" : holds(operator, order(value, wanted)));
    }
  }
}

function containsTest(operator: string, values: readonly unknown[]): Test {
  return (value) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    if (operator === "CONTAINS ALL") return values.every((one) => list.includes(one));
    return values.some((one) => list.includes(one)) === (operator === "CONTAINS ANY");
  };
}

function isOrdered(type: FieldType): boolean {
  return type === "INT64" || type === "DOUBLE" || type === "DATE" || type === "STRING";
}

/** Below, at or above 0 as `value` stands before, at or after `other`. Ids are text in rows and numbers in queries. */
function order(value: Value, other: string | number | boolean): number {
  if (typeof other === "number") return Number(value) - other;
  if (value === other) return 0;
  return String(value) < String(other) ? -1 : 1;
}

function holds(operator: Comparison, difference: number): boolean {
  switch (operator) {
    case "=":
      return difference === 0;
    case "!=":
      return difference !== 0;
    case "<":
      return difference < 0;
    case "<=":
      return difference <= 0;
    case ">":
      return difference > 0;
    case ">=":
      return difference >= 0;
  }
}

function readLiteral({ kind, text }: Literal, type: FieldType, field: string): string | number | boolean {
  if (type.startsWith("ENUM ")) {
    if (!enumConstants(type.slice("ENUM ".length)).includes(text))
      throw queryRefusal("BAD_ENUM_CONSTANT", `Invalid enum value cannot be included in WHERE clause: '${text}'.`);
    return text;
  }
  switch (type) {
    case "INT64":
    case "DOUBLE":
      if (kind === "word" || !/^-?\d+(\.\d+)?$/.test(text))
        throw queryRefusal("BAD_NUMBER", `Expected a number for field '${field}', got '${text}'.`);
      return Number(text);
    case "BOOLEAN":
      if (!/^(true|false)$/i.test(text))
        throw queryRefusal("BAD_VALUE", `Expected TRUE or FALSE for field '${field}', got '${text}'.`);
      return text.toLowerCase() === "true";
    case "DATE":
      return dateOf(text, field);
    default:
      if (kind !== "string")
        throw queryRefusal("INVALID_STRING_VALUE", `Expected a quoted string for field '${field}', got ${text}.`);
      return text;
  }
}

/** `2026-01-31`, also written `20260131`. */
export function dateOf(text: string, field: string): string {
  const day = /^\d{8}$/.test(text) ? `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}` : text;
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(day) : Number.NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day)
    throw queryRefusal("INVALID_DATE_FORMAT", `Invalid date '${text}' for field '${field}'. Expected 'YYYY-MM-DD'.`);
  return day;
}
